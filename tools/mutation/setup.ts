import fc from 'fast-check'

// That a law is broken is all there is to know here; the smallest example is looked for at great length.
fc.configureGlobal({ endOnFailure: true })
