/**
 * The record that an inspector shows, kept from the events of a tree.
 *
 * @module
 */

export { record, type Recording } from './record.ts'
export type { ActorFigures, InspectorFrame, NewsItem, NewsTone, Quantiles } from './frame.ts'
