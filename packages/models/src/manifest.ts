import * as v from 'valibot'
import type { SessionOptions, TensorInfo } from './backend.ts'
import { ActorError } from './errors.ts'
import { manifestSchema } from './manifest-schema.ts'

/** One file of a model: what it must be, and where it may come from. */
export interface ManifestFile {
  /** SHA-256 of the whole file, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** In bytes. */
  readonly size: number
  /** Tried in this order, after the store: `https:`, `http:`, `file:`, `npm:`, `package:`, `./`. */
  readonly sources: readonly string[]
}

/** Runs on zeros before an actor takes its first message. */
export interface WarmUp {
  /** Default: 1. */
  readonly runs?: number
  /** The size of every named axis. Default: 1. */
  readonly axes?: Readonly<Record<string, number>>
}

/** What a registry knows of one version of a model. Plain JSON; see `schema/manifest.json`. */
export interface Manifest {
  readonly $schema?: string
  /** `ocr/detection` */
  readonly id: string
  /** `4.0.0` */
  readonly version: string
  /** Names for this version: `latest`, `stable`. */
  readonly aliases?: readonly string[]
  readonly task: string
  readonly description: string
  /** An SPDX expression. */
  readonly licence: string
  /** Every file by its name. */
  readonly files: Readonly<Record<string, ManifestFile>>
  /** Which of the files is the network. */
  readonly model: string
  /**
   * Which of the files are weights that the network only names, as exporters write them for large
   * models: `model.onnx_data`. Their place beside the network is that of their names. Default: none.
   */
  readonly externalData?: readonly string[]
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  readonly runtime?: { readonly node?: SessionOptions; readonly web?: SessionOptions }
  readonly warmUp?: WarmUp
}

/**
 * Checks a manifest, which may come from a file that a person wrote.
 *
 * @param value What `JSON.parse` gave.
 * @throws {ActorError<'model-invalid'>} A field is missing, unknown or wrong; every issue names its
 * path and what would be right.
 * @example
 * ```ts
 * import { parseManifest } from '@troupe/models'
 *
 * const manifest = parseManifest({
 *   id: 'demo/identity',
 *   version: '1.0.0',
 *   task: 'demo',
 *   description: 'Gives back what it gets.',
 *   licence: 'MIT',
 *   files: { 'model.onnx': { sha256: 'ab'.repeat(32), size: 120, sources: ['file:model.onnx'] } },
 *   model: 'model.onnx',
 *   inputs: [{ name: 'x', type: 'float32', shape: ['batch', 4] }],
 *   outputs: [{ name: 'y', type: 'float32', shape: ['batch', 4] }],
 * })
 * manifest.id // => 'demo/identity'
 * ```
 */
export function parseManifest(value: unknown): Manifest {
  const model = nameOf(value)
  const result = v.safeParse(manifestSchema, value)
  const issues = result.success ? contradictions(result.output) : result.issues.map(describe)
  if (result.success && issues.length === 0) return result.output
  throw new ActorError(
    'model-invalid',
    `The manifest of ${model} is invalid: ${issues.join('; ')}. Correct these fields; @troupe/models/schema/manifest.json describes them all`,
    { model, issues },
  )
}

/** What to call a manifest that may be anything. */
function nameOf(value: unknown): string {
  const { id, version } = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >
  if (typeof id !== 'string') return 'a model without an id'
  return typeof version === 'string' ? `${id}@${version}` : id
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).reduce(
    (text, { key }) => (typeof key === 'number' ? `${text}[${key}]` : join(text, String(key))),
    '',
  )
  const at = path === '' ? 'the manifest' : path
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${at} is an unknown field`
  if (issue.received === 'undefined') return `${at} is missing`
  if (issue.message.startsWith('must')) return `${at} ${issue.message}`
  return `${at} must be ${issue.expected ?? 'something else'} and is ${issue.received}`
}

/** A key with dots or slashes, such as a file's name, is quoted. */
function join(path: string, key: string): string {
  if (!/^[\w$]+$/.test(key)) return `${path}["${key}"]`
  return path === '' ? key : `${path}.${key}`
}

/** What no schema can say. */
function contradictions(manifest: Manifest): string[] {
  const files = Object.keys(manifest.files)
  const issues: string[] = []
  if (!files.includes(manifest.model)) {
    issues.push(`model must name one of files (${files.join(', ')}) and is "${manifest.model}"`)
  }
  const { externalData = [], inputs, outputs } = manifest
  const weights = files.filter((name) => name !== manifest.model)
  for (const name of externalData.filter((name) => !weights.includes(name))) {
    issues.push(`externalData must name files besides the model and names "${name}"`)
  }
  issues.push(
    ...twice('externalData', externalData),
    ...twice(
      'inputs',
      inputs.map(({ name }) => name),
    ),
    ...twice(
      'outputs',
      outputs.map(({ name }) => name),
    ),
  )
  return [...issues, ...unknownAxes(manifest)]
}

function twice(field: string, names: readonly string[]): string[] {
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  return repeated.map((name) => `${field} names "${name}" twice`)
}

function unknownAxes({ inputs, warmUp }: Manifest): string[] {
  const axes = new Set(inputs.flatMap(({ shape }) => shape))
  return Object.keys(warmUp?.axes ?? {})
    .filter((axis) => !axes.has(axis))
    .map((axis) => `${join('warmUp.axes', axis)} is no axis of any input`)
}
