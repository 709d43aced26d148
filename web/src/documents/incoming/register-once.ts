import { incoming } from '@mocban/contract/documents-incoming'
import { call, mayBeDone, ProblemError } from '../../shell/client.ts'
import type { bodyOf } from './registration.ts'

type Body = ReturnType<typeof bodyOf>
type Key = { key: string }

/**
 * Registers under one key, until it is answered. What was sent and not answered may have been done: where it was, that answer is the answer, whatever
 * was changed in the form since (`asBefore`: it stands in the book as it was first sent).
 */
export function registersOnce() {
  const unanswered: Body[] = []
  const ask = async (body: Body, { key }: Key) => {
    const answer = await call(incoming.register, { body }, { key })
    unanswered.length = 0
    return answer
  }
  const register = async (body: Body, key: Key) => {
    try {
      return { ...(await ask(body, key)), asBefore: false }
    } catch (error) {
      if (mayBeDone(error)) unanswered.push(body)
      else if (error instanceof ProblemError && error.code === 'request.key-reused')
        for (const before of [...unanswered]) {
          const answer = await ask(before, key).catch(() => null)
          if (answer) return { ...answer, asBefore: !sameDocument(before, body) }
        }
      throw error
    }
  }
  return { register, waits: () => unanswered.length > 0 }
}

const sameDocument = (one: Body, other: Body) =>
  JSON.stringify([one.facts, one.files]) === JSON.stringify([other.facts, other.files])
