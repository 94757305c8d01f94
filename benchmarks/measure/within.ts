/** What `work` gives, unless it takes longer than so many milliseconds. */
export async function within<T>(
  milliseconds: number,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`${what} took longer than ${milliseconds / 1_000} s`)
    timer = setTimeout(() => reject(error), milliseconds)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
