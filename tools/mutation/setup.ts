import fc from 'fast-check'

// The same sequences in each run; and that a law is broken is all there is to know: the smallest
// example of it would be looked for at great length.
fc.configureGlobal({ endOnFailure: true, seed: 1 })
