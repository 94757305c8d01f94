import { troupe } from '@troupe/models/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [troupe({ models: ['language'], providers: ['wasm'] })],
})
