import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('@troupe/core/inspector/page'))

/** A script of the page by its name, if there is one. */
export async function scriptOf(name: string): Promise<string | undefined> {
  if (!/^[a-z-]+\.js$/.test(name)) return undefined
  return readFile(join(folder, name), 'utf8').catch(() => undefined)
}

/** What the page may load and do: its own scripts, its own server, and nothing else. */
export const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The page around the inspector. */
export function pageOf(name: string, commands: boolean): string {
  const title = escape(name)
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}: Troupe inspector</title>
    <link rel="icon" href="${icon}" />
    <link rel="stylesheet" href="page.css" />
  </head>
  <body data-commands="${commands}">
    <header>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M16 9.5 8.5 21.5m7.5-12 7.5 12" />
        <circle cx="16" cy="9.5" r="4" /><circle cx="8.5" cy="21.5" r="4" /><circle cx="23.5" cy="21.5" r="4" />
      </svg>
      <h1>${title}</h1>
      <p id="state" role="status">connects</p>
      <label>Colours
        <select id="theme"><option value="">system</option><option value="light">light</option><option value="dark">dark</option></select>
      </label>
    </header>
    <main></main>
    <script type="module" src="main.js"></script>
  </body>
</html>
`
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%23b4233f'/%3E%3Cpath d='M16 9.5 8.5 21.5m7.5-12 7.5 12' stroke='%23fff' stroke-width='2' fill='none'/%3E%3Ccircle cx='16' cy='9.5' r='4' fill='%23fff'/%3E%3Ccircle cx='8.5' cy='21.5' r='4' fill='%23fff'/%3E%3Ccircle cx='23.5' cy='21.5' r='4' fill='%23fff'/%3E%3C/svg%3E"

/** The style of the page around the inspector. */
export const pageStyle = `
:root { color-scheme: light dark; }
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; }
body {
  margin: 0 auto;
  max-width: 1500px;
  padding: 16px clamp(10px, 2vw, 28px) 40px;
  color: light-dark(#1c1722, #f1edf5);
  background: light-dark(#f6f3ef, #131017);
  font: 14px/1.45 system-ui, 'Segoe UI', 'Helvetica Neue', sans-serif;
}
header { display: flex; align-items: center; gap: 10px 12px; margin-bottom: 14px; flex-wrap: wrap; }
header svg { width: 28px; height: 28px; }
header rect { fill: #b4233f; }
header circle { fill: #fff; }
header path { fill: none; stroke: #fff; stroke-width: 2; }
h1 { margin: 0; font-size: 19px; font-weight: 680; letter-spacing: -0.01em; }
#state { margin: 0; padding: 1px 10px; border-radius: 99px; font-size: 12px; color: light-dark(#8a5300, #f3b95f); background: light-dark(#fdeccb, #3a2a10); }
#state[data-live='true'] { color: light-dark(#17704a, #6fd6a5); background: light-dark(#e0f3e9, #173428); }
label { margin-left: auto; color: light-dark(#645b6c, #ada3b8); font-size: 12px; }
select { margin-left: 6px; padding: 4px 6px; font: inherit; color: inherit; background: light-dark(#fff, #1d1924); border: 1px solid light-dark(#e2dbe1, #352e3f); border-radius: 7px; }
:focus-visible { outline: 2px solid light-dark(#b4233f, #ff6f87); outline-offset: 1px; }
`

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
