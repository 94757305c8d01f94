import { byId } from './dom.ts'

const key = 'troupe-demo-theme'
const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

/** Lets people choose light or dark, or leave it to their system. The choice is kept. */
export function chooseTheme(): void {
  const group = byId<HTMLFieldSetElement>('theme')
  const kept = localStorage.getItem(key) as Theme | null
  show(kept !== null && themes.includes(kept) ? kept : 'system')
  group.addEventListener('change', ({ target }) => {
    const { value } = target as HTMLInputElement
    localStorage.setItem(key, value)
    show(value as Theme)
  })

  function show(theme: Theme): void {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
    group.querySelector<HTMLInputElement>(`[value=${theme}]`)!.checked = true
    dispatchEvent(new Event('themechange'))
  }
}
