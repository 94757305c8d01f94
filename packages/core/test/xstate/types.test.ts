import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { PromiseActorLogic } from 'xstate'
import { type ActorRef, ask, child, memory, protocol, tell, type } from '../../src/index.ts'
import { fromAsk, fromStream, machine, type PlainSnapshot } from '../../src/xstate/index.ts'
import { type Bank, Turnstile, turnstile, type TurnstileEvent } from './machines.ts'

const input = { options: type<{ start: number }>() }

function shapes(ref: ActorRef<typeof Turnstile>, bank: ActorRef<typeof Bank>): void {
  expectTypeOf(ref.tell.send).parameter(0).toEqualTypeOf<TurnstileEvent>()
  expectTypeOf(ref.ask.snapshot()).resolves.toEqualTypeOf<PlainSnapshot<typeof turnstile>>()
  expectTypeOf(ref.ask.done()).resolves.toEqualTypeOf<{ total: number }>()
  expectTypeOf<PlainSnapshot<typeof turnstile>['value']>().toEqualTypeOf<
    'locked' | 'open' | 'closed'
  >()
  expectTypeOf<PlainSnapshot<typeof turnstile>['context']>().toEqualTypeOf<{ coins: number }>()
  expectTypeOf(fromAsk(bank.ask.charge)).toEqualTypeOf<
    PromiseActorLogic<string, { amount: number }>
  >()

  child(Turnstile, memory(machine(Turnstile, turnstile)), { options: { start: 1 } })
  machine(Turnstile, (context) => {
    expectTypeOf(context.options).toEqualTypeOf<{ start: number }>()
    return turnstile
  })
  machine(
    protocol('some', { send: tell<TurnstileEvent>(), done: ask<void, { total: number }>() }, input),
    turnstile,
  )

  // @ts-expect-error an event that the machine does not know
  ref.tell.send({ type: 'kick' })
  // @ts-expect-error wrong input
  child(Turnstile, memory({} as never), { options: { start: 'one' } })
  // @ts-expect-error a tell is nothing to invoke
  fromAsk(ref.tell.send)
  // @ts-expect-error a stream is no ask
  fromAsk(ref.stream.snapshots)
  // @ts-expect-error an ask is no stream
  fromStream(ref.ask.snapshot)
  // @ts-expect-error no store
  machine(Turnstile, turnstile, { restore: true })
}

/** The first lines of what the compiler says of a call of `machine()`. */
function refusals(protocols: readonly string[]): string[] {
  const path = fileURLToPath(new URL('./refused.ts', import.meta.url))
  const text = [
    `import { ask, protocol, stream, tell, type } from '../../src/index.ts'`,
    `import { machine } from '../../src/xstate/index.ts'`,
    `import { turnstile, type TurnstileEvent } from './machines.ts'`,
    `const input = { options: type<{ start: number }>() }`,
    ...protocols.map((made) => `machine(protocol('p', ${made}), turnstile)`),
  ].join('\n')
  const config = fileURLToPath(new URL('../tsconfig.json', import.meta.url))
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const { options } = ts.getParsedCommandLineOfConfigFile(config, { incremental: false }, host)!
  const files = ts.createCompilerHost(options)
  const { getSourceFile } = files
  files.getSourceFile = (name, target, ...more) =>
    name === path ? ts.createSourceFile(name, text, target) : getSourceFile(name, target, ...more)
  const program = ts.createProgram([path], options, files)
  return program
    .getSemanticDiagnostics(program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0]!)
}

describe('the types of machine()', () => {
  it('let through what fits and refuse the rest', () => {
    expect(shapes).toBeTypeOf('function')
  })

  it('say in their first line what is wrong with a protocol', () => {
    const lines = refusals([
      `{ send: tell<TurnstileEvent>(), read: ask() }, input`,
      `{ send: ask<TurnstileEvent>() }, input`,
      `{ send: tell<{ type: 'kick' }>() }, input`,
      `{ snapshots: stream<void, { context: { coins: string } }>() }, input`,
      `{ done: ask<void, number>() }, input`,
      `{ send: tell<TurnstileEvent>() }`,
      `{ send: tell<TurnstileEvent>() }, { options: type<{ end: number }>() }`,
    ])
    const words = lines.map(
      (line) => /parameter of type '"(.*)"'\.$/.exec(line)?.[1]?.replaceAll('\\"', '"') ?? line,
    )
    expect(words).toEqual([
      'a machine serves send, snapshot, snapshots and done, but no "read"',
      'a machine serves "send" as tell, not as ask',
      '"send" takes events that the machine does not know',
      '"snapshots" promises what the machine does not give',
      '"done" promises what the machine does not give',
      'the machine needs input: give the protocol { options: type<Input>() }',
      'the options of the protocol are not the input of the machine',
    ])
  }, 60_000)
})
