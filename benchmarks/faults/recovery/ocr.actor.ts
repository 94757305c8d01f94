import { fragile } from './fragile.ts'

export default fragile('ocr')
