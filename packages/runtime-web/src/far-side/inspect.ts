/** A value as text for people. It never throws. */
export function inspect(value: unknown): string {
  if (typeof value === 'string') return value
  const brief = briefly(value)
  if (brief !== undefined) return brief
  try {
    return JSON.stringify(value, readable()) ?? String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}

/** What JSON drops, refuses or bloats. */
function briefly(value: unknown): string | undefined {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || typeof value === 'symbol') return String(value)
  if (value instanceof Error) return wordsOf(value)
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${value.byteLength} bytes)`
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength} bytes)`
  return undefined
}

/** Not every browser puts the message into the stack. */
function wordsOf({ name, message, stack = '' }: Error): string {
  return stack.includes(message) && stack !== '' ? stack : `${name}: ${message}\n${stack}`.trimEnd()
}

function readable() {
  const above: object[] = []
  return function (this: object, _key: string, value: unknown): unknown {
    const brief = briefly(value)
    if (brief !== undefined || typeof value !== 'object' || value === null) return brief ?? value
    while (above.length > 0 && above.at(-1) !== this) above.pop()
    if (above.includes(value)) return '[circular]'
    const kept = value instanceof Map || value instanceof Set ? [...value] : value
    above.push(kept)
    return kept
  }
}
