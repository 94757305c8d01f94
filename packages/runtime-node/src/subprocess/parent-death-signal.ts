import { readFileSync } from 'node:fs'

/** Of util-linux. */
const setpriv = '/usr/bin/setpriv'

/** What to run so that a process dies with its parent. */
export interface Command {
  readonly command: string
  readonly arguments: readonly string[]
}

/**
 * The same command, ended by the kernel as soon as the thread that starts it is gone: prctl(2),
 * PR_SET_PDEATHSIG. Node cannot ask the kernel, `setpriv` does and then becomes the command.
 * Undefined where the system has no `setpriv`, or one that does not know of it.
 */
export function dyingWithParent(command: Command, using = setpriv): Command | undefined {
  if (!knowsDeathSignal(using)) return undefined
  const options = ['--pdeathsig', 'KILL', '--', command.command]
  return { command: using, arguments: [...options, ...command.arguments] }
}

const known = new Map<string, boolean>()

function knowsDeathSignal(file: string): boolean {
  let knows = known.get(file)
  if (knows === undefined) known.set(file, (knows = canAsk(file)))
  return knows
}

function canAsk(file: string): boolean {
  if (process.platform !== 'linux') return false
  try {
    const status = readFileSync('/proc/self/status', 'utf8')
    return readFileSync(file).includes('--pdeathsig') && !hasCapabilities(status)
  } catch {
    return false
  }
}

/**
 * Whether `/proc/self/status` is that of a program with capabilities of its own (setcap), which loses
 * the signal as it begins. Those of root come from its user.
 */
export function hasCapabilities(status: string): boolean {
  const isRoot = /^Uid:\s+0\s/m.test(status)
  return !isRoot && !/^CapPrm:\s+0+$/m.test(status)
}
