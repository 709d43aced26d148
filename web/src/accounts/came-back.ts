import type { SignInAnswer } from '@mocban/contract/sign-in'

/** What a provider's answer left behind the #: the next step, what went wrong, or that an account was linked. Read once and taken out of the address. */
export function cameBack(): { next: SignInAnswer['next']; problem: string | null; linked: boolean } {
  const given = new URLSearchParams(location.hash.slice(1))
  const ticket = given.get('ticket')
  const problem = given.get('problem')
  const linked = given.has('linked')
  if (ticket || problem || linked) history.replaceState(null, '', location.pathname + location.search)
  const next = ticket
    ? ({
        step: given.get('step') ?? 'second-factor',
        ticket,
        ways: (given.get('ways') ?? '').split(' ').filter(Boolean),
      } as SignInAnswer['next'])
    : null
  return { next, problem, linked }
}
