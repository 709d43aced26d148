import type { MessageStructureObject } from 'imapflow'

/**
 * The parts of a mail that carry a message, as its server numbers them: what calls itself edXML, by its kind or the ending of its name; where nothing does, any XML. A mail inside the
 * mail is not looked into: one that comes back undelivered brings our own message.
 */
export function messageParts(mail: MessageStructureObject): string[] {
  const leaves = leavesOf(mail)
  const named = leaves.filter((one) => /edxml/i.test(one.type) || /\.edxml$/i.test(nameOf(one)))
  const chosen =
    named.length > 0 ? named : leaves.filter((one) => /\bxml$/i.test(one.type) || /\.xml$/i.test(nameOf(one)))
  return chosen.map((one) => one.part ?? '1')
}

/** Of a mail that reports what became of another (RFC 3464): the messages of ours that it says were not delivered, by their identifiers; null for any other mail. */
export function returnedMessages(mail: MessageStructureObject): string[] | null {
  if (mail.type.toLowerCase() !== 'multipart/report') return null
  const inside = leavesOf(mail, true).flatMap((one) => /^([0-9a-f-]{36})\.edxml$/i.exec(nameOf(one))?.[1] ?? [])
  return [...new Set(inside.map((id) => id.toLowerCase()))]
}

const leavesOf = (node: MessageStructureObject, alsoInside = false): MessageStructureObject[] =>
  !node.childNodes
    ? [node]
    : !alsoInside && /^message\//i.test(node.type)
      ? []
      : node.childNodes.flatMap((one) => leavesOf(one, alsoInside))

const nameOf = (node: MessageStructureObject) => node.dispositionParameters?.filename ?? node.parameters?.name ?? ''
