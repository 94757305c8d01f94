import { defineConfig } from 'vitest/config'
import { browserProjects } from './tools/browser.ts'

export default defineConfig({ test: { projects: browserProjects() } })
