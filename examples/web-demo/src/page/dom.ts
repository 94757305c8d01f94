type Child = Node | string
type Attributes = Readonly<Record<string, string | number | boolean>>

/**
 * Makes an element: `true` sets an attribute without a value, `false` leaves it out, and names that
 * begin with `--` are properties for the style sheet.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  setAttributes(made, attributes)
  made.append(...children)
  return made
}

/** Makes an element of a drawing. */
export function drawn<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  setAttributes(made, attributes)
  made.append(...children)
  return made
}

function setAttributes(target: HTMLElement | SVGElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('--')) target.style.setProperty(name, String(value))
    else if (value !== false) target.setAttribute(name, value === true ? '' : String(value))
  }
}

/** The element of this page with that id. */
export function byId<E extends Element = HTMLElement>(id: string): E {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}`)
  return found as unknown as E
}

/** Changes a text only where it differs: an unchanged page costs no layout. */
export function write(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text
}
