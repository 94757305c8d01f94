/**
 * Ends this process when nobody reads what it says any more, as in `npm start | head`. The exit code
 * is that of a program which SIGPIPE ended; Node ignores the signal.
 */
export function endWithReader() {
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(141)
  })
}
