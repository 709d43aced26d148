import type { MessageStructureObject } from 'imapflow'
import { describe, expect, it } from 'vitest'
import { messageParts, returnedMessages } from './mail-parts.ts'

const leaf = (part: string, type: string, filename?: string, more: Partial<MessageStructureObject> = {}) =>
  ({
    part,
    type,
    encoding: 'base64',
    size: 10,
    ...(filename ? { disposition: 'attachment', dispositionParameters: { filename } } : {}),
    ...more,
  }) as MessageStructureObject
const multipart = (...childNodes: MessageStructureObject[]) =>
  ({ type: 'multipart/mixed', childNodes }) as MessageStructureObject

describe('the parts of a mail that carry a message', () => {
  it('are those that call themselves edXML, else any XML', () => {
    const text = leaf('1', 'text/plain')
    const picture = leaf('9', 'image/png', 'logo.png')
    expect(
      messageParts(multipart(text, leaf('2', 'application/octet-stream', 'a.EDXML'), leaf('3', 'text/xml', 'x.xml'))),
    ).toEqual(['2'])
    expect(messageParts(multipart(text, picture, leaf('2', 'application/edxml')))).toEqual(['2'])
    expect(
      messageParts(multipart(text, leaf('2', 'text/xml'), leaf('3', 'application/octet-stream', 'b.xml'))),
    ).toEqual(['2', '3'])
    expect(
      messageParts(multipart(multipart(leaf('1.1', 'text/html'), leaf('1.2', 'application/edxml')), picture)),
    ).toEqual(['1.2'])
    expect(messageParts(leaf('1', 'application/edxml'))).toEqual(['1'])
    expect(messageParts(multipart(text, picture))).toEqual([])
  })

  it('are not those of a mail inside the mail; one that came back names ours', () => {
    const id = '019ab6c2-7f00-7abc-8def-0123456789ab'
    const inside = {
      part: '3',
      type: 'message/rfc822',
      childNodes: [multipart(leaf('3.1', 'text/plain'), leaf('3.2', 'application/edxml', `${id}.edxml`))],
    }
    expect(messageParts(multipart(leaf('1', 'text/plain'), inside))).toEqual([])
    expect(returnedMessages(multipart(leaf('1', 'text/plain'), inside))).toBe(null)
    const report = {
      ...multipart(leaf('1', 'text/plain'), leaf('2', 'message/delivery-status'), inside),
      type: 'multipart/report',
    }
    expect(returnedMessages(report)).toEqual([id])
    expect(returnedMessages({ ...multipart(leaf('1', 'text/plain')), type: 'multipart/report' })).toEqual([])
  })
})
