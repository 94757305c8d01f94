import { facets, type Facet } from './facets.ts'
import type { ChildState } from './state.ts'

/** How many children of each facet there are, in the order of {@link names}. */
type Tally = readonly number[]

/** A part of the roster: children at height 0, else parts. Empty slots are undefined. */
interface Branch {
  readonly slots: readonly (Branch | ChildState | undefined)[]
  readonly tally: Tally
}

const names = Object.keys(facets) as Facet[]
const nothing: Tally = names.map(() => 0)
const indexOf = Object.fromEntries(names.map((name, index) => [name, index])) as Record<
  Facet,
  number
>
const width = 32

/**
 * The children of a supervisor in the order in which they start. Never changed, only replaced; a
 * change costs as much for many children as for few, and so does a question about a facet.
 *
 * Each child has a place, counted up from 0. Places are the keys of a tree whose branches know how
 * many children of each facet are below them.
 */
export class Roster implements Iterable<ChildState> {
  readonly root: Branch | undefined
  /** Levels of branches above the lowest. */
  readonly height: number
  /** The place of the next child. */
  readonly next: number
  /** Where each id is. It goes on with the newest roster; an older one makes its own if asked. */
  #places: Map<string, number> | undefined

  private constructor(
    root: Branch | undefined,
    height: number,
    next: number,
    places?: Map<string, number>,
  ) {
    const isEmpty = root === undefined
    this.root = root
    this.height = isEmpty ? 0 : height
    this.next = isEmpty ? 0 : next
    this.#places = places
  }

  static of(children: Iterable<ChildState>): Roster {
    let roster = new Roster(undefined, 0, 0)
    for (const child of children) roster = roster.add(child)
    return roster
  }

  get size(): number {
    return this.count('known')
  }

  [Symbol.iterator](): Iterator<ChildState> {
    return this.all('known')[Symbol.iterator]()
  }

  find(id: string): ChildState | undefined {
    const place = this.placeOf(id)
    return place === undefined ? undefined : this.#at(place)
  }

  /** A number that is higher for children that start later. */
  placeOf(id: string): number | undefined {
    return this.#index().get(id)
  }

  count(facet: Facet): number {
    return this.root?.tally[indexOf[facet]] ?? 0
  }

  /** The first child of this facet. */
  first(facet: Facet): ChildState | undefined {
    return this.#one(facet, (slots, fits) => slots.find(fits))
  }

  /** The last child of this facet. */
  last(facet: Facet): ChildState | undefined {
    return this.#one(facet, (slots, fits) => slots.findLast(fits))
  }

  /** All children of this facet, in order. */
  all(facet: Facet): ChildState[] {
    const found: ChildState[] = []
    collect(this.root, this.height, facet, found)
    return found
  }

  /** With this child at the end. */
  add(child: ChildState): Roster {
    const { next } = this
    const isFull = this.root !== undefined && next >= width ** (this.height + 1)
    const root = isFull ? { slots: [this.root], tally: this.root!.tally } : this.root
    const height = isFull ? this.height + 1 : this.height
    const places = this.#handOver().set(child.spec.id, next)
    return new Roster(
      replaced(root, height, next, child, difference(child, undefined)),
      height,
      next + 1,
      places,
    )
  }

  /** With this child instead of the one of its id. */
  with(child: ChildState): Roster {
    return this.#replace(this.placeOf(child.spec.id)!, child, this.#handOver())
  }

  without(id: string): Roster {
    const place = this.placeOf(id)!
    const places = this.#handOver()
    places.delete(id)
    return this.#replace(place, undefined, places)
  }

  #replace(place: number, child: ChildState | undefined, places: Map<string, number>): Roster {
    const change = difference(child, this.#at(place))
    const root = replaced(this.root, this.height, place, child, change)
    return new Roster(root, this.height, this.next, places)
  }

  #at(place: number): ChildState | undefined {
    let part: Branch | ChildState | undefined = this.root
    for (let height = this.height; height >= 0; height--)
      part = (part as Branch | undefined)?.slots[slotOf(place, height)]
    return part as ChildState | undefined
  }

  #one(
    facet: Facet,
    pick: (
      slots: Branch['slots'],
      fits: (part: Branch['slots'][number]) => boolean,
    ) => Branch['slots'][number],
  ): ChildState | undefined {
    if (this.count(facet) === 0) return undefined
    let part: Branch['slots'][number] = this.root
    for (let height = this.height; height >= 0; height--)
      part = pick((part as Branch).slots, (below) => has(below, height, facet))
    return part as ChildState
  }

  #index(): Map<string, number> {
    return (this.#places ??= this.#reindexed())
  }

  #reindexed(): Map<string, number> {
    const places = new Map<string, number>()
    for (let place = 0; place < this.next; place++) {
      const child = this.#at(place)
      if (child !== undefined) places.set(child.spec.id, place)
    }
    return places
  }

  #handOver(): Map<string, number> {
    const places = this.#index()
    this.#places = undefined
    return places
  }
}

function slotOf(place: number, height: number): number {
  return Math.floor(place / width ** height) % width
}

/** The branch with another child at a place; undefined where that leaves it empty. */
function replaced(
  branch: Branch | undefined,
  height: number,
  place: number,
  child: ChildState | undefined,
  change: Tally,
): Branch | undefined {
  const slots = branch === undefined ? [] : branch.slots.slice()
  const slot = slotOf(place, height)
  slots[slot] =
    height === 0
      ? child
      : replaced(slots[slot] as Branch | undefined, height - 1, place, child, change)
  const tally = (branch?.tally ?? nothing).map((count, index) => count + change[index]!)
  return tally[indexOf.known] === 0 ? undefined : { slots, tally }
}

function difference(child: ChildState | undefined, before: ChildState | undefined): Tally {
  return names.map(
    (name) =>
      Number(child !== undefined && facets[name](child)) -
      Number(before !== undefined && facets[name](before)),
  )
}

function has(part: Branch['slots'][number], height: number, facet: Facet): boolean {
  if (part === undefined) return false
  return height === 0
    ? facets[facet](part as ChildState)
    : (part as Branch).tally[indexOf[facet]]! > 0
}

function collect(
  branch: Branch | undefined,
  height: number,
  facet: Facet,
  found: ChildState[],
): void {
  for (const part of branch?.slots ?? []) {
    if (!has(part, height, facet)) continue
    if (height === 0) found.push(part as ChildState)
    else collect(part as Branch, height - 1, facet, found)
  }
}
