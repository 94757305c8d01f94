import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { run } from './run.mjs'

/** Whether `node_modules` is what `pnpm-lock.yaml` says: pnpm keeps a copy of what it installed. */
export function installIsCurrent(root) {
  const read = (file) => {
    try {
      return readFileSync(join(root, file), 'utf8')
    } catch {
      return undefined
    }
  }
  // `.modules.yaml` is the last file that pnpm writes.
  const finished = read('node_modules/.modules.yaml') !== undefined
  return finished && read('pnpm-lock.yaml') === read('node_modules/.pnpm/lock.yaml')
}

/** Installs what the lock file says with the pnpm that `packageManager` pins. */
export async function install(root, packageManager) {
  const [version] = packageManager.split('+')
  const [program, ...args] = npx()
  const command = ['pnpm', 'install', '--frozen-lockfile']
  await run(program, [...args, '--yes', `--package=${version}`, '--', ...command], {
    cwd: root,
    shell: program === 'npx' && process.platform === 'win32',
  })
}

function npx() {
  const npm = process.env.npm_execpath ?? ''
  if (basename(npm) !== 'npm-cli.js') return ['npx']
  return [process.execPath, join(dirname(npm), 'npx-cli.js')]
}
