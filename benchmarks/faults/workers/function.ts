/** For pools that call a function of a module. */
export { perform as default } from '../work.ts'
