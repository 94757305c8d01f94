import { createInterface } from 'node:readline/promises'
import type { Command } from './command.ts'
import { isTemplate, type Template, templates } from './templates.ts'

/** All that it takes to make an app. */
export interface Plan {
  readonly folder: string
  readonly template: Template
}

const defaults: Plan = { folder: 'troupe-app', template: 'node' }

/** Completes a command: by asking, where there is somebody to ask, else with the defaults. */
export async function planFor(command: Command, terminal: boolean): Promise<Plan> {
  const { folder, template, yes } = command
  const complete = folder !== undefined && template !== undefined
  if (complete || yes || !terminal) {
    return { folder: folder ?? defaults.folder, template: template ?? defaults.template }
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const ask = async (question: string, ifEmpty: string): Promise<string> =>
    (await lines.question(`${question} (${ifEmpty}) `)).trim() || ifEmpty
  try {
    return {
      folder: folder ?? (await ask('Where?', defaults.folder)),
      template: template ?? (await askTemplate(ask)),
    }
  } finally {
    lines.close()
  }
}

async function askTemplate(
  ask: (question: string, ifEmpty: string) => Promise<string>,
): Promise<Template> {
  for (;;) {
    const word = await ask(`What? ${Object.keys(templates).join(' or ')}`, defaults.template)
    if (isTemplate(word)) return word
  }
}
