/**
 * Says why a module cannot be imported, by importing it in a worker that is thrown away: a browser
 * tells more of an `import()` that fails than of a worker whose script does.
 *
 * @returns The error's name and words; undefined where nothing failed or nothing can be told.
 */
export async function importError(
  url: string,
  milliseconds: number,
): Promise<ImportError | undefined> {
  const script = `import(${JSON.stringify(url)}).then(
    () => postMessage(undefined),
    (error) => postMessage({ name: String(error?.name), message: String(error?.message ?? error) }),
  )`
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  let worker: Worker | undefined
  try {
    return await new Promise((resolve) => {
      worker = new Worker(address, { type: 'module' })
      worker.onmessage = ({ data }) => resolve(isTold(data) ? data : undefined)
      worker.onerror = (event) => {
        event.preventDefault()
        resolve(undefined)
      }
      setTimeout(resolve, milliseconds, undefined)
    })
  } catch {
    return undefined
  } finally {
    worker?.terminate()
    URL.revokeObjectURL(address)
  }
}

export interface ImportError {
  readonly name: string
  readonly message: string
}

function isTold(data: unknown): data is ImportError {
  return typeof (data as Partial<ImportError> | undefined)?.message === 'string'
}
