import { Dialog } from './dialog.tsx'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Over the page, when the session ended amid work: the work stays, and goes on after signing in. */
export default function SessionEnded({ userName, done }: { userName: string; done: () => void }) {
  const t = useText<typeof vi>('shell')
  return (
    <Dialog onClose={() => {}} withCloseButton={false} title={t('sessionEnded')} centered>
      <p>{t('sessionEndedText')}</p>
      <SignInForm userName={userName} done={done} />
    </Dialog>
  )
}
