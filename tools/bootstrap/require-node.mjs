/** Ends this process with a clear message when Node is older than `range`, such as `>=20.19`. */
export function requireNode(range, version = process.versions.node) {
  const problem = nodeProblem(range, version)
  if (problem === undefined) return
  console.error(problem)
  process.exit(1)
}

/** What is wrong with this version of Node, or `undefined`. */
export function nodeProblem(range, version) {
  const [major, minor] = range.replace('>=', '').split('.').map(Number)
  const [actualMajor, actualMinor] = version.split('.').map(Number)
  if (actualMajor > major || (actualMajor === major && actualMinor >= minor)) return undefined
  return `Troupe needs Node ${range}, and this is Node ${version}. Install a newer one from https://nodejs.org and try again.`
}
