import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What the job works on: bundled input, or what the user names. */
export interface Input {
  readonly image: Uint8Array
  readonly audio: Uint8Array
  readonly mail: string
  /** Told the language of, when given; otherwise the text that is read from the image. */
  readonly text: string | undefined
  /** What every input is called on the screen. */
  readonly names: { readonly image: string; readonly audio: string; readonly mail: string }
}

/** How the job is called. */
export const usage = `npm start -- [--image FILE] [--audio FILE] [--mail FILE] [--text "..."]

  --image  a PNG or JPEG to read
  --audio  a WAV file in which to find speech and wake words
  --mail   a mail to judge
  --text   a text to tell the language of, instead of the one in the image`

const bundled = new URL('../../main-job/input/', import.meta.url)

/** Reads the command line and the files that it names. */
export async function readInput(args: string[]): Promise<Input> {
  const { values } = parseArgs({
    args,
    options: {
      image: { type: 'string' },
      audio: { type: 'string' },
      mail: { type: 'string' },
      text: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help === true) {
    console.log(usage)
    process.exit(0)
  }
  return {
    image: await load('image', values.image, 'page.png'),
    audio: await load('audio', values.audio, 'alexa.wav'),
    mail: new TextDecoder().decode(await load('mail', values.mail, 'mail.txt')),
    text: values.text,
    names: {
      image: values.image ?? 'page.png',
      audio: values.audio ?? 'alexa.wav',
      mail: values.mail ?? 'mail.txt',
    },
  }
}

/** `npm` runs scripts in the package's folder; a path means one of where the user stands. */
async function load(
  option: string,
  file: string | undefined,
  otherwise: string,
): Promise<Uint8Array> {
  if (file === undefined) return readFile(new URL(otherwise, bundled))
  try {
    return await readFile(resolve(process.env['INIT_CWD'] ?? process.cwd(), file))
  } catch (cause) {
    const { message } = cause as Error
    throw new Error(`--${option} "${file}" cannot be read: ${message}`, { cause })
  }
}
