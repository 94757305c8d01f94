/** Computes for so many milliseconds, and lets nothing else run in this thread. */
export function spin(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
