/** What a stretch of time was like on the page's thread, in milliseconds. */
export interface Recording {
  /** Between each frame and the one before it. */
  readonly intervals: readonly number[]
  /** How long each task over 50 ms took. */
  readonly longTasks: readonly number[]
}

/** Records the page's frames and long tasks while `work` goes on, and moves something meanwhile. */
export async function record(work: () => Promise<unknown>): Promise<Recording> {
  const moving = document.querySelector<HTMLElement>('#moving')!
  const intervals: number[] = []
  const longTasks: number[] = []
  const take = (entries: PerformanceEntryList): void => {
    longTasks.push(...entries.map(({ duration }) => duration))
  }
  const observer = new PerformanceObserver((list) => take(list.getEntries()))
  let last = await nextFrame()
  let next = 0
  const frame = (now: number): void => {
    intervals.push(now - last)
    last = now
    moving.style.transform = `translateX(${(now / 5) % 400}px)`
    next = requestAnimationFrame(frame)
  }
  observer.observe({ type: 'longtask' })
  next = requestAnimationFrame(frame)
  await work()
  // A block that ended just now is in the next frame.
  await nextFrame()
  await nextFrame()
  cancelAnimationFrame(next)
  take(observer.takeRecords())
  observer.disconnect()
  return { intervals, longTasks }
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve))
}
