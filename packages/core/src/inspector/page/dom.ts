type Child = Node | string
type Attributes = Readonly<Record<string, string | number | boolean>>

/** Makes an element; `true` sets an attribute without a value, `false` leaves it out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  set(made, attributes)
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
  set(made, attributes)
  made.append(...children)
  return made
}

/** Sets attributes where they differ: an unchanged page costs no layout. */
export function set(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false) target.removeAttribute(name)
    else {
      const text = value === true ? '' : String(value)
      if (target.getAttribute(name) !== text) target.setAttribute(name, text)
    }
  }
}

/** Changes a text only where it differs. */
export function write(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text
}

/** A term and what it stands for, in a list of such. */
export function pair(term: string, value: HTMLElement): HTMLElement {
  return element('div', {}, element('dt', {}, term), value)
}
