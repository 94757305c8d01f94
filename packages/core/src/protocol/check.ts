import type { StandardSchemaV1 } from '@standard-schema/spec'
import { ActorError } from '../errors.ts'

/**
 * Runs an optional check of a value that crosses a boundary; the schema may change the value.
 *
 * @throws {ActorError<'invalid-message'>} The value does not fit; the issues say where.
 */
export function check(
  schema: StandardSchemaV1 | undefined,
  value: unknown,
  target: string,
  operation: string,
): unknown {
  if (schema === undefined) return value
  const result = schema['~standard'].validate(value)
  return 'then' in result
    ? Promise.resolve(result).then((settled) => valueOf(settled, target, operation))
    : valueOf(result, target, operation)
}

function valueOf(
  result: StandardSchemaV1.Result<unknown>,
  target: string,
  operation: string,
): unknown {
  if (result.issues === undefined) return result.value
  const issues = result.issues.map(({ message, path }) => {
    const keys = path?.map((step) => String(typeof step === 'object' ? step.key : step))
    return keys === undefined || keys.length === 0 ? message : `${keys.join('.')}: ${message}`
  })
  throw new ActorError(
    'invalid-message',
    `${target}.${operation} was sent what it does not take: ${issues.join('; ')}`,
    {
      target,
      operation,
      issues,
    },
  )
}
