/** Flags that say what the app runs and how it is debugged: none of an isolate's business. */
const ownOnly =
  /^(-[eipc]|-pe|--(eval|print|check|interactive|inspect.*|debug.*|watch.*|test.*|input-type|run))(=|$)/
const withValue = /^(-[ep]|-pe|--(eval|print|inspect-port|debug-port|watch-path|input-type|run))$/

/** The flags of this process that another one should be started with. */
export function inheritedFlags(flags: readonly string[] = process.execArgv): string[] {
  const kept: string[] = []
  for (let at = 0; at < flags.length; at++) {
    const flag = flags[at]!
    if (!ownOnly.test(flag)) kept.push(flag)
    else if (withValue.test(flag)) at++
  }
  return kept
}

/** What a thread cannot inherit as it is: code from the command line has a type, its files do not. */
export function threadFlags(flags: readonly string[] = process.execArgv): string[] | undefined {
  return flags.some((flag) => flag.startsWith('--input-type')) ? [] : undefined
}
