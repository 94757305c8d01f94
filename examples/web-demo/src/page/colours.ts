const root = document.documentElement
let known = new Map<string, string>()

const forget = (): void => void (known = new Map())
addEventListener('themechange', forget)
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget)

/** A colour of the style sheet, for canvases. */
export function colour(name: string): string {
  let value = known.get(name)
  if (value === undefined) {
    value = getComputedStyle(root).getPropertyValue(`--${name}`).trim()
    known.set(name, value)
  }
  return value
}

/** Whether people asked for less that moves. */
export const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')
