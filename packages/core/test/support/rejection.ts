/** What a promise rejects with; fails the test if it does not. */
export async function rejection(
  promise: PromiseLike<unknown>,
): Promise<Error & { code?: string; details?: unknown }> {
  return promise.then(
    (value) => Promise.reject(new Error(`expected a rejection, got ${JSON.stringify(value)}`)),
    (error: unknown) => error as Error,
  )
}
