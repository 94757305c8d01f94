import type { Fault } from '../workers/fault.ts'
import { byId, write } from '../page/dom.ts'
import { oncePerFrame } from '../page/each-frame.ts'
import { type ActorId, actorIds } from './actors.ts'
import { Card } from './card.ts'
import type { Ledger } from './ledger.ts'
import { News } from './news.ts'

/** Shows the tree as it lives; the buttons of its cards call `strike`. */
export function showTree(ledger: Ledger, strike: (id: ActorId, fault: Fault) => void): void {
  const cards = actorIds.map((id) => {
    const card = new Card(id, (fault) => strike(id, fault))
    byId('cards').append(card.element)
    return { id, card }
  })
  const news = new News(byId('news'))
  const paint = oncePerFrame(() => {
    for (const { id, card } of cards) card.show(ledger.of(id))
    showTotals(ledger)
  })
  ledger.onChange((event) => {
    if (event !== undefined) news.add(event)
    paint()
  })
  paint()
}

function showTotals({ totals }: Ledger): void {
  const { sent, answered, again, refused, withdrawn, resumed, lost } = totals
  const open = sent - answered - again - refused - withdrawn - resumed - lost
  write(byId('total-sent'), String(sent))
  write(byId('total-answered'), String(answered + again + refused))
  write(byId('total-open'), String(open))
  write(byId('total-again'), String(again))
  write(byId('total-lost'), String(lost))
}
