import * as v from 'valibot'

const id = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/,
    'must be lower-case words joined by "-" and "/"',
  ),
  v.description('What the model is asked for by: ocr/detection.'),
)

const version = v.pipe(
  v.string(),
  v.regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'must be a version such as 1.4.0'),
  v.description(
    'A version such as 1.4.0. Its files never change: other files are another version.',
  ),
)

const alias = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case word'))

const words = v.pipe(v.string(), v.minLength(1, 'must not be empty'))

const source = v.pipe(
  v.string(),
  v.regex(
    /^(https?:\/\/.|file:.|npm:(@[^/]+\/)?[^/@]+\/.|package:.|\.{1,2}\/.|(?!(https?|file|npm|package):)[a-z][a-z0-9+-]+:.)/,
    'must begin with https://, http://, file:, npm:<package>/, package:, ./, ../ or a scheme of your own source',
  ),
  v.description(
    'Where the file is: https://host/path, file:///path, npm:<package>/<path>, package:<path in @troupe/models>, a path relative to the manifest, or an address that your own source knows.',
  ),
)

const fileName = v.pipe(
  v.string(),
  v.regex(/^(?![\s\S]*(^|\/)\.{0,2}(\/|$))[^\\:]+$/, 'must be a relative path without ".."'),
)

const file = v.strictObject({
  sha256: v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
    v.description('The SHA-256 of the whole file, in lower-case hexadecimal: sha256sum <file>.'),
  ),
  size: v.pipe(v.number(), v.integer(), v.minValue(0), v.description('In bytes.')),
  sources: v.pipe(
    v.array(source),
    v.minLength(1, 'must name at least one source'),
    v.description('Tried in this order, after the store of the machine.'),
  ),
})

const atLeastOne = v.minValue<number, 1, string>(1, 'must be at least 1')

const axis = v.union(
  [v.pipe(v.number(), v.integer(), atLeastOne), words, v.null()],
  'must be a whole number, the name of an axis, or null',
)

const tensor = v.strictObject({
  name: v.string(),
  type: v.picklist(
    [
      'float32',
      'float64',
      'int8',
      'uint8',
      'int16',
      'uint16',
      'int32',
      'uint32',
      'int64',
      'uint64',
      'bool',
      'string',
    ],
    'must be one of float32, float64, int8, uint8, int16, uint16, int32, uint32, int64, uint64, bool, string',
  ),
  shape: v.pipe(
    v.array(axis),
    v.description('Sizes of the axes; a free axis by its name, or null. [] is a scalar.'),
  ),
})

const preferences = v.strictObject({
  providers: v.optional(
    v.pipe(
      v.array(words),
      v.minLength(1),
      v.description('Execution providers in order of preference.'),
    ),
  ),
  threads: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      atLeastOne,
      v.description('Threads within one operator. Default: 1.'),
    ),
  ),
  graphOptimization: v.optional(
    v.pipe(v.picklist(['disabled', 'basic', 'extended', 'all']), v.description('Default: all.')),
  ),
})

const warmUp = v.strictObject({
  runs: v.optional(v.pipe(v.number(), v.integer(), atLeastOne, v.description('Default: 1.'))),
  axes: v.optional(
    v.pipe(
      v.record(v.string(), v.pipe(v.number(), v.integer(), atLeastOne)),
      v.description('The size of every named axis during warm-up. Default: 1.'),
    ),
  ),
})

/** The shape of a manifest. The JSON Schema in `schema/manifest.json` is made from it. */
export const manifestSchema = v.strictObject({
  $schema: v.optional(v.string()),
  id,
  version,
  aliases: v.optional(
    v.pipe(v.array(alias), v.description('Names for this version: latest, stable.')),
  ),
  task: v.pipe(words, v.description('What it is for, in the words of the field: text-detection.')),
  description: words,
  licence: v.pipe(words, v.description('An SPDX expression: Apache-2.0.')),
  files: v.pipe(v.record(fileName, file), v.description('Every file of the model by its name.')),
  model: v.pipe(words, v.description('Which of the files is the network.')),
  externalData: v.optional(
    v.pipe(
      v.array(words),
      v.description(
        'Which of the files are weights that the network only names: model.onnx_data. Default: none.',
      ),
    ),
  ),
  inputs: v.pipe(v.array(tensor), v.minLength(1, 'must name at least one input')),
  outputs: v.pipe(v.array(tensor), v.minLength(1, 'must name at least one output')),
  runtime: v.optional(
    v.pipe(
      v.strictObject({ node: v.optional(preferences), web: v.optional(preferences) }),
      v.description('How to compute it, per runtime.'),
    ),
  ),
  warmUp: v.optional(
    v.pipe(warmUp, v.description('Runs on zeros before the first message. Default: none.')),
  ),
})

/** What a manifest is, once it has been checked. */
export type ManifestShape = v.InferOutput<typeof manifestSchema>
