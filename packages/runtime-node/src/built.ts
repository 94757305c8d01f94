/**
 * The file that an isolate begins with. From the sources too that is what was built: Node 20 threads
 * and processes read no TypeScript. The bundle lies as deep as this file.
 */
export function built(name: string): URL {
  return new URL(`../dist/${name}.js`, import.meta.url)
}
