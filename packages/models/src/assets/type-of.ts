/** The MIME type under which an asset must be served. */
export function typeOf(path: string): string {
  if (path.endsWith('.mjs')) return 'text/javascript'
  return path.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream'
}
