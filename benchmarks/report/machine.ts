import { cpus, loadavg } from 'node:os'
import type { Conditions } from './record.ts'

/** What this machine is, and how busy. @param browser The one with the page that is measured. */
export function conditionsNow(browser?: string): Conditions {
  const processors = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    node: process.versions.node,
    ...(browser !== undefined && { browser }),
    load: loadavg()[0]!,
  }
}
