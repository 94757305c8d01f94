/** Finds a Chromium for the tests that need a real browser, and gets one where that is allowed. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { announce } from './run.mjs'

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
]

const applications = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/**
 * The path of a Chrome, Chromium or Edge: what `CHROME_PATH` says, or the first in the usual places.
 *
 * @returns {{ path: string } | { missing: string }} The path, or why there is none and what to do.
 */
export function findBrowser({
  env = process.env,
  platform = process.platform,
  isProgram = canBeRun,
} = {}) {
  const { CHROME_PATH } = env
  if (CHROME_PATH) {
    if (isProgram(CHROME_PATH)) return { path: CHROME_PATH }
    return { missing: `CHROME_PATH names ${CHROME_PATH}, which is no program` }
  }
  const path = usualPlaces(env, platform).find(isProgram)
  if (path !== undefined) return { path }
  return {
    missing:
      'no Chrome, Chromium or Edge was found; install one (on Debian: apt-get install chromium) or set CHROME_PATH to it',
  }
}

function usualPlaces(env, platform) {
  if (platform === 'darwin') return applications.darwin
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    return roots.filter(Boolean).flatMap((root) => applications.win32.map((it) => join(root, it)))
  }
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/snap/bin']
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function canBeRun(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs Chromium where there is no browser and that is ours to do: as root on Debian. It never
 * fails: without a browser, the tests that need one are skipped and say so.
 */
export function ensureBrowser() {
  const found = findBrowser()
  if ('path' in found || process.env.CHROME_PATH) return found
  if (mayInstall()) {
    announce('Installing Chromium for the tests in a real browser')
    install()
  }
  return findBrowser()
}

function mayInstall() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return false
  try {
    // Ubuntu’s package of that name is a snap, which does not start everywhere.
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function install() {
  const apt = (...args) => {
    const impatient = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20']
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    return spawnSync('apt-get', [...impatient, ...args], { stdio: 'inherit', env }).status === 0
  }
  const chromium = ['install', '--yes', '--no-install-recommends', 'chromium']
  if (!apt(...chromium) && apt('update')) apt(...chromium)
}
