#!/usr/bin/env node
import { relative } from 'node:path'
import { parseCommand, usage } from './command.ts'
import { Problem } from './problem.ts'
import { planFor } from './questions.ts'
import { scaffold, version } from './scaffold.ts'

try {
  await create(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Problem)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function create(args: readonly string[]): Promise<void> {
  const command = parseCommand(args)
  if (command.help) return console.log(usage)
  if (command.version) return console.log(version)
  const plan = await planFor(command, Boolean(process.stdin.isTTY && process.stdout.isTTY))
  const folder = relative('.', scaffold(plan))
  const enter = folder === '' ? '' : `  cd ${quoted(folder)}\n`
  console.log(`There is your app. Next:\n\n${enter}  npm install\n  npm test\n  npm start\n`)
}

/** As a shell reads it. */
function quoted(folder: string): string {
  return /^[\w./\\~-]+$/.test(folder) ? folder : `"${folder.replaceAll('"', '\\"')}"`
}
