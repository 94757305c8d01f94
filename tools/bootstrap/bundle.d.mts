/** Bundles the packages whose files isolates load, where something is missing or out of date. */
export function bundlePackages(): Promise<void>
export const inlinedIn: Readonly<Record<string, readonly string[]>>
