import { signIn } from '@mocban/contract/sign-in'
import { useEffect, useState } from 'react'
import type ways from '../accounts/messages/vi.ts'
import { call } from './client.ts'
import { Dialog } from './dialog.tsx'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { useRoute } from './queries.ts'
import { SignInForm } from './sign-in-form.tsx'

/** How long no key may have been pressed before the page is covered. */
const quiet = 1000

/** Whether the hands rest: the end of a session shows itself while somebody types, and what they type belongs to their own field, not to a password. */
function useHandsAtRest(): boolean {
  const [rest, setRest] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(() => setRest(true), quiet)
    }
    wait()
    window.addEventListener('keydown', wait, true)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', wait, true)
    }
  }, [])
  return rest
}

/** Who signed in again in another tab need not do it here once more. */
function useSignedInElsewhere(done: () => Promise<void>) {
  useEffect(() => {
    const look = () =>
      void call(signIn.me, {}).then(done, () => {
        // Not yet.
      })
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [done])
}

/** Over the page, when the session ended amid work: the work stays, and goes on after signing in. */
export default function SessionEnded({ userName, done }: { userName: string; done: () => Promise<void> }) {
  const t = useText<typeof vi>('shell')
  const way = useText<typeof ways>('accounts')
  const rest = useHandsAtRest()
  const welcome = useRoute(signIn.welcome, {})
  useSignedInElsewhere(done)
  if (!rest) return null
  return (
    <Dialog onClose={() => {}} withCloseButton={false} title={t('sessionEnded')} centered>
      <p>{t('sessionEndedText')}</p>
      <SignInForm userName={userName} done={done} />
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
