/** Punctuation as wide as a Chinese character, which the network also sees in Latin print. */
const fullWidth = /[\uff01-\uff5e]/g
const han = /\p{Script=Han}/u

/** A line without Chinese characters in the forms that ASCII has; others stay as they are. */
export function toHalfWidth(text: string): string {
  if (han.test(text)) return text
  return text.replace(fullWidth, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
}
