import { parseArgs } from 'node:util'
import { Problem } from './problem.ts'
import { isTemplate, type Template, templates } from './templates.ts'

/** What the command line says. What it leaves open is asked in a terminal, or gets its default. */
export interface Command {
  readonly folder?: string
  readonly template?: Template
  /** Take the defaults and ask nothing. */
  readonly yes: boolean
  readonly help: boolean
  readonly version: boolean
}

const options = {
  template: { type: 'string', short: 't' },
  yes: { type: 'boolean', short: 'y', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const

/** How to use it. */
export const usage = `npm create troupe [FOLDER] [-- --template NAME]

FOLDER      where the app goes; new, or empty. Default: troupe-app
--template  ${Object.entries(templates)
  .map(([name, what]) => `${name}: ${what}`)
  .join('\n            ')}
            Default: node
--yes       ask nothing and take the defaults; without a terminal nothing is asked anyway
`

/**
 * Reads a command line.
 *
 * @throws {Problem} An option or a template that there is not, or a second folder.
 */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args)
  const [folder, ...others] = positionals
  if (others.length > 0) {
    throw new Problem(`Name one folder, not ${positionals.length}: ${positionals.join(', ')}.`)
  }
  const { template, ...flags } = values
  if (template !== undefined && !isTemplate(template)) {
    const names = Object.keys(templates).join(' and ')
    throw new Problem(`There is no template "${template}". There are ${names}.`)
  }
  return { folder, template, ...flags }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${usage}`)
  }
}
