/** Where a browser is, or why there is none. */
export type FoundBrowser = { readonly path: string } | { readonly missing: string }

export function findBrowser(where?: {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly platform?: string
  readonly isProgram?: (path: string) => boolean
}): FoundBrowser

export function ensureBrowser(): FoundBrowser
