/**
 * A TypeDoc plugin. TypeDoc drops the type of `@throws {ActorError<'down'>}`; this one keeps the code
 * and links it to its entry in docs/errors.md.
 */
import { Converter, PageEvent } from 'typedoc'
import ts from 'typescript'

const page = 'documents/Semantics_and_limits.Errors.html'

/** @param {import('typedoc').Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_SIGNATURE, (_context, signature, declaration) => {
    if (declaration !== undefined) nameCodes(signature.comment, declaration)
  })
  app.renderer.on(PageEvent.END, (event) => {
    if (event.contents !== undefined) event.contents = linkCodes(event.contents, event.url)
  })
}

/** Puts the codes in front of what each `@throws` says. */
function nameCodes(comment, declaration) {
  const tags = comment?.blockTags.filter(({ tag }) => tag === '@throws') ?? []
  const codes = codesOf(declaration)
  if (tags.length !== codes.length) return
  tags.forEach(({ content }, index) => {
    if (codes[index].length === 0 || content[0]?.text.startsWith('`throws:')) return
    const named = codes[index].map((code) => `\`throws:${code}\``).join(' ')
    content.unshift({ kind: 'text', text: `${named} ` })
  })
}

/** The codes of each `@throws` of a declaration, in their order. */
function codesOf(declaration) {
  return commented(declaration)
    .flatMap((node) => [...ts.getJSDocTags(node)])
    .filter(({ tagName }) => tagName.text === 'throws')
    .map((tag) => {
      const [, type = ''] = /\{ActorError<([^>]+)>\}/.exec(tag.getText()) ?? []
      return [...type.matchAll(/'([\w-]+)'/g)].map(([, code]) => code)
    })
}

/** A function that is the value of a constant is commented there. */
function commented(declaration) {
  return ts.getJSDocTags(declaration).length > 0 || !ts.isVariableDeclaration(declaration.parent)
    ? [declaration]
    : [declaration.parent]
}

/** @param {string} html @param {string} url Of the page, relative to the site. */
function linkCodes(html, url) {
  const up = '../'.repeat(url.split('/').length - 1)
  return html.replace(
    /<code>throws:([\w-]+)<\/code>/g,
    (_, code) => `<a href="${up}${page}#${code}"><code>${code}</code></a>`,
  )
}
