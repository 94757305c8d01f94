/** Imports a module and prints what that changed of the world around it, as JSON. */
const builtins = Object.getOwnPropertyNames(globalThis)
  .map((name) => [name, globalThis[name]])
  .filter(([name, value]) => /^[A-Z]/.test(name) && typeof value === 'function')

const keysOf = (value) => Reflect.ownKeys(value ?? {}).map(String)

/** Everything that a module could leave behind. */
function world() {
  return {
    globals: keysOf(globalThis),
    builtins: builtins.flatMap(([name, value]) =>
      [...keysOf(value), ...keysOf(value.prototype)].map((key) => `${name}.${key}`),
    ),
    environment: Object.entries(process.env).map((entry) => entry.join('=')),
    listeners: process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`),
    resources: process.getActiveResourcesInfo(),
  }
}

// The tests set it; it has to be seen if a module does.
delete process.env.ORT_DISABLE_TELEMETRY

const before = world()
await import(process.argv[2])
const after = world()

const left = Object.keys(before).flatMap((kind) => {
  const known = new Set(before[kind])
  return after[kind].filter((it) => !known.has(it)).map((it) => `${kind}: ${it}`)
})
console.log(JSON.stringify(left))
