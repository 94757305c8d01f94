import { ActorError } from '../../errors.ts'
import type { Random } from '../../clock.ts'
import { type Fault, faultKinds, type When } from './fault.ts'

/** When each fault happens; those that are not named never do. */
export type Chances = Readonly<Partial<Record<Fault, When>>>

/** @throws {ActorError<'invalid-argument'>} A probability is none. */
export function checkChances(chances: Chances): void {
  for (const fault of faultKinds) {
    const when = chances[fault]
    if (typeof when !== 'number' || (when >= 0 && when <= 1)) continue
    const hint = 'pass a probability from 0 to 1, or { packet } for certain packets'
    throw new ActorError('invalid-argument', `${fault} cannot be ${when}: ${hint}`, {
      argument: fault,
      hint,
    })
  }
}

/** What the decisions of one life depend on. */
export interface DiceOptions {
  readonly life: number
  /** Packets at its beginning that probabilities leave alone. */
  readonly spared: number
  readonly random: Random
}

/** Decides for each packet of one life what goes wrong with it: one thing at most. */
export class Dice {
  readonly #chances: Chances
  readonly #options: DiceOptions

  constructor(chances: Chances, options: DiceOptions) {
    this.#chances = chances
    this.#options = options
  }

  roll(packet: number): Fault | undefined {
    return faultKinds.find((fault) => this.#isDue(this.#chances[fault], packet))
  }

  #isDue(when: When | undefined, packet: number): boolean {
    const { life, spared, random } = this.#options
    if (when === undefined) return false
    if (typeof when === 'number') return packet > spared && random() < when
    if (when.life !== undefined && when.life !== life) return false
    return typeof when.packet === 'number' ? when.packet === packet : when.packet.includes(packet)
  }
}
