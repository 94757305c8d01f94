import { record } from '@troupe/core/inspector'
import { defineInspector } from '@troupe/core/inspector/page'
import { byId } from '../page/dom.ts'
import type { Tree } from '../tree/tree.ts'

/** Milliseconds from one frame to the next. */
const interval = 500

/** Shows the tree in the inspector that every app may have; it is drawn only while it is open. */
export function showInspector(app: Tree): void {
  const recording = record(app)
  const inspector = defineInspector()
  inspector.command = async (command, path) => {
    if (command === 'crash') app.kill(path)
    else await app.restart(path)
  }
  const panel = byId<HTMLDetailsElement>('inspector')
  panel.append(inspector)
  panel.addEventListener('toggle', () => {
    if (!panel.open) return
    inspector.clear()
    inspector.show(...recording.frames)
  })
  const next = (): void => {
    const frame = recording.frame()
    if (panel.open && !document.hidden) inspector.show(frame)
  }
  next()
  const timer = setInterval(next, interval)
  void app.exited.then(() => {
    clearInterval(timer)
    next()
    recording.end()
  })
}
