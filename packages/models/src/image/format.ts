/**
 * Whether a picture begins as one made of pixels: PNG, JPEG, GIF or WebP. Others are programs rather,
 * such as SVG, where a few kilobytes keep a decoder busy for many seconds.
 */
export function isRaster(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  return /^(\x89PNG|\xff\xd8\xff|GIF8|RIFF[^]{4}WEBP)/.test(start)
}
