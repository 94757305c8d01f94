import type { Self } from '../actor/actor.ts'
import { systemClock, systemRandom } from '../clock.ts'
import type { ChildDefinition } from '../supervise/definition.ts'
import type { Subtree } from '../supervise/subtree.ts'
import type { Chain } from '../wire/chain.ts'
import type { RefResolver } from '../wire/codec.ts'
import type { Link } from '../wire/link.ts'
import { type RefData, refData } from '../wire/ref-codec.ts'
import type { ExitReason } from './exit.ts'
import { report } from './remote.ts'

/** What the children of one actor need to know of it. */
export interface Parent {
  readonly path: string
  readonly link: Link
  readonly refs: RefResolver
  /** Who waits for what is asked now. */
  chain(): Chain | undefined
  /** Whether refs can reach others before the app knows what they lead to. */
  direct(): boolean
  /** The children used up their restarts. */
  gaveUp(reason: ExitReason): void
}

/** The children that an actor starts from inside its isolate: a tree that ends with the actor. */
export class Offspring implements Pick<Self, 'spawn' | 'stopChild' | 'list'> {
  readonly #parent: Parent
  #tree: Subtree | undefined
  #over = false
  #known: Promise<void> | undefined

  constructor(parent: Parent) {
    this.#parent = parent
  }

  readonly spawn = async <Exposed>(
    id: string,
    definition: ChildDefinition<Exposed>,
  ): Promise<Exposed> => {
    this.#tree ??= this.#plant(definition)
    const exposed = await this.#tree.add(id, definition)
    if (this.#parent.direct()) await this.#known
    return exposed
  }

  #enter(data: RefData): void {
    this.#known = new Promise((resolve) => report(this.#parent.link, 'enter', data, resolve))
  }

  readonly stopChild = async (id: string): Promise<void> => {
    await this.#tree?.stopChild(id)
  }

  readonly list: Self['list'] = () => this.#tree?.list() ?? []

  /** A definition brings the supervisor along: actors without children never load one. */
  #plant(definition: ChildDefinition): Subtree {
    const { path, link, refs, chain, gaveUp } = this.#parent
    return definition.subtree({
      path,
      refs,
      chain,
      clock: systemClock,
      random: systemRandom,
      enter: (ref) => this.#enter(refData(ref)),
      leave: (ref) => report(link, 'leave', refData(ref)),
      tell: (news) => this.#tell(news),
      exited: (reason) => this.#over || gaveUp(reason),
    })
  }

  /** How each message of theirs ended stays inside: telling it would cost what they save. */
  #tell(news: Parameters<Parameters<ChildDefinition['subtree']>[0]['tell']>[0]): void {
    if (news.type === 'message') return
    try {
      report(this.#parent.link, 'tell', news)
    } catch {
      report(this.#parent.link, 'tell', { ...news, details: undefined, message: '(cannot cross)' })
    }
  }

  /** Stops them in order, the last first. */
  async stop(): Promise<void> {
    this.#over = true
    await this.#tree?.stop()
  }

  /** The isolate ends now. */
  abandon(): void {
    this.#over = true
    this.#tree?.kill()
  }
}
