import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rewriteAssertions } from './doc-examples/assertions.ts'
import { checkTypes } from './doc-examples/check-types.ts'
import { findFences } from './doc-examples/fences.ts'
import { equal__, throws__, throwsNow__ } from './doc-examples/harness.ts'
import { docstrings, markdownPage } from './doc-examples/pages.ts'
import { linkPackages, writeExamples, writeTests } from './doc-examples/write.ts'
import { root } from './files.ts'

const rewrite = (code: string) => rewriteAssertions(code, (line) => `doc.md:${line}`)

describe('findFences()', () => {
  test('findFences() reads code, flags and lines, and passes other languages by', () => {
    const page = ['# T', '```js', 'a', '```', '```ts file=a.ts', 'const x = 1', '```'].join('\n')
    expect(markdownPage('doc.md', page).fences).toEqual([
      { code: 'const x = 1', line: 5, file: 'a.ts', problems: [] },
    ])
  })

  test('findFences() leaves a fence inside a longer fence alone', () => {
    expect(findFences(['````md', '```ts', 'a', '```', '````'])).toEqual([])
  })

  test('findFences() reads docstrings without their stars', () => {
    const source = `/**\n * F.\n * @example\n * \`\`\`ts\n * f()\n *   .g()\n * \`\`\`\n */\nfunction f() {}`
    expect(docstrings('f.ts', source).flatMap((page) => page.fences)).toEqual([
      { code: 'f()\n  .g()', line: 4, problems: [] },
    ])
  })

  test('findFences() wants a reason for no-run and knows no other flag', () => {
    const without = findFences(['```ts no-run', 'a', '```'])
    const withReason = findFences(['```ts no-run', 'a', '```', '(not run: needs a browser)'])
    expect(without[0]?.problems).toEqual([
      'a fence with no-run needs a visible reason beside it: (not run: why)',
    ])
    expect(withReason).toEqual([{ code: 'a', line: 1, notRun: 'needs a browser', problems: [] }])
    expect(findFences(['```ts norun', '```'])[0]?.problems).toEqual([
      'unknown flag "norun": a fence takes no-run, browser, worker and file=NAME.ts',
    ])
    expect(findFences(['```ts file=../a.ts', '```'])[0]?.problems).toHaveLength(1)
  })
})

describe('findFences() for a browser', () => {
  test('findFences() tells a fence that runs in a browser, which is no reason not to run it', () => {
    expect(findFences(['```ts browser', 'a', '```'])).toEqual([
      { code: 'a', line: 1, where: 'browser', problems: [] },
    ])
    const both = findFences(['```ts browser no-run', '// (not run: why)', '```'])
    expect(both[0]?.problems).toEqual(['a fence is one of browser and no-run'])
  })
})

describe('rewriteAssertions()', () => {
  test.each([
    ['1 + 1 // => 2', 'equal__("doc.md:1", 1 + 1, (2)) // => 2'],
    ['a()\n// => 2', 'equal__("doc.md:2", a(), (2))\n// => 2'],
    ['const x = a() // => 2', 'const x = equal__("doc.md:1", a(), (2)) // => 2'],
    ['console.log(a()) // => 2', 'console.log(equal__("doc.md:1", a(), (2))) // => 2'],
    ['if (x) y.z // => 2', 'if (x) equal__("doc.md:1", y.z, (2)) // => 2'],
    [
      'a() // => {\n//   b: 1,\n// }',
      'equal__("doc.md:1", a(), ({   b: 1, })) // => {\n//   b: 1,\n// }',
    ],
    [
      'await a() // => throws down',
      'await throws__("doc.md:1", async () => (await a()), "down") // => throws down',
    ],
    [
      'function f() {\n  a() // => throws down\n}',
      'function f() {\n  throwsNow__("doc.md:2", () => (a()), "down") // => throws down\n}',
    ],
  ])('rewriteAssertions() turns %j into a check', (code, expected) => {
    expect(rewrite(code)).toMatchObject({ code: expected, problems: [] })
  })

  test('rewriteAssertions() says what it cannot check', () => {
    expect(rewrite('import a from "a" // => 2').problems).toEqual([
      'line 1: `// =>` stands after no expression',
    ])
    expect(rewrite('a() // => Line[]').problems).toEqual([
      'line 1: "Line[]" is no value; write it as TypeScript',
    ])
  })
})

