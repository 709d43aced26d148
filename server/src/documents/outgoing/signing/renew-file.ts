import type { Verification } from '@mocban/contract/verification'
import { clock } from '../../../platform/clock.ts'
import type { FileStore } from '../../../platform/files/index.ts'
import {
  addDocumentTimestamp,
  renewCms,
  renewXml,
  type SigningHouse,
  verifyCms,
  verifyXml,
} from '../../../signing/index.ts'

export interface FileAtHand {
  sha256: string
  name: string
  mediaType: string
}
const ending = '.p7s'
const harmed = ['broken', 'changed', 'bad-timestamp', 'unreadable']

/**
 * The file with a new time-stamp over its signatures. Null where it can take none: XML and CMS whose signatures nothing proved in time, a signature beside a file that is not
 * here, and XML in which one signature is over another, which a stamp put into that one would break.
 */
export async function renewFile(
  files: FileStore,
  house: SigningHouse,
  file: FileAtHand,
  beside: FileAtHand[],
): Promise<Buffer | null> {
  const given = { timestamps: house.timestamps!, ...(house.revocation ? { revocation: house.revocation } : {}) }
  const bytes = await files.readAll(file.sha256)
  if (file.mediaType === 'application/pdf')
    return Buffer.from(await addDocumentTimestamp(bytes, { ...given, when: clock.now() }))
  const looked = { trust: { anchors: [], intermediates: [] }, at: clock.now() }
  if (/xml$/.test(file.mediaType)) {
    const over = await namedIn(files, bytes, file, beside)
    const renewed = await renewXml(bytes, { ...given, files: over })
    return renewed && isWhole(await verifyXml(renewed, { ...looked, files: over })) ? Buffer.from(renewed) : null
  }
  for (const one of contentsOf(file, beside)) {
    const content = await files.readAll(one.sha256)
    const renewed = await renewCms(bytes, { ...given, content })
    if (renewed && isWhole(await verifyCms(renewed, { ...looked, content }))) return renewed
  }
  return null
}

/** Who is trusted is no matter here; that nothing is said against the signatures is. */
const isWhole = ({ signatures }: Verification) => signatures.every((one) => !harmed.includes(one.verdict))

/** Files beside it that its references may be over: it names them. */
async function namedIn(files: FileStore, xml: Buffer, file: FileAtHand, all: FileAtHand[]) {
  const text = xml.toString()
  const named = all.filter((one) => one !== file && text.includes(`URI="${one.name}"`))
  return Promise.all(named.map(async (one) => ({ uri: one.name, bytes: await files.readAll(one.sha256) })))
}

/** By the name that it was signed under, cut as it was; of several of that name the verdict tells which. */
const contentsOf = (file: FileAtHand, all: FileAtHand[]): FileAtHand[] => {
  const name = file.name.endsWith(ending) ? file.name.slice(0, -ending.length) : null
  return name === null ? [] : all.filter((one) => one !== file && one.name.slice(0, 190) === name)
}
