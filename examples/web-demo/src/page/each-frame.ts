/** Runs `paint` in the next frame, however often it is asked for before that. */
export function oncePerFrame(paint: () => void): () => void {
  let asked = false
  return () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      asked = false
      paint()
    })
  }
}
