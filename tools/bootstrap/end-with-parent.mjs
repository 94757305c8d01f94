/**
 * Ends this process by SIGTERM when its parent is gone. A signal for `npm start` ends the shell that
 * npm puts in between, and that shell passes nothing on.
 */
export function endWithParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 200)
  watch.unref()
}
