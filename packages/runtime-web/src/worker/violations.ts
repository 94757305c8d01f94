/** Violations of the page's Content Security Policy that are about workers, until `end()`. */
export function policyViolations(): {
  readonly seen: readonly SecurityPolicyViolationEvent[]
  end(): void
} {
  const seen: SecurityPolicyViolationEvent[] = []
  const note = (event: SecurityPolicyViolationEvent): void => {
    if (
      /^(worker|child|script)-src/.test(event.effectiveDirective) &&
      event.disposition === 'enforce'
    )
      seen.push(event)
  }
  const target: EventTarget = globalThis.document ?? globalThis
  target.addEventListener('securitypolicyviolation', note as (event: Event) => void)
  return {
    seen,
    end: () =>
      target.removeEventListener('securitypolicyviolation', note as (event: Event) => void),
  }
}
