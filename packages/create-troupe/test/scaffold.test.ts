import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { scaffold, version } from '../src/scaffold.ts'
import { type Template, templates } from '../src/templates.ts'

interface Manifest {
  readonly name: string
  readonly dependencies: Record<string, string>
  readonly devDependencies: Record<string, string>
}

const read = (...path: string[]): Manifest =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as Manifest

/** Of a new package, without a scope. */
const validName = /^(?!node_modules$|favicon\.ico$)[a-z0-9~-][a-z0-9._~-]{0,213}$/

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'troupe-scaffold-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('scaffold()', () => {
  test.for(Object.keys(templates) as Template[])('writes the %s app', (template) => {
    const folder = scaffold({ folder: join(emptyFolder(), 'My App'), template })
    const found = readdirSync(folder)
    expect(found).toEqual(expect.arrayContaining(['.gitignore', 'README.md', 'src', 'test']))
    expect(found).not.toContain('node_modules')
    const { name, dependencies } = read(folder, 'package.json')
    expect(name).toBe('my-app')
    expect(dependencies['@troupe/core']).toBe(`^${version}`)
  })

  test.for(Object.keys(templates) as Template[])(
    'takes for the %s app what this repository is tested with',
    (template) => {
      const home = join(import.meta.dirname, '..')
      const tested = { ...read(home, '../../package.json').devDependencies }
      Object.assign(tested, read(home, 'package.json').devDependencies)
      const { dependencies, devDependencies } = read(home, 'templates', template, 'package.json')
      for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
        expect([name, range.replace(/^[~^]/, '')]).toEqual([name, tested[name]?.replace('^', '')])
      }
    },
  )

  test('takes an empty folder, and one that holds a new git repository', () => {
    const folder = emptyFolder()
    mkdirSync(join(folder, '.git'))
    expect(scaffold({ folder, template: 'node' })).toBe(folder)
  })

  test('refuses a folder that is not empty, and leaves it as it is', () => {
    const folder = emptyFolder()
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(join(folder, name), '')
    expect(() => scaffold({ folder, template: 'node' })).toThrow(
      `The folder "${folder}" is not empty: it holds a, b, c, .... Name a new one, or empty this one first.`,
    )
    expect(readdirSync(folder)).toHaveLength(4)
  })

  test('refuses a file', () => {
    const folder = join(emptyFolder(), 'file')
    writeFileSync(folder, '')
    expect(() => scaffold({ folder, template: 'node' })).toThrow('is not a folder')
  })

  test('refuses a folder that cannot be made', () => {
    const file = join(emptyFolder(), 'file')
    writeFileSync(file, '')
    expect(() => scaffold({ folder: join(file, 'app'), template: 'node' })).toThrow(
      `The folder "${join(file, 'app')}" cannot be made (ENOTDIR). Name another one.`,
    )
  })

  test.each(['node_modules', '...', 'Ünï & cö'])(
    'gives the app in "%s" a name that npm takes',
    (name) => {
      const folder = scaffold({ folder: join(emptyFolder(), name), template: 'node' })
      expect(validName.test(read(folder, 'package.json').name)).toBe(true)
    },
  )
})