describe('the checks of an example', () => {
  test('equal__() fails on another value and gives the value back', () => {
    expect(equal__('doc.md:1', { a: [1] }, { a: [1] })).toEqual({ a: [1] })
    expect(() => equal__('doc.md:1', 1, 2)).toThrow('doc.md:1')
  })

  test('throws__() fails when nothing, or something else, is thrown', async () => {
    const down = (): never => {
      throw Object.assign(new Error('gone'), { code: 'down' })
    }
    await throws__('doc.md:1', down, 'down')
    throwsNow__('doc.md:1', down, 'down')
    await expect(throws__('doc.md:1', () => 1, 'down')).rejects.toThrow('nothing was thrown')
    await expect(throws__('doc.md:1', down, 'timeout')).rejects.toThrow('instead of timeout')
    expect(() => throwsNow__('doc.md:1', () => 1, 'down')).toThrow('nothing was thrown')
  })
})

describe('writeExamples()', () => {
  const cache = join(root, '.cache')
  function folder(): { path: string } & Disposable {
    mkdirSync(cache, { recursive: true })
    const path = mkdtempSync(join(cache, 'doc-examples-test-'))
    return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
  }

  test('writeExamples() keeps lines where they are and lets fences import each other', () => {
    using at = folder()
    const text =
      '# A\n```ts file=two.ts\nexport const two = 2\n```\n```ts\nimport { two } from "./two.ts"\ntwo // => 2\n```'
    const examples = writeExamples([markdownPage('a.md', text)], at.path)
    linkPackages(root, at.path)
    checkTypes(examples, at.path, root)
    expect(examples.map(({ problems, checks }) => ({ problems, checks }))).toEqual([
      { problems: [], checks: [] },
      { problems: [], checks: ['a.md:7'] },
    ])
    const lines = readFileSync(join(at.path, examples[1]!.module), 'utf8').split('\n')
    expect(lines[6]).toMatch(/^equal__\("a.md:7", two, \(2\)\)/)
  })

  test('writeTests() keeps what runs in a browser apart from what runs in Node', () => {
    using at = folder()
    const text = '# A\n```ts\n1 // => 1\n```\n```ts browser\n2 // => 2\n```'
    writeTests(writeExamples([markdownPage('a.md', text)], at.path), at.path)
    const read = (name: string): string => readFileSync(join(at.path, name), 'utf8')
    expect(read('a.md.test.ts')).toContain('example-2.ts')
    expect(read('a.md.test.ts')).not.toContain('example-5.ts')
    expect(read('a.md.browser.ts')).toContain('example-5.ts')
    expect(read('a.md.browser.ts')).not.toContain('example-2.ts')
  })

  test('writeTests() starts what is the script of a worker in one', () => {
    using at = folder()
    const text = '# A\n```ts worker\n1 // => 1\n```'
    writeTests(writeExamples([markdownPage('a.md', text)], at.path), at.path)
    const read = (name: string): string => readFileSync(join(at.path, name), 'utf8')
    expect(read('a.md.browser.ts')).toContain(
      "new URL('./a.md-1/example-2.script.ts', import.meta.url)",
    )
    expect(read('a.md-1/example-2.script.ts')).toContain("import('./example-2.ts')")
    expect(read('a.md-1/example-2.ts')).toContain('equal__("a.md:3", 1, (1))')
  })

  test('checkTypes() points at the line of the page', () => {
    using at = folder()
    const text = '# A\n\n```ts no-run\nconst size: number = "large"\n```\n(not run: it is wrong)'
    const examples = writeExamples([markdownPage('a.md', text)], at.path)
    checkTypes(examples, at.path, root)
    expect(examples[0]?.problems).toEqual([
      "a.md:4: TS2322: Type 'string' is not assignable to type 'number'.",
    ])
  })
})
