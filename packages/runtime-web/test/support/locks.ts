/** How many locks of workers are held, or waited for. */
export async function workerLocks(): Promise<number> {
  const { held = [], pending = [] } = await navigator.locks.query()
  return [...held, ...pending].filter(({ name }) => name?.startsWith('troupe-')).length
}
