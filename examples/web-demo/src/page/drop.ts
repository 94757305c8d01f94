import { byId } from './dom.ts'

/** Takes files that are dropped anywhere on the page. */
export function takeDrops(takers: { picture(file: File): void; sound(file: File): void }): void {
  const zone = byId('image-panel')
  addEventListener('dragover', (event) => {
    event.preventDefault()
    zone.classList.add('awaits')
  })
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) zone.classList.remove('awaits')
  })
  addEventListener('drop', (event) => {
    event.preventDefault()
    zone.classList.remove('awaits')
    const [file] = event.dataTransfer?.files ?? []
    if (file === undefined) return
    if (file.type.startsWith('audio/')) takers.sound(file)
    else takers.picture(file)
  })
}
