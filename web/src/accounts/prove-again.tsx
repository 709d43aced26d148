import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { onProofWanted } from '../shell/client.ts'

const ProofDialog = lazy(() => import('./proof-dialog.tsx'))

/** Asks over the page for proof of who one is, when what cannot be undone wants it; the act then goes on by itself. */
export function ProveAgain() {
  const [asking, setAsking] = useState(false)
  const waiting = useRef<((proven: boolean) => void)[]>([])
  useEffect(
    () =>
      onProofWanted(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve)
            setAsking(true)
          }),
      ),
    [],
  )
  const end = (proven: boolean) => {
    setAsking(false)
    for (const resolve of waiting.current.splice(0)) resolve(proven)
  }
  return <Suspense fallback={null}>{asking && <ProofDialog end={end} />}</Suspense>
}
