import { findSigningPlaces, sealPlace, shownTime } from '../../documents/index.ts'
import { type Authority, createAuthority, type Issued, signPdf } from '../../signing/index.ts'
import type { Paper } from '../story/paper.ts'
import { sealPicture, signaturePicture } from './pictures.ts'

/** Whose papers of the last weeks are really signed: those that the people of the sign-in page read; few enough that the first start stays quick. */
const agencies = /^(Ủy ban nhân dân tỉnh|Sở Khoa học và Công nghệ|Ủy ban nhân dân (phường Kinh Bắc|xã Lục Ngạn))/
const most = 48

/** Signs papers of the story as they were issued: the signer, then the agency's seal, each at the moment of the story. */
export class DemonstrationSigner {
  readonly #keys = new Map<string, Promise<Issued>>()
  readonly #seals = new Map<string, Buffer>()
  #signed = 0
  #last: Promise<unknown> = Promise.resolve()
  private constructor(
    readonly authority: Authority,
    private readonly time: { now: Date },
    private readonly begun: Date,
    private readonly since: Date,
  ) {}

  /** An authority that was there before the story began. */
  static async begin(from: Date, since: Date): Promise<DemonstrationSigner> {
    const time = { now: from }
    const authority = await createAuthority({ algorithm: 'ec-p256', name: 'CA tỉnh minh họa', now: () => time.now })
    return new DemonstrationSigner(authority, time, from, since)
  }

  /** The key of somebody or of an agency, issued when it is first needed. */
  keyOf(kind: 'person' | 'seal', name: string, organisation?: string, title?: string): Promise<Issued> {
    const key = `${kind}|${name}|${organisation ?? ''}`
    const known = this.#keys.get(key)
    if (known) return known
    const from = this.begun
    const made = this.authority.issue({
      kind,
      name,
      from,
      to: new Date(from.getTime() + 5 * 365 * 86_400_000),
      ...(organisation ? { organisation } : {}),
      ...(title ? { title } : {}),
    })
    this.#keys.set(key, made)
    return made
  }
  sealOf(agencyName: string): Buffer {
    const known = this.#seals.get(agencyName) ?? sealPicture(agencyName)
    this.#seals.set(agencyName, known)
    return known
  }

  /** The signed bytes of a paper that is one of those to be signed, else null. One after another: they share the clock of the story. */
  sign(pdf: Buffer, paper: Paper): Promise<Buffer | null> {
    const turn = this.#last.then(() => this.#sign(pdf, paper))
    this.#last = turn.catch(() => null)
    return turn
  }

  async #sign(pdf: Buffer, paper: Paper): Promise<Buffer | null> {
    if (!('agency' in paper.from) || paper.signedAt < this.since || this.#signed >= most) return null
    if (!agencies.test(paper.from.agency.unit.name)) return null
    this.#signed += 1
    const { name: agencyName } = paper.from.agency.unit
    const places = await findSigningPlaces(pdf, paper.signer.name)
    const person = await this.keyOf('person', paper.signer.name, agencyName, paper.signer.title)
    const seal = await this.keyOf('seal', agencyName)
    const given = (key: Issued['key'], when: Date) => {
      this.time.now = when
      return {
        key,
        when,
        level: 'B-LT' as const,
        timestamps: this.authority.timestamps,
        revocation: this.authority.revocation,
      }
    }
    const later = new Date(paper.signedAt.getTime() + 11 * 60_000)
    const signed = await signPdf(pdf, {
      ...given(person.key, paper.signedAt),
      fieldName: 'phe-duyet-1',
      reason: 'Phê duyệt',
      appearance: { ...places.signature, image: signaturePicture(paper.signer.name) },
    })
    return Buffer.from(
      await signPdf(signed, {
        ...given(seal.key, later),
        fieldName: 'co-quan',
        reason: 'Phát hành',
        appearance: {
          ...sealPlace(places.signature),
          image: this.sealOf(agencyName),
          lines: [agencyName, shownTime(later)],
          place: 'below',
          color: '#c8102e',
          fontSize: 6,
        },
      }),
    )
  }
}
