import type { StandardSchemaV1 } from '@standard-schema/spec'

type Judge<Output> = (value: unknown) => StandardSchemaV1.Result<Output>

function schema<Output>(
  validate: StandardSchemaV1.Props<unknown, Output>['validate'],
): StandardSchemaV1<unknown, Output> {
  return { '~standard': { version: 1, vendor: 'test', validate } }
}

/** A schema that answers at once. */
export function sync<Output>(judge: Judge<Output>): StandardSchemaV1<unknown, Output> {
  return schema(judge)
}

/** A schema that answers later. */
export function later<Output>(judge: Judge<Output>): StandardSchemaV1<unknown, Output> {
  return schema(async (value) => {
    await Promise.resolve()
    return judge(value)
  })
}

/** Takes numbers, and text of them, and gives numbers. */
export const numeric: Judge<number> = (value) => {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && !Number.isNaN(number)
    ? { value: number }
    : {
        issues: [{ message: 'not a number', path: ['list', { key: 0 }] }, { message: 'try again' }],
      }
}
