import { Button } from '@mantine/core'
import { type Me, signIn } from '@mocban/contract/sign-in'
import { useEffect, useState } from 'react'
import type ways from '../accounts/messages/vi.ts'
import { call, ProblemError } from './client.ts'
import { Dialog } from './dialog.tsx'
import { useHandsAtRest } from './hands-at-rest.ts'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { sentenceOf } from './notices.tsx'
import { useRoute } from './queries.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Whether who signed in again is who worked here, and stands as they did: signing in begins in one’s own post, and what waits was begun perhaps for another. A refusal says why they no longer do. */
async function standsAgain({ personId, positionId, delegationId }: Me): Promise<boolean | ProblemError> {
  const now = await call(signIn.me, {})
  if (now.personId !== personId) return false
  if (now.positionId === positionId && now.delegationId === delegationId) return true
  return call(signIn.actIn, { body: { positionId, delegationId } }).then(
    () => true,
    (error) => {
      // A lost connection is told in the dialog.
      if (error instanceof ProblemError) return error
      throw error
    },
  )
}

/** Who signed in again in another tab need not do it here once more. */
function useSignedInElsewhere(again: () => Promise<void>) {
  useEffect(() => {
    // Where they have not, it is refused, and asked once more.
    const look = () => void again().catch(() => {})
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  })
}

/** Over the page, when the session ended amid work: the work stays, and goes on after signing in. */
export default function SessionEnded({ worked, done }: { worked: Me; done: (over: ProblemError | null) => void }) {
  const t = useText<typeof vi>('shell')
  const way = useText<typeof ways>('accounts')
  const rest = useHandsAtRest()
  const [refused, setRefused] = useState<ProblemError | null>(null)
  const welcome = useRoute(signIn.welcome, {})
  const again = async () => {
    // What waits goes on as whose it was begun, and as nobody else’s. A post or delegation that ended meanwhile was told over the page, which stays; for somebody else it begins anew.
    const stands = await standsAgain(worked)
    if (stands === true) done(null)
    else if (stands === false) window.location.reload()
    else if (stands.code === 'session.standing-ended') done(stands)
    else setRefused(stands)
  }
  useSignedInElsewhere(again)
  if (!rest) return null
  // Signed in again without the second factor that the other post asks for: why, before one goes on in the own post.
  if (refused)
    return (
      <Dialog key="refused" onClose={() => {}} withCloseButton={false} title={way('notInThatPost')} centered>
        <p>{sentenceOf(refused)}</p>
        <Button data-autofocus onClick={() => done(refused)}>
          {way('goOnInOwnPost')}
        </Button>
      </Dialog>
    )
  return (
    <Dialog onClose={() => {}} withCloseButton={false} title={t('sessionEnded')} centered>
      <p>{t('sessionEndedText')}</p>
      <SignInForm userName={worked.userName} done={again} />
      {/* An identity provider would take the page away, and with it what was typed. */}
      {Boolean(welcome.data?.providers.length) && (
        <p>
          <a href="/" target="_blank" rel="noreferrer">
            {way('elsewhere')}
          </a>
        </p>
      )}
    </Dialog>
  )
}
