/** Ordinary print. */
export const black = { paper: '#ffffff', ink: '#111111' }
