const begun = performance.now()

/** Says what is being measured: on one line that changes where a person looks, else not at all. */
export function tellProgress(...words: readonly string[]): void {
  if (!process.stdout.isTTY) return
  process.stdout.clearLine(0)
  process.stdout.cursorTo(0)
  process.stdout.write(`  ${words.join(' · ')}`)
}

/** Ends the line that changes, and says what comes next, with the time since the beginning. */
export function tellStep(words: string): void {
  if (process.stdout.isTTY) {
    process.stdout.clearLine(0)
    process.stdout.cursorTo(0)
  }
  const seconds = Math.round((performance.now() - begun) / 1_000)
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  console.log(words === '' ? '' : `${time}  ${words}`)
}
