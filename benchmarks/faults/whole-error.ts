/** What an error is made of, for those who catch it. */
export const parts = ['an Error', 'name', 'message', 'code', 'cause', 'fields', 'stack'] as const

export type Part = (typeof parts)[number]

class PageError extends Error {
  override readonly name = 'PageError'
  readonly code = 'E_PAGE'
  readonly page = 7
  readonly region = { left: 1, top: 2 }
}

/** Throws an error that has everything an error can have. */
export function throwWhole(): never {
  const cause = new TypeError('the ink is dry', { cause: 'no ink' })
  throw new PageError('page 7 cannot be read', { cause })
}

/** The parts of that error that did not arrive. */
export function missingParts(arrived: unknown): Part[] {
  const it = (typeof arrived === 'object' && arrived !== null ? arrived : {}) as Partial<PageError>
  const cause = it.cause as Partial<Error> | undefined
  const kept: Record<Part, boolean> = {
    'an Error': arrived instanceof Error,
    name: it.name === 'PageError',
    message: it.message === 'page 7 cannot be read',
    code: it.code === 'E_PAGE',
    cause:
      cause instanceof Error && cause.name === 'TypeError' && cause.message === 'the ink is dry',
    fields: it.page === 7 && it.region?.top === 2,
    stack: it.stack?.includes(throwWhole.name) === true,
  }
  return parts.filter((part) => !kept[part])
}
