/** What somebody gave, in the words of an error: short, and never a failure itself. */
export function inWords(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
    case 'function':
      return isClass(value) ? named('the class', value) : named('the function', value)
    case 'object':
      return value === null ? 'null' : objectInWords(value)
    case 'bigint':
      return `${value}n`
    default:
      return String(value)
  }
}

/** Whether it is a class, which nobody may call. */
export function isClass(value: unknown): boolean {
  return (
    typeof value === 'function' &&
    Object.getOwnPropertyDescriptor(value, 'prototype')?.writable === false
  )
}

function named(what: string, { name }: { readonly name: string }): string {
  return name === '' ? what.replace('the', 'a') : `${what} ${name}`
}

function objectInWords(value: object): string {
  const { fingerprint, protocol, setup, address } = value as Record<string, unknown>
  if (typeof fingerprint === 'string') return 'a protocol'
  if (typeof setup === 'function') return 'an actor'
  if (typeof address === 'string' && protocol !== undefined) return 'a ref to an actor'
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  if (kind === 'Object') return 'an object'
  return `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`
}
