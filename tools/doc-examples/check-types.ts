import { join, relative } from 'node:path'
import ts from 'typescript'
import type { WrittenExample } from './write.ts'

/** Adds the type errors of the generated modules to the examples they belong to. */
export function checkTypes(
  examples: readonly WrittenExample[],
  folder: string,
  root: string,
): void {
  const files = examples.map((example) => join(folder, example.module))
  const program = ts.createProgram(files, compilerOptions(root))
  const byModule = new Map(examples.map((example) => [example.module, example]))
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const { file, start = 0, messageText } = diagnostic
    const module = file && relative(folder, file.fileName).replaceAll('\\', '/')
    const example = module === undefined ? examples[0] : byModule.get(module)
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0
    const text = ts.flattenDiagnosticMessageText(messageText, '\n')
    example?.problems.push(`${example.page}:${line}: TS${diagnostic.code}: ${text}`)
  }
}

function compilerOptions(root: string): ts.CompilerOptions {
  const path = join(root, 'tsconfig.test.base.json')
  const config = ts.getParsedCommandLineOfConfigFile(path, {}, configHost)
  return {
    ...config?.options,
    incremental: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    typeRoots: [join(root, 'node_modules/@types')],
  }
}

const configHost: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
  },
}
