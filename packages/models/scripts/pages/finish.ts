import sharp from 'sharp'

/** What becomes of a drawn page before it is a file. */
export type Finish = (png: Buffer) => Promise<Buffer>

/** Few colours are enough for print. */
export const asPng: Finish = (png) => sharp(png).png({ palette: true, effort: 10 }).toBuffer()

/** Lying the other way round. */
export const upsideDown: Finish = async (png) => asPng(await sharp(png).rotate(180).toBuffer())

/** Taken with a telephone: turned a little, sheared, lit from one side, blurred, noisy, a JPEG. */
export const photograph: Finish = async (png) => {
  const slanted = await sharp(png)
    .affine([0.985, 0.06, -0.045, 0.985], { background: '#4a4038', interpolator: 'bicubic' })
    .blur(0.7)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { data, info } = slanted
  const random = numbers(7)
  for (let at = 0; at < data.length; at += 3) {
    const x = (at / 3) % info.width
    const y = Math.floor(at / 3 / info.width)
    const light = 0.95 - 0.4 * (x / info.width) * (0.4 + 0.6 * (y / info.height))
    const noise = 22 * (random() + random() - 1)
    for (let channel = 0; channel < 3; channel++) {
      const tint = 1 - 0.06 * channel
      data[at + channel] = Math.min(255, Math.max(0, data[at + channel]! * light * tint + noise))
    }
  }
  const raw = { width: info.width, height: info.height, channels: 3 } as const
  return sharp(data, { raw }).jpeg({ quality: 72 }).toBuffer()
}

/** A JPEG that was saved often and small. */
export const coarse: Finish = (png) => sharp(png).jpeg({ quality: 35 }).toBuffer()

/** The same numbers between 0 and 1 on every run (Park, Miller 1988). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
