/** What can be done to a worker while it works. */
export type Fault = 'crash' | 'hang' | 'kill'

/** What the page tells a worker to do to itself. Nobody asks a worker that is killed. */
export interface FaultMessage {
  readonly fault: Exclude<Fault, 'kill'>
}
