import { Button } from '@mantine/core'
import type { Me } from '@mocban/contract/sign-in'
import { signIn } from '@mocban/contract/sign-in'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useRef, useState } from 'react'
import { ProveAgain } from '../accounts/prove-again.tsx'
import { onSessionEnded, onStandingEnded, ProblemError } from './client.ts'
import { keepFor } from './kept.tsx'
import { useText } from './languages.ts'
import type vi from './messages/vi.ts'
import { sentenceOf } from './notices.tsx'
import { useRoute } from './queries.ts'

// What only a stranger sees is not brought to who is signed in, and the other way round.
const SignInPage = lazy(() => import('./sign-in-page.tsx'))
const SessionEnded = lazy(() => import('./session-ended.tsx'))
const StandingEnded = lazy(() => import('./standing-ended.tsx'))

const MeContext = createContext<Me | null>(null)

/** Who is signed in; only inside the signed-in part of the page. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside a session')
  return me
}
/** The post in which one acts, as one's posts are listed. */
export function useStanding(): Me['standings'][number] | undefined {
  const me = useMe()
  return me.standings.find((one) => one.positionId === me.positionId && one.delegationId === me.delegationId)
}
export const useCan = (capability: string): boolean => useMe().capabilities.includes(capability)

/** The program is not reached, or its database is away: said in words, and tried again by itself until it is there. */
function NotReached({ error, again }: { error: unknown; again: () => void }) {
  const t = useText<typeof vi>('shell')
  useEffect(() => {
    const timer = setInterval(again, 5000)
    return () => clearInterval(timer)
  })
  return (
    <main style={{ padding: 40, maxWidth: '60ch' }}>
      <p role="alert">{sentenceOf(error)}</p>
      <Button variant="default" onClick={again}>
        {t('retry')}
      </Button>
    </main>
  )
}

/** Asked for here and waited for wherever something was refused: what stands over the page until it is done. */
function useOverPage<T, Answer = void>(done: () => void) {
  const [shown, setShown] = useState<T | null>(null)
  const waiting = useRef<((answer: Answer) => void)[]>([])
  return {
    shown,
    show: (what: T | null) =>
      new Promise<Answer>((resolve) => {
        waiting.current.push(resolve)
        setShown((before) => before ?? what)
      }),
    done: (answer: Answer) => {
      setShown(null)
      for (const resolve of waiting.current.splice(0)) resolve(answer)
      done()
    },
  }
}

/** Shows the sign-in page to strangers, and the program to people. When a session ends amid work, asks over the page. */
export function Session({ children }: { children: ReactNode }) {
  const t = useText<typeof vi>('shell')
  const me = useRoute(signIn.me, {})
  const client = useQueryClient()
  const again = () => void client.invalidateQueries()
  /** Who worked here when the session ended, and as whom. */
  const ended = useOverPage<Me, ProblemError | null>(again)
  /** Why one no longer stands where one stood. */
  const over = useOverPage<string>(again)
  const worked = me.data
  useEffect(() => {
    onSessionEnded(() => ended.show(worked ?? null))
    onStandingEnded(over.show)
  })
  const standingEnded = (
    <Suspense fallback={null}>{over.shown && <StandingEnded why={over.shown} done={over.done} />}</Suspense>
  )
  if (me.isPending)
    return (
      <>
        <p style={{ padding: 40 }}>{t('loading')}</p>
        {standingEnded}
      </>
    )
  if (me.error && !me.data) {
    if (me.error instanceof ProblemError && me.error.problem.status === 401)
      return (
        <Suspense fallback={null}>
          <SignInPage />
        </Suspense>
      )
    return <NotReached error={me.error} again={() => void me.refetch()} />
  }
  if (me.data) keepFor(me.data.personId)
  return (
    <MeContext.Provider value={me.data ?? null}>
      {children}
      <ProveAgain />
      <Suspense fallback={null}>
        {ended.shown && !over.shown && <SessionEnded worked={ended.shown} done={ended.done} />}
      </Suspense>
      {standingEnded}
    </MeContext.Provider>
  )
}
