/** Keeps one core busy, as the app's thread does in the other half of the measurement. */
for (;;);
