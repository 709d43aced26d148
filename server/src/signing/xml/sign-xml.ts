import type { TimestampSource } from '../cms/timestamp-source.ts'
import type { SigningKey } from '../keys/signing-key.ts'

export interface SignXmlOptions {
  level: 'B-B' | 'B-T'
  when: Date
  timestamps?: TimestampSource
  /** The `Id` of the element to sign; without it the whole document. */
  elementId?: string
  /** The element (local name) that takes the signature as its last child; without it the root. */
  into?: string
  /** Files beside the message that are signed with it: their name in the message (`cid:…`, a path) and bytes. */
  files?: { uri: string; bytes: Uint8Array }[]
}

/** Signs XML within itself (XAdES, EN 319 132-1; enveloped, exclusive canonicalisation). @throws signing.xml-unreadable, signing.timestamp-failed */
export async function signXml(_xml: string | Uint8Array, _key: SigningKey, _options: SignXmlOptions): Promise<string> {
  throw new Error('not yet')
}
