/** Fits a canvas to its size on the screen and hands out its pen, in CSS pixels and cleared. */
export function clearCanvas(canvas: HTMLCanvasElement): {
  pen: CanvasRenderingContext2D
  width: number
  height: number
} {
  const { clientWidth: width, clientHeight: height } = canvas
  const ratio = Math.min(2, devicePixelRatio)
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide
    canvas.height = high
  }
  const pen = canvas.getContext('2d')!
  pen.setTransform(ratio, 0, 0, ratio, 0, 0)
  pen.clearRect(0, 0, width, height)
  return { pen, width, height }
}
