import type { Delivery, Ended } from '../../actor/delivery.ts'
import { systemClock } from '../../clock.ts'
import type { News } from '../../inspect.ts'
import type { Link } from '../../wire/link.ts'
import { report } from '../remote.ts'

/** How one message ended. */
export type MessageNews = News & { readonly type: 'message' }

/** Tells the app how a message ended that it did not see. */
export function tellNews(link: Link, news: MessageNews): void {
  try {
    report(link, 'tell', news)
  } catch {
    // What was thrown cannot cross; that it was can.
    const { error: _, ...rest } = news
    report(link, 'tell', rest)
  }
}

/** What is told of a message that a branch had. */
export function newsOf(path: string, delivery: Delivery, { outcome, error }: Ended): MessageNews {
  const { request, since, deliveries, streaming } = delivery
  const { kind, operation } = request
  const milliseconds = systemClock.now() - since
  // A handler of which nothing is told was quick.
  const ran = delivery.compute ?? (outcome === 'replied' ? 0 : undefined)
  const compute = streaming || ran === undefined ? undefined : Math.min(ran, milliseconds)
  return {
    ...{ type: 'message', path, kind, operation, outcome, milliseconds, redelivered: deliveries },
    ...(error && { error }),
    ...(compute !== undefined && { compute }),
  }
}
