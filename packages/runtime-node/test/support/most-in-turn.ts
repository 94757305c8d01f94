/** Watches how much of what is counted comes in one turn of the app. */
export function watchTurns(count: () => number): Disposable & { most(): number } {
  let before = 0
  let most = 0
  const look = (): void => {
    const now = count()
    most = Math.max(most, now - before)
    before = now
  }
  const looking = setInterval(look)
  return {
    most() {
      look()
      return most
    },
    [Symbol.dispose]: () => clearInterval(looking),
  }
}
