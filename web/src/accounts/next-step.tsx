import type { SignInAnswer } from '@mocban/contract/sign-in'
import { ChoosePassword } from './choose-password.tsx'
import { GiveSecondFactor, SetUpTotp } from './second-factor-steps.tsx'

/** What is still wanted before the session begins. */
export function NextStep(given: { next: NonNullable<SignInAnswer['next']>; answered: (answer: SignInAnswer) => void }) {
  const { next, answered } = given
  switch (next.step) {
    case 'new-password':
      return <ChoosePassword ticket={next.ticket} answered={answered} />
    case 'second-factor':
      return <GiveSecondFactor ticket={next.ticket} ways={next.ways} answered={answered} />
    case 'set-up-second-factor':
      return <SetUpTotp ticket={next.ticket} answered={answered} />
  }
}
