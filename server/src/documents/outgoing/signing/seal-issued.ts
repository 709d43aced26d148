import type { SignWith } from '@mocban/contract/sign-with'
import { sql } from 'kysely'
import { clock } from '../../../platform/clock.ts'
import type { Actor, Tx } from '../../../platform/database/index.ts'
import { RefusalError } from '../../../platform/http/index.ts'
import {
  openRingKey,
  pictureOf,
  readCertificate,
  type SignCmsOptions,
  type SigningKey,
  signCms,
  signPdf,
  signXml,
} from '../../../signing/index.ts'
import { findSigningPlaces } from '../../conversion/index.ts'
import { sealPlace } from '../../conversion/signing-places.ts'
import { copyForms } from '../copy-forms.ts'
import type { Draft } from '../load-draft.ts'
import { provenBy, type SigningDesk, shownTime } from './sign-version.ts'

export interface IssuedFile {
  sha256: string
  name: string
  mediaType: string
  role: 'main' | 'attachment'
}

/** The agency's seal, opened once for everything that goes out with one document. */
export interface OpenSeal {
  key: SigningKey
  picture: Buffer | null
}

export async function openSeal(tx: Tx, actor: Actor, desk: SigningDesk, given: SignWith): Promise<OpenSeal> {
  const { key } = await openRingKey(tx, desk.house, 'agency', given)
  return { key, picture: await pictureOf(tx, actor, 'agency') }
}

/**
 * The agency's signature on what goes out (Decree 30/2020, Art. 32, Appendix I): its seal, red, over the left third of the signer's signature, with its name and the
 * time; on a copy, its form in the upper right corner instead (box 14).
 */
export async function sealMain(
  pdf: Uint8Array,
  seal: OpenSeal,
  desk: SigningDesk,
  draft: Draft,
  actor: Actor,
): Promise<Uint8Array> {
  const places = await findSigningPlaces(Buffer.from(pdf), draft.signerName)
  const time = shownTime(clock.now())
  const form = copyForms[draft.typeCode]
  const appearance = form
    ? { ...places.corner, lines: [form, actor.agencyName, time], fontSize: 10 }
    : {
        ...sealPlace(places.signature),
        ...(seal.picture ? { image: seal.picture } : {}),
        lines: [actor.agencyName, time],
        place: 'below' as const,
        color: '#c8102e',
        fontSize: 6,
      }
  return signPdf(pdf, {
    key: seal.key,
    ...provenBy(desk.house),
    fieldName: 'co-quan',
    reason: form ?? 'Phát hành',
    when: clock.now(),
    appearance,
  })
}

/**
 * Files that go out beside the document are signed too: a PDF in itself, with the document's symbol in its upper right corner; XML within itself; anything else by
 * a signature beside it (`.p7s`).
 */
export async function sealAttachments(
  tx: Tx,
  seal: OpenSeal,
  desk: SigningDesk,
  symbol: string,
  attachments: IssuedFile[],
): Promise<IssuedFile[]> {
  const out: IssuedFile[] = []
  const keep = async (bytes: Uint8Array, file: Omit<IssuedFile, 'sha256'>) => {
    const { sha256, size } = await desk.files.putBytes(Buffer.from(bytes))
    await sql`select app.add_file(${sha256}, ${size}, ${file.mediaType})`.execute(tx)
    out.push({ ...file, sha256 })
  }
  const given = { ...provenBy(desk.house), when: clock.now() }
  for (const file of attachments) {
    const bytes = await desk.files.readAll(file.sha256)
    const within = await signWithin(bytes, file, seal, desk, symbol, given).catch((error) => {
      // What cannot take a signature within (locked, damaged, no XML after all) gets one beside it; a key that fails, fails there too.
      if (error instanceof RefusalError && !/unreadable|not-permitted|closed-by-signature|field-taken/.test(error.code))
        throw error
      return null
    })
    if (within) await keep(within, file)
    else {
      out.push(file)
      await keep(await signCms(bytes, seal.key, given), {
        role: 'attachment',
        name: `${file.name.slice(0, 190)}.p7s`,
        mediaType: 'application/pkcs7-signature',
      })
    }
  }
  return out
}

/** The file with its signature within; null where its kind has no room for one. */
async function signWithin(
  bytes: Buffer,
  file: IssuedFile,
  seal: OpenSeal,
  desk: SigningDesk,
  symbol: string,
  given: SignCmsOptions,
): Promise<Uint8Array | null> {
  if (/xml$/.test(file.mediaType)) return Buffer.from(await signXml(bytes, seal.key, given))
  if (file.mediaType !== 'application/pdf') return null
  const { corner } = await findSigningPlaces(bytes, null)
  return signPdf(bytes, {
    key: seal.key,
    ...provenBy(desk.house),
    fieldName: 'co-quan',
    reason: 'Phát hành',
    when: given.when,
    appearance: { ...corner, lines: [`Kèm theo văn bản số ${symbol}`, shownTime(given.when)], fontSize: 10 },
  })
}

export const sealName = (seal: OpenSeal): string => readCertificate(seal.key.certificate).name
