import { Button } from '@mantine/core'
import { signIn } from '@mocban/contract/sign-in'
import { useState } from 'react'
import type ways from '../accounts/messages/vi.ts'
import { call } from './client.ts'
import { Dialog } from './dialog.tsx'
import { useHandsAtRest } from './hands-at-rest.ts'
import { useText } from './languages.ts'
import { sentenceOf } from './notices.tsx'
import { standingChannel } from './standing.ts'

/** Over the page, when the delegation or post ended in which somebody worked: says which and when. Nothing more is sent before it was read, so that nothing is done in a post that was not meant. */
export default function StandingEnded({ why, done }: { why: string; done: () => void }) {
  const t = useText<typeof ways>('accounts')
  const [failed, setFailed] = useState<unknown>(null)
  const rest = useHandsAtRest()
  const goOn = async () => {
    try {
      await call(signIn.goOn, {})
    } catch (error) {
      return setFailed(error)
    }
    const channel = new BroadcastChannel(standingChannel)
    channel.postMessage('')
    channel.close()
    done()
  }
  if (!rest) return null
  return (
    <Dialog onClose={() => {}} withCloseButton={false} title={t('standingEnded')} centered>
      <p>{why}</p>
      {failed !== null && <p role="alert">{sentenceOf(failed)}</p>}
      <Button data-autofocus onClick={() => void goOn()}>
        {t('goOnInOwnPost')}
      </Button>
    </Dialog>
  )
}
