import { reorganisation } from '@mocban/contract/reorganisation'
import type { Question } from '@mocban/contract/reorganisation-check'
import type { PlanView } from '@mocban/contract/reorganisation-plan'
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../shell/client.ts'
import { notify } from '../shell/notices.tsx'

const writing = (planId: string) => ['reorganisation', 'answers', planId]

/** Whether answers to a plan's questions are still on their way: what names its version waits for them, also on another of its pages. */
export const useAnswersOnTheirWay = (planId: string): boolean => useIsMutating({ mutationKey: writing(planId) }) > 0

/**
 * Answers one after the other as fast as somebody types: the next question is there at once, each answer is sent with the version that the one before it made, and
 * what is on the screen is read again when all are written. Where one is refused, those behind it were not sent, and their questions come back.
 */
export function useAnswers(plan: PlanView) {
  const client = useQueryClient()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const queue = useRef<{ key: string; value: string | null }[]>([])
  const sending = useRef(false)
  const version = useRef(plan.version)
  // Versions only go up: a plan that was asked for before an answer and comes after it says the one before.
  useEffect(() => {
    version.current = Math.max(version.current, plan.version)
  }, [plan.version])

  const send = async () => {
    if (sending.current) return
    sending.current = true
    try {
      for (let next = queue.current[0]; next; next = queue.current[0]) {
        const answer = await call(reorganisation.settle, {
          params: { id: plan.id },
          body: { version: version.current, ...next },
        })
        version.current = answer.version
        queue.current.shift()
      }
    } catch (error) {
      const unsent = queue.current.map((one) => one.key)
      queue.current = []
      setGone((before) => new Set([...before].filter((key) => !unsent.includes(key))))
      notify.problem(error)
    } finally {
      sending.current = false
      await client.invalidateQueries()
    }
  }
  const { mutate } = useMutation({ mutationKey: writing(plan.id), mutationFn: send })
  return {
    /** What was settled here: it stays out of sight also where a list that was read a moment ago still has it. */
    gone,
    answer: (question: Question, value: string | null) => {
      queue.current.push({ key: question.key, value })
      setGone((before) => {
        const after = new Set(before)
        if (value === null) after.delete(question.key)
        else after.add(question.key)
        return after
      })
      mutate()
    },
  }
}
