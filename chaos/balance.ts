import { readFileSync } from 'node:fs'
import type { Ledger } from './ledger.ts'

const none = { replied: 0, handled: 0, failed: 0, 'dead-lettered': 0 }

/** Deliveries of one message at most, where it is delivered again. */
const mostDeliveries = 3

/** Checks, when all is over, that every message ended once and none was handled too often. */
export function balance(ledger: Ledger, file: string): void {
  for (const [path, sent] of ledger.sent) {
    const { replied, handled, failed, 'dead-lettered': dead } = ledger.ended.get(path) ?? none
    const ended = replied + handled + failed + dead
    if (ended !== sent) ledger.violate(`${path}: ${sent} messages were sent, but ${ended} ended`)
    const seen = [...(ledger.seen.get(path) ?? [])].reduce((sum, [, count]) => sum + count, 0)
    if (seen !== sent)
      ledger.violate(`${path}: ${sent} messages were sent, but callers saw ${seen} end`)
    const { answered = 0, left = 0 } = Object.fromEntries(ledger.seen.get(path) ?? [])
    // A reader that leaves may have been sent everything by then.
    if (answered > replied || replied > answered + left)
      ledger.violate(`${path}: callers got ${answered} answers of ${replied} replies`)
  }
  if (ledger.open !== 0) ledger.violate(`${ledger.open} calls never settled`)
  checkNotes(ledger, readFileSync(file))
}

/** The side channel: what handlers noted by themselves. */
function checkNotes(ledger: Ledger, notes: Buffer): void {
  const times = new Uint8Array(ledger.messages + 1)
  for (let at = 0; at + 4 <= notes.length; at += 4) {
    const id = notes.readUInt32LE(at)
    if (id === 0 || id >= times.length)
      ledger.violate(`a handler noted message ${id}, which nobody sent`)
    else times[id]!++
  }
  const tooOften = new Map<string, number[]>()
  let tells = 0
  for (const [id, count] of times.entries()) {
    const most = ledger.isOnce(id) ? 1 : mostDeliveries
    if (count > most) {
      const path = ledger.pathOf(id)
      tooOften.set(path, [...(tooOften.get(path) ?? []), id])
    }
    if (count === 0 && ledger.isAnswered(id))
      ledger.violate(`message ${id} was answered, but no handler noted it`)
    if (count > 0 && ledger.isTell(id)) tells++
  }
  for (const [path, ids] of tooOften)
    ledger.violate(`${path}: ${ids.length} messages were begun too often, the first is ${ids[0]}`)
  const handled = [...ledger.ended.values()].reduce((sum, ends) => sum + ends.handled, 0)
  if (handled > tells) ledger.violate(`${handled} tells were handled, but handlers noted ${tells}`)
}
