/** What a module says of the events it records: which can be switched together, and what must reach a person at once. */
export interface Topic {
  topic: string
  /** Somebody waits: rings loud, and is mailed at once unless the person chose otherwise. */
  blocking: boolean
}

const topics = new Map<string, Topic>()

/** Declares what the events of a module are about. Each module calls it once, when its routes or jobs are set up. */
export function declareTopics(declared: Record<string, Topic>): void {
  for (const [kind, topic] of Object.entries(declared)) topics.set(kind, topic)
}

/** Every topic that can be switched, in the order in which they were declared. */
export const switchableTopics = (): string[] => [...new Set([...topics.values()].map((one) => one.topic))]

/** How a topic is mailed where the person said nothing: at once where any of its kinds blocks somebody, else in the digest. */
export const usualMail = (topic: string): 'now' | 'digest' =>
  [...topics.values()].some((one) => one.topic === topic && one.blocking) ? 'now' : 'digest'

/** As `app.notify_concerned` reads them: each kind is mailed as its topic says where it is switched. */
export const declaredTopics = (): Record<string, Topic & { mail: string }> =>
  Object.fromEntries([...topics].map(([kind, topic]) => [kind, { ...topic, mail: usualMail(topic.topic) }]))
