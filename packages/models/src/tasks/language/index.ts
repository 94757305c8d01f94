export { Language, type LanguageGuess } from './protocol.ts'
