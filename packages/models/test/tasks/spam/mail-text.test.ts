import { describe, expect, test } from 'vitest'
import { htmlText } from '../../../src/tasks/spam/html-text.ts'
import { isMailSource } from '../../../src/tasks/spam/mail-source.ts'
import { mailText } from '../../../src/tasks/spam/mail-text.ts'
import { ownWords } from '../../../src/tasks/spam/own-words.ts'

const headers =
  'From: Ada <ada@example.org>\nTo: Bob <bob@example.org>\nSubject: Lunch\nMIME-Version: 1.0\n'
const multipart = `${headers}Content-Type: multipart/mixed; boundary=x\n\n`
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)
const parts = (count: number) =>
  numbers(count)
    .map((index) => `--x\n\n${index}\n`)
    .join('')
/** A mail that has another in it, encoded so that its parts do not show. */
const inMail = (mail: string) =>
  `${headers}Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${btoa(mail)}\n`
const words = (text: string) => text.trim().split(/\s+/).join(' ')

describe('mailText()', () => {
  test('mailText() leaves headers out', async () => {
    expect(words(await mailText(`${headers}\nLunch at noon?\n`))).toBe('Lunch at noon?')
  })

  test('mailText() skips the line that begins a mail in a mailbox', async () => {
    expect(
      words(await mailText(`From ada@example.org  Thu Aug 22 13:17:22 2002\n${headers}\nNoon?`)),
    ).toBe('Noon?')
  })

  test('mailText() decodes quoted-printable and its character set', async () => {
    const source = `${headers}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 at twelve, and a long=\n line`
    expect(words(await mailText(source))).toBe('Café at twelve, and a long line')
  })

  test('mailText() decodes base64', async () => {
    const body = Buffer.from('Grüße aus Köln').toString('base64')
    const source = `${headers}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${body}\n`
    expect(words(await mailText(source))).toBe('Grüße aus Köln')
  })

  test('mailText() prefers the HTML that a reader sees, and leaves attachments out', async () => {
    const source = `${headers}Content-Type: multipart/mixed; boundary=x\n
--x\nContent-Type: multipart/alternative; boundary=y\n
--y\nContent-Type: text/plain\n\nplain\n
--y\nContent-Type: text/html\n\n<p>Hello <b>Bob</b></p><style>p { color: red }</style>\n
--y--\n--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nattached\n--x--\n`
    expect(words(await mailText(source))).toBe('Hello Bob')
  })

  test('mailText() takes bytes as they are', async () => {
    const source = Buffer.from(
      `${headers}Content-Type: text/plain; charset=iso-8859-1\n\nCaf\xe9`,
      'latin1',
    )
    expect(words(await mailText(source))).toBe('Café')
  })

  test('mailText() takes a decoded string for what it shows', async () => {
    const latin = `${headers}Content-Type: text/plain; charset=iso-8859-1\n\nCafé`
    const unicode = `${headers}Content-Type: text/plain; charset=utf-8\n\nCafé`
    expect(words(await mailText(latin))).toBe('Café')
    expect(words(await mailText(unicode))).toBe('Café')
  })

  test('mailText() reads the rest of a mail whose parts are malformed', async () => {
    const source = `${headers}Content-Type: multipart/mixed; boundary=missing\n\nHello anyway\n`
    expect(await mailText(source)).toContain('Hello anyway')
  })

  test('mailText() takes anything else for a body, plain or HTML', async () => {
    expect(await mailText('Note: buy milk\n\nand bread')).toBe('Note: buy milk\n\nand bread')
    expect(words(await mailText('<html><body>Hi<br>Bob</body></html>'))).toBe('Hi Bob')
  })

  test('mailText() reads the first 50,000 characters', async () => {
    expect(await mailText('word '.repeat(1_000_000))).toHaveLength(50_000)
  })

  test('mailText() reads the first 1,000 parts', async () => {
    const many = `${multipart}${parts(200_000)}`
    expect(words(await mailText(many)).split(' ')).toEqual(numbers(1_000))
  })

  test('mailText() reads a mail in a mail', async () => {
    expect(await mailText(inMail(inMail(`${headers}\nHello inside`)))).toContain('Hello inside')
    expect(await mailText(inMail(`${multipart}${parts(900)}`))).toContain('899')
  })

  test('mailText() does not open mails in a mail that have more than 1,000 parts', async () => {
    const many = inMail(`${multipart}${parts(600)}`)
    const two = `${multipart}--x\nContent-Type: text/plain\n\nbefore\n--x\n${many}\n--x\n${many}`
    expect(words(await mailText(two))).toBe('before')
  })
})

describe('htmlText()', () => {
  test('htmlText() joins words that mark-up and comments cut apart', () => {
    expect(htmlText('fr<!-- x -->ee m<b>on</b>ey')).toBe('free money')
  })

  test('htmlText() separates blocks, decodes entities and reads the text of pictures', () => {
    expect(words(htmlText('<td>a</td><td>b &amp; c</td><img alt="buy">'))).toBe('a b & c buy')
  })

  test('htmlText() leaves out what nobody sees', () => {
    const html =
      '<head><title>t</title><script>var a = "<p>"</script></head><body>seen<iframe>no</iframe>'
    expect(words(htmlText(html))).toBe('seen')
  })
})

describe('isMailSource()', () => {
  test.each([
    ['Subject: x\n\ny', true],
    ['Received: from a\n\tby b\nFrom: c\n\nd', true],
    ['Dear Ada,\n\nFrom: here', false],
    ['Date: today\nPlace: here\n\nCome!', false],
    ['Subject: the matter of which we spoke\nis settled', false],
    ['\nFrom: a@b.c\n\nd', false],
  ])('isMailSource() %j is %s', (text, expected) => {
    expect(isMailSource(text)).toBe(expected)
  })
})

describe('ownWords()', () => {
  test('ownWords() comes to the end of a long row of dashes', () => {
    const text = `words\n${'-'.repeat(200_000)}x`
    expect(ownWords(text)).toBe(text)
  })

  test('ownWords() leaves out quoted lines and the footer of a mailing list', () => {
    const footer = `${'_'.repeat(47)}\nA mailing list\nhttp://lists.example.org`
    expect(ownWords(`I agree.\n> You said so\n${footer}\n`)).toBe('I agree.')
  })

  test('ownWords() keeps a text that is nothing but quotes', () => {
    expect(ownWords('> BUY NOW')).toBe('> BUY NOW')
  })

  test('ownWords() keeps lines far above the end, whatever is between them', () => {
    const text = `${'_'.repeat(40)}\n${'line\n'.repeat(30)}end`
    expect(ownWords(text)).toBe(text)
  })
})
