/**
 * Turns every ```ts fence of the README, the docs and the docstrings into a test below
 * `.cache/doc-examples`: it must type-check, run, and give what its `// =>` comments say.
 *
 * - `expression // => value` checks for deep equality; the comment may stand on the next line too.
 * - `expression // => throws code` checks for an error with that code or name.
 * - A fence with `file=name.ts` can be imported, or named by URL, by the others of its page.
 * - A fence with `browser` runs in a page of a real browser, one with `worker` as the script of a web
 *   worker there, all others in Node.
 * - A fence with `no-run` is only type-checked; its reason stands beside it: `(not run: why)`.
 */
import { join } from 'node:path'
import { checkTypes } from './doc-examples/check-types.ts'
import { findPages } from './doc-examples/pages.ts'
import { linkPackages, writeExamples, writeTests } from './doc-examples/write.ts'
import { root } from './files.ts'

const folder = join(root, '.cache/doc-examples')
const examples = writeExamples(findPages(root), folder)
linkPackages(root, folder)
checkTypes(examples, folder, root)
writeTests(examples, folder)

const notRun = examples.filter((example) => example.notRun !== undefined)
const wrong = examples.filter((example) => example.problems.length > 0)
const inBrowser = examples.filter(
  (example) => example.where !== undefined && example.notRun === undefined,
)
const run = examples.length - notRun.length
console.log(
  `${examples.length} examples: ${run - inBrowser.length} to run in Node, ${inBrowser.length} in a browser, ${notRun.length} not run, ${wrong.length} with problems`,
)
for (const { place, notRun: reason } of notRun) console.log(`  ${place} is not run: ${reason}`)
