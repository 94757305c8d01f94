/**
 * Exports the neural network of the npm package `lande` to ONNX: `npx tsx scripts/export-language.ts`.
 *
 * `lande` keeps its weights in an encoding of the library `toygrad`; that library decodes them, so
 * the exported numbers are those that the package computes with. The network: frequencies of 620
 * character n-grams, a dense layer of 120 units with ReLU, a dense layer of 50 languages, softmax
 * (https://github.com/fabiospampinato/lande).
 */
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Manifest } from '../src/manifest.ts'
import type { Tensor } from '../src/tensor.ts'
import { dataTypeNumbers, encodeModel, int, type Model, type Node, node } from './onnx/index.ts'
import { writeModel } from './write-model.ts'

interface DenseLayer {
  readonly biases: { readonly w: Float32Array }
  readonly filters: readonly { readonly w: Float32Array }[]
}

interface Lande {
  readonly languages: readonly string[]
  readonly ngrams: readonly string[]
  readonly hidden: DenseLayer
  readonly output: DenseLayer
}

async function readLande(): Promise<Lande> {
  const entry = createRequire(import.meta.url).resolve('lande')
  const sibling = async (name: string) =>
    ((await import(new URL(name, pathToFileURL(entry)).href)) as { default: unknown }).default
  const { NeuralNetwork } = (await import(
    pathToFileURL(createRequire(entry).resolve('toygrad')).href
  )) as { NeuralNetwork: new (options: unknown) => { layers: readonly unknown[] } }
  const { layers } = new NeuralNetwork(await sibling('t50-options.js'))
  const ngrams = (await sibling('t50-ngrams.js')) as Record<string, readonly string[]>
  return {
    languages: (await sibling('t50-langs.js')) as readonly string[],
    ngrams: ['unigrams', 'bigrams', 'trigrams', 'quadgrams'].flatMap((kind) => ngrams[kind] ?? []),
    hidden: layers[1] as DenseLayer,
    output: layers[3] as DenseLayer,
  }
}

/** One row per unit, as Gemm takes it with `transB`. */
function weights({ filters }: DenseLayer): Tensor<'float32'> {
  const width = filters[0]!.w.length
  const data = new Float32Array(filters.length * width)
  filters.forEach(({ w }, row) => data.set(w, row * width))
  return { type: 'float32', shape: [filters.length, width], data }
}

function biases({ biases: { w } }: DenseLayer): Tensor<'float32'> {
  return { type: 'float32', shape: [w.length], data: Float32Array.from(w) }
}

function toDouble(name: string): Node {
  return node('Cast', [name], [`${name}.double`], { to: int(dataTypeNumbers.float64) })
}

/**
 * A layer that adds up in double precision and gives single, as `toygrad` does: logits of short texts
 * are large, and in single precision their sums would shift probabilities by more than 0.0001.
 */
function dense(layer: string, input: string): Node[] {
  const [weights, biases, sum] = [`${layer}.weights`, `${layer}.biases`, `${layer}.sum`]
  return [
    toDouble(weights),
    toDouble(biases),
    node('Gemm', [input, `${weights}.double`, `${biases}.double`], [sum], { transB: int(1) }),
    node('Cast', [sum], [layer], { to: int(dataTypeNumbers.float32) }),
  ]
}

function toModel({ languages, ngrams, hidden, output }: Lande): Model {
  return {
    metadata: { source: 'npm:lande', licence: 'MIT' },
    graph: {
      name: 'language',
      inputs: [{ name: 'frequencies', type: 'float32', shape: ['batch', ngrams.length] }],
      outputs: [{ name: 'probabilities', type: 'float32', shape: ['batch', languages.length] }],
      initializers: {
        'hidden.weights': weights(hidden),
        'hidden.biases': biases(hidden),
        'output.weights': weights(output),
        'output.biases': biases(output),
      },
      nodes: [
        toDouble('frequencies'),
        ...dense('hidden', 'frequencies.double'),
        node('Relu', ['hidden'], ['active']),
        toDouble('active'),
        ...dense('output', 'active.double'),
        toDouble('output'),
        node('Softmax', ['output.double'], ['shares'], { axis: int(-1) }),
        node('Cast', ['shares'], ['probabilities'], { to: int(dataTypeNumbers.float32) }),
      ],
    },
  }
}

/** Writes the model, its vocabulary and its manifest below `root`. */
export async function exportLanguage(root?: URL): Promise<Manifest> {
  const lande = await readLande()
  const model = toModel(lande)
  const vocabulary = JSON.stringify({ languages: lande.languages, ngrams: lande.ngrams })
  return writeModel(
    {
      id: 'language/detection',
      version: '1.0.10',
      aliases: ['latest', 'stable'],
      task: 'language-identification',
      description: 'The language of a text, one of 50, from its character n-grams.',
      licence: 'MIT',
      model: 'detection.onnx',
      inputs: model.graph.inputs,
      outputs: model.graph.outputs,
      runtime: { node: { providers: ['cpu'], threads: 1 }, web: { providers: ['wasm'] } },
      warmUp: { runs: 1 },
    },
    {
      'detection.onnx': encodeModel(model),
      'vocabulary.json': new TextEncoder().encode(`${vocabulary}\n`),
    },
    root,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, { size, sha256 }] of Object.entries((await exportLanguage()).files)) {
    console.log(`${name}: ${size} bytes, sha256 ${sha256}`)
  }
}
