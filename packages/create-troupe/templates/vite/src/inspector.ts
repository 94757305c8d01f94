import type { App } from '@troupe/core'
import { record } from '@troupe/core/inspector'
import { defineInspector } from '@troupe/core/inspector/page'

/** Shows at the end of the page how the actors live, with buttons that crash and restart them. */
export function showInspector(app: App): void {
  const recording = record(app)
  const inspector = defineInspector()
  inspector.command = async (command, path) => {
    if (command === 'crash') app.kill(path)
    else await app.restart(path)
  }
  document.body.append(inspector)
  setInterval(() => inspector.show(recording.frame()), 500)
}
