/** The anchors that a page's headings make, as GitHub and TypeDoc make them. */
export function anchorsOf(text: string): string[] {
  const headings = text.replace(/^(`{3,})[^]*?^\1/gm, '').matchAll(/^#{1,6} (.+)$/gm)
  return [...headings].map(([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
