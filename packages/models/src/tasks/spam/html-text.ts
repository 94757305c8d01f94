import { Parser } from 'htmlparser2'

const unseen = new Set(['iframe', 'script', 'style', 'template', 'title'])
const inline = new Set([
  'a',
  'abbr',
  'b',
  'big',
  'code',
  'em',
  'font',
  'i',
  'ins',
  'o:p',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'tt',
  'u',
])

/** What a reader of an HTML page sees, as text: words that mark-up or comments cut apart are whole. */
export function htmlText(html: string): string {
  const parts: string[] = []
  let hidden = 0
  const parser = new Parser({
    onopentag(name, { alt }) {
      if (unseen.has(name)) hidden++
      if (!inline.has(name)) parts.push('\n')
      if (alt !== undefined && hidden === 0) parts.push(alt)
    },
    ontext(text) {
      if (hidden === 0) parts.push(text)
    },
    onclosetag(name) {
      if (unseen.has(name) && hidden > 0) hidden--
      if (!inline.has(name)) parts.push('\n')
    },
  })
  parser.end(html)
  return parts.join('')
}

/** Whether a text is mark-up, whatever its mail says. */
export function isHtml(text: string): boolean {
  return /^\s*(<!doctype html|<html\b|<body\b)/i.test(text)
}
