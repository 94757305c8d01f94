/** Tasks on the page's thread that took longer than 50 ms. */
export class LongTasks {
  /** False where the browser does not tell. */
  readonly known = PerformanceObserver.supportedEntryTypes.includes('longtask')
  count = 0
  longest = 0

  constructor() {
    if (!this.known) return
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        this.count++
        this.longest = Math.max(this.longest, duration)
      }
    }).observe({ entryTypes: ['longtask'] })
  }
}
