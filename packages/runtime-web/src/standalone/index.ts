/**
 * All of Troupe that a page and its workers need, in one file that imports nothing: for pages without
 * a bundler. Import maps do not hold in workers, so page and worker import it by its address.
 *
 * @module
 */
export * from '@troupe/core'
export * from '../index.ts'
export * from '../isolate.ts'
