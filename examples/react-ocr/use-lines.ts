import { use, useEffect, useState } from 'react'
import type { Line } from '@troupe/models/ocr'
import { tree } from './tree.ts'

/** What is known of a picture: nothing yet, its lines, or why there are none. */
export interface Reading {
  readonly lines?: readonly Line[]
  readonly problem?: string
}

/** Reads a picture in the worker. Suspends until the model is loaded. */
export function useLines(picture: File | undefined): Reading {
  const { reader } = use(tree).children
  const [reading, setReading] = useState<Reading>({})
  useEffect(() => {
    if (picture === undefined) return
    setReading({})
    // Another picture, or a page that goes, gives up on this one.
    const giveUp = new AbortController()
    const { signal } = giveUp
    void picture
      .arrayBuffer()
      .then((bytes) => reader.ask.read({ image: new Uint8Array(bytes) }, { signal }))
      .then((lines): Reading => ({ lines }))
      .catch((error: unknown): Reading => ({ problem: String(error) }))
      .then((now) => signal.aborted || setReading(now))
    return () => giveUp.abort()
  }, [picture, reader])
  return reading
}
