import { register } from 'node:module'

/** Makes the packages in `WITHOUT` look as if they were not installed. */
const hooks = `
  const missing = ${JSON.stringify(process.env['WITHOUT']?.split(',') ?? [])}
  export async function resolve(specifier, context, next) {
    if (!missing.includes(specifier)) return next(specifier, context)
    throw Object.assign(new Error("Cannot find package '" + specifier + "'"), { code: 'ERR_MODULE_NOT_FOUND' })
  }`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

await import('./ort-child.ts')
