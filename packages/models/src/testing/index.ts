/**
 * Models without a model, for tests.
 *
 * @module
 */

export { fakeBackend } from './fake-backend.ts'
export type { FakeBackend, FakeModel } from './fake-backend.ts'
