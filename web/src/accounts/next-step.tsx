import type { SignInAnswer } from '@mocban/contract/sign-in'
import { ChoosePassword } from './choose-password.tsx'

/** What is still wanted before the session begins. */
export function NextStep(given: { next: NonNullable<SignInAnswer['next']>; answered: (answer: SignInAnswer) => void }) {
  const { next, answered } = given
  if (next.step === 'new-password') return <ChoosePassword ticket={next.ticket} answered={answered} />
  return null
}
