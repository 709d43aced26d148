import { type AccessModel, type Asker, same } from './access-model.ts'
import type { Heard, Question } from './access-questions.ts'

/** What was found out by asking. */
export interface Walked {
  /** Answers of which the model knew what they must tell, and compared. */
  asked: number
  /** Answers in which nothing was found that the model keeps from who asked, beside those. */
  looked: number
  wrong: string[]
}
export const emptyWalk = (): Walked => ({ asked: 0, looked: 0, wrong: [] })
/** Where it is told which record was acted on, without a word of it: to the auditor of its agency, and that it was put into a file that one sees. */
const namesRecords = /^\/api\/(audit\/|records\/:id\/trail$)/

/** Compares what one was told with the model, word by word and record by record. */
export function compare(model: AccessModel, question: Question, who: Asker, heard: Heard, walked: Walked): void {
  const wrong = (what: string) => walked.wrong.push(`${question.name}: ${told(model, who)} ${what}`)
  for (const mark of model.marks) {
    const must = question.expect(who, mark)
    const said = heard.words.has(mark.word)
    if (must === null) walked.looked += 1
    else walked.asked += 1
    const what = `${mark.part} ${mark.word}${mark.record ? ` of a ${mark.record.kind}` : ''}`
    if (said && (must === false || !mark.sees(who))) wrong(`is told of ${what}`)
    else if (must === true && !said) wrong(`is not told of ${what}`)
  }
  if (namesRecords.test(question.route.path)) return
  const given = [...question.given, ...(question.named?.(who) ?? [])]
  for (const record of model.records)
    if (heard.ids.has(record.id) && !given.includes(record.id) && !model.sees(who, record))
      wrong(`is told the identifier of ${record.kind} ${record.word}`)
}

/** Asks everything as everybody, each question of all at once. `heard` gets each answer, for whoever wants to ask the same again. */
export async function walk(
  model: AccessModel,
  questions: Question[],
  heard: (question: Question, who: Asker, answer: Heard) => void = () => {},
): Promise<Walked> {
  const walked = emptyWalk()
  const askers = model.askers()
  for (const [n, question] of questions.entries()) {
    const asked = askers.filter((who, m) =>
      question.only ? isSame(question.only, who) : question.every > 0 && (n + m) % question.every === 0,
    )
    const answers = question.alone
      ? await inTurn(asked, question.ask)
      : await Promise.all(asked.map((who) => question.ask(who)))
    for (const [m, who] of asked.entries()) {
      const answer = answers[m] as Heard
      heard(question, who, answer)
      compare(model, question, who, answer, walked)
    }
  }
  return walked
}
async function inTurn<T, R>(all: T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const one of all) done.push(await work(one))
  return done
}

const isSame = (one: Asker, other: Asker) => !other.delegationId && same(one, other)
/** Who asks, so that a difference can be followed up. */
export const told = (model: AccessModel, who: Asker) => {
  const post = model.postOf(who)
  const as = [post.leads && 'leads', post.clerk && 'clerk', post.administers && 'administers'].filter(Boolean).join(' ')
  return `${who.personId} in ${who.positionId} (${as})${who.delegationId ? ` by delegation ${who.delegationId}` : ''}`
}
