const key = 'troupe-demo-starts'

/** How long the page took to have all actors ready, in milliseconds. */
export interface StartTimes {
  /** With the models downloaded. */
  readonly cold?: number
  /** With the models from the browser's own storage. */
  readonly warm?: number
}

/** What this start took, beside what earlier visits took. */
export function rememberStart(kind: 'cold' | 'warm', milliseconds: number): StartTimes {
  const times = { ...knownStarts(), [kind]: milliseconds }
  localStorage.setItem(key, JSON.stringify(times))
  return times
}

export function knownStarts(): StartTimes {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as StartTimes
  } catch {
    return {}
  }
}
