import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const folder = fileURLToPath(new URL('./snippets/', import.meta.url))

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
}

/** Snippets as an adopter's compiler sees them: with the declarations that are published. */
export class Compiler {
  readonly #texts: ReadonlyMap<string, string>
  readonly #service: ts.LanguageService

  /** @param common What stands before each snippet. */
  constructor(common: string, snippets: Readonly<Record<string, string>>) {
    this.#texts = new Map(
      Object.entries(snippets).map(([name, text]) => [pathOf(name), `${common}\n${text}\n`]),
    )
    const text = (path: string): string | undefined => this.#texts.get(path) ?? ts.sys.readFile(path)
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...this.#texts.keys()],
      getScriptVersion: () => '1',
      getScriptSnapshot: (path) => {
        const found = text(path)
        return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found)
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: (path) => this.#texts.has(path) || ts.sys.fileExists(path),
      readFile: text,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
    })
  }

  /** The first line of what the compiler says of a snippet, once for each mistake in it. */
  complaints(name: string): string[] {
    return this.#service
      .getSemanticDiagnostics(pathOf(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0]!)
  }

  /** All that the compiler says of a snippet. */
  report(name: string): string {
    return this.#service
      .getSemanticDiagnostics(pathOf(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .join('\n')
  }

  /** What an editor shows over the last occurrence of `words`: the type, and the documentation. */
  hover(name: string, words: string): { readonly type: string; readonly words: string } {
    const path = pathOf(name)
    const at = this.#texts.get(path)!.lastIndexOf(words)
    const info = this.#service.getQuickInfoAtPosition(path, at)
    return {
      type: ts.displayPartsToString(info?.displayParts),
      words: ts.displayPartsToString(info?.documentation),
    }
  }
}

function pathOf(name: string): string {
  return `${folder}${name}.ts`
}
