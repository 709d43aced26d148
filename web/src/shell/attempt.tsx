import { Alert } from '@mantine/core'
import { useState } from 'react'
import { sentenceOf } from './notices.tsx'

/** Something that may be turned away, on the way in: whether it is under way, and the sentence that says why it was not done. */
export function useAttempt(say: (error: unknown) => string = sentenceOf) {
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem('')
    try {
      await work()
    } catch (error) {
      setProblem(say(error))
    } finally {
      setBusy(false)
    }
  }
  return { problem, busy, attempt }
}

export function Problem({ sentence }: { sentence: string }) {
  return sentence ? (
    <Alert color="vermilion" role="alert">
      {sentence}
    </Alert>
  ) : null
}
