import type { TopicSetting } from '@mocban/contract/notifications'
import type { Actor, Tx } from '../database/index.ts'
import { switchableTopics, usualMail } from './topics.ts'

/** What rings and what is mailed to who asks: their choice, else what is usual for the topic. */
export async function readSettings(tx: Tx): Promise<TopicSetting[]> {
  const chosen = await tx.selectFrom('notification_setting').select(['topic', 'bell', 'mail']).execute()
  return switchableTopics().map((topic) => {
    const own = chosen.find((one) => one.topic === topic)
    return { topic, bell: own?.bell ?? true, mail: (own?.mail as TopicSetting['mail']) ?? usualMail(topic) }
  })
}

/** Switches topics; those that no module declares are left out. */
export async function changeSettings(tx: Tx, actor: Actor, wanted: TopicSetting[]): Promise<TopicSetting[]> {
  const known = new Set(switchableTopics())
  for (const { topic, bell, mail } of wanted.filter((one) => known.has(one.topic))) {
    await tx
      .insertInto('notification_setting')
      .values({ person_id: actor.personId, topic, bell, mail })
      .onConflict((conflict) => conflict.columns(['person_id', 'topic']).doUpdateSet({ bell, mail }))
      .execute()
  }
  return readSettings(tx)
}
