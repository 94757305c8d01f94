/** What the user can put right: it is told without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem'
}
