import { createRequire } from 'node:module'

/** The part of comlink that is used; its own types need those of a page. */
export interface Comlink {
  wrap<T>(endpoint: object): T
  expose(exposed: object, endpoint: object): void
  proxy<T extends object>(value: T): T
  transfer<T>(value: T, buffers: readonly ArrayBuffer[]): T
}

const require = createRequire(import.meta.url)

export const comlink = require('comlink') as Comlink

/** Makes a port of Node one of the web. */
export const endpoint = require('comlink/dist/umd/node-adapter') as (port: object) => object
