/** Places of the first layout; a power of two, like all that follow. */
const fewest = 16
/** A layout with more places than these is given up once nothing is in it. */
const kept = 4_096

/**
 * Open calls by id. Ids follow each other, so each has a place that no other one wants, unless a call
 * lasts while many come and go. A map for all of them would leave a trail: whenever it is laid out anew,
 * the table that it had points at the new one, so one that has grown old keeps alive all that came later.
 */
export class CallTable<Call> {
  #ids: number[] = []
  #calls: (Call | undefined)[] = []
  /** How many have a place. */
  #placed = 0
  /** Those that lasted until another one needed their place. */
  #lasting: Map<number, Call> | undefined

  constructor() {
    this.#layOut(fewest)
  }

  get size(): number {
    return this.#placed + (this.#lasting?.size ?? 0)
  }

  add(id: number, call: Call): void {
    while (this.#calls[this.#placeOf(id)] !== undefined) this.#makeRoom(id)
    this.#put(id, call)
  }

  get(id: number): Call | undefined {
    const place = this.#placeOf(id)
    const call = this.#ids[place] === id ? this.#calls[place] : undefined
    return call ?? this.#lasting?.get(id)
  }

  /** Takes it out. */
  take(id: number): Call | undefined {
    const place = this.#placeOf(id)
    const call = this.#ids[place] === id ? this.#calls[place] : undefined
    if (call === undefined) return this.#takeLasting(id)
    this.#calls[place] = undefined
    if (--this.#placed === 0 && this.#calls.length > kept) this.#layOut(fewest)
    return call
  }

  entries(): [id: number, call: Call][] {
    const all = [...(this.#lasting ?? [])]
    for (const [place, call] of this.#calls.entries())
      if (call !== undefined) all.push([this.#ids[place]!, call])
    return all
  }

  #placeOf(id: number): number {
    return id & (this.#calls.length - 1)
  }

  #put(id: number, call: Call): void {
    const place = this.#placeOf(id)
    this.#ids[place] = id
    this.#calls[place] = call
    this.#placed++
  }

  #takeLasting(id: number): Call | undefined {
    const call = this.#lasting?.get(id)
    if (call !== undefined) this.#lasting!.delete(id)
    return call
  }

  /** Where half of the places are free, the one that is in the way has lasted long. */
  #makeRoom(id: number): void {
    const places = this.#calls.length
    if (2 * this.#placed > places) return this.#spread(2 * places)
    const place = this.#placeOf(id)
    this.#lasting ??= new Map<number, Call>()
    this.#lasting.set(this.#ids[place]!, this.#calls[place]!)
    this.#calls[place] = undefined
    this.#placed--
  }

  #spread(places: number): void {
    const ids = this.#ids
    const calls = this.#calls
    this.#layOut(places)
    for (const [place, call] of calls.entries())
      if (call !== undefined) this.#put(ids[place]!, call)
  }

  #layOut(places: number): void {
    this.#ids = new Array<number>(places).fill(0)
    this.#calls = new Array<Call | undefined>(places).fill(undefined)
    this.#placed = 0
  }
}
