export { record, type Recording } from './record.ts'
export type { ActorFigures, InspectorFrame, NewsItem, NewsTone, Quantiles } from './frame.ts'
