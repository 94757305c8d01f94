import { describe, expect, test } from 'vitest'
import { installed } from '../support/installed.ts'

const protocolModule = `
  import { ask, protocol } from '@troupe/core'
  export const Echo = protocol('echo', { say: ask() })`

/** Tells the error of what `mistake` does. */
const telling = (imports: string, mistake: string) => `
  ${imports}
  const tell = ({ code, message, help }) => console.log(JSON.stringify({ code, message, help }))
  try { ${mistake} } catch (error) { tell(error) }
  process.exit()`

describe('a newcomer whose app', () => {
  test('has two copies of @troupe/core is told how to find them', async () => {
    using app = installed(['core'], { core: 'node_modules/actors/node_modules/@troupe/core' })
    await app.write({
      'node_modules/actors/package.json': '{ "type": "module", "exports": "./index.js" }',
      'node_modules/actors/index.js': `
        import { actor, ask, child, memory, protocol } from '@troupe/core'
        const Echo = protocol('echo', { say: ask() })
        export const echo = child(Echo, memory(actor(Echo, () => ({ say: (words) => words }))))`,
      'main.mjs': telling(
        `import { supervise } from '@troupe/core'
         import { echo } from 'actors'`,
        'await supervise({ log: false, children: { echo } })',
      ),
    })
    expect(await app.run('main.mjs')).toEqual({
      code: 'invalid-argument',
      message:
        '"echo" was made by another copy of @troupe/core than the app; see "npm ls @troupe/core", then "npm dedupe", so that all import the same one',
      help: '@troupe/core/docs/errors.md#invalid-argument',
    })
  })

  test('starts TypeScript of a package without a loader is told what to install', async () => {
    using app = installed(['core', 'runtime-node'])
    await app.write({
      'node_modules/actors/package.json': '{ "type": "module" }',
      'node_modules/actors/echo.actor.ts': 'export default {} as never',
      'echo.protocol.mjs': protocolModule,
      'main.mjs': telling(
        `import { child, supervise } from '@troupe/core'
         import { thread } from '@troupe/runtime-node'
         import { Echo } from './echo.protocol.mjs'
         const url = new URL('./node_modules/actors/echo.actor.ts', import.meta.url)`,
        'await supervise({ log: false, children: { echo: child(Echo, thread(url)) } })',
      ),
    })
    expect(await app.run('main.mjs')).toEqual({
      code: 'start-failed',
      message: expect.stringMatching(
        /^app\/echo: Node [\d.]+ cannot import file:.*echo\.actor\.ts as it is; install tsx \(npm install --save-dev tsx\), name another "loader", or compile it$/,
      ) as string,
      help: '@troupe/core/docs/errors.md#start-failed',
    })
  })

  test('computes models without onnxruntime is told which package to install', async () => {
    using app = installed(['core', 'models'])
    await app.write({
      'main.mjs': telling(
        `import { ort } from '@troupe/models/ort'`,
        'await ort.load(new Uint8Array(8))',
      ),
    })
    expect(await app.run('main.mjs')).toEqual({
      code: 'backend-unavailable',
      message: expect.stringMatching(
        /^Nothing here can compute models\. Install onnxruntime-node \(or onnxruntime-web, slower\) beside @troupe\/models\. Tried onnxruntime-node: .*; onnxruntime-web: /,
      ) as string,
      help: '@troupe/core/docs/errors.md#backend-unavailable',
    })
  })
})
