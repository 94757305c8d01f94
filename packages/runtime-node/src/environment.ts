/** Variables that are added to the app's own; `undefined` takes one away. */
export type Environment = Readonly<Record<string, string | undefined>>

/** onnxruntime reads the real environment when its native part is loaded, which a thread shares. */
export function turnTelemetryOff(): void {
  process.env['ORT_DISABLE_TELEMETRY'] ??= '1'
}

/** The app's environment with changes, as an isolate gets it. */
export function environment(changes: Environment = {}): NodeJS.ProcessEnv {
  turnTelemetryOff()
  const { NODE_OPTIONS = '', ...inherited } = process.env
  const options = withoutInspector(NODE_OPTIONS)
  const all = { ...inherited, ...(options !== '' && { NODE_OPTIONS: options }), ...changes }
  // A thread would get the word "undefined".
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** A second process on the same inspector port would not start, or wait for a debugger for ever. */
function withoutInspector(options: string): string {
  return options.replaceAll(/(^|\s)--inspect[\w-]*(=\S*)?(?=\s|$)/g, '').trim()
}
