import { htmlText, isHtml } from './html-text.ts'
import { parseMail } from './mail-parts.ts'
import { isMailSource, mailBytes } from './mail-source.ts'

/** How much of a mail's text is read, in UTF-16 code units. */
const longestText = 50_000

/**
 * The text that the reader of a mail sees: decoded from its MIME parts, HTML before plain text as mail
 * programs show it, without headers and attachments. A text that is no mail source is a body. Of a
 * mail's parts the first 1,000 are read.
 *
 * @throws {Error} The nesting of its parts or its headers exceed what a mail may have.
 */
export async function mailText(mail: string | Uint8Array): Promise<string> {
  const bare = typeof mail === 'string' && !isMailSource(mail)
  const text = bare ? visible(mail) : await bodyText(mail)
  return text.slice(0, longestText)
}

async function bodyText(source: string | Uint8Array): Promise<string> {
  const bytes = typeof source === 'string' ? mailBytes(source) : source
  const { html = '', text = '' } = await parseMail(bytes)
  if (html.trim() !== '') return htmlText(html)
  return visible(text.trim() !== '' ? text : withoutHeaders(new TextDecoder().decode(bytes)))
}

/** What follows the first empty line: all that there is where the parts of a mail are malformed. */
function withoutHeaders(source: string): string {
  return source
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join('\n\n')
}

function visible(text: string): string {
  return isHtml(text) ? htmlText(text) : text
}
