import { expect } from 'vitest'

/**
 * What programs of others do not see, and why. Each is held by the broken cases that name it: a newer version that has learnt to see makes them fail, and its
 * line is taken out here and in decision 15.
 */
const limits = {
  'pdfsig: covered bytes':
    'It looks at the bytes that a signature covers. Of what stands behind them it tells “Not total document signed”, for a good update and for a bad one alike: incremental saving and shadow attacks are “Signature is Valid”.',
  'pdfsig: signatures on pages':
    'It looks for signatures on the pages too, and finds one there that the form no longer names.',
  'pdfsig: nobody is asked': 'Without a network it asks nobody whether a certificate was revoked.',
  'openssl cms: nobody is asked': 'It asks nobody either, unless a list is put into its hands.',
  'openssl cms: issuers': 'It lets an issuer’s own certificate sign; a document is signed by a person or a seal.',
  'openssl cms: short keys': 'RSA 1024 and certificates made with SHA-1 pass, unless level 2 of security is asked for.',
  'openssl cms: SHA-1': 'It checks the digest that the signer chose, whichever it is.',
  'xmlsec1: SHA-1': 'It checks the digest that the signer chose, whichever it is.',
  'xmlsec1: DOCTYPE': 'It reads a DOCTYPE. Nothing that is declared from outside should decide what was signed.',
} as const
export type Limit = keyof typeof limits

/** What a program of others says of a file that we refuse: it refuses too, or cannot see it. */
export type Theirs = 'refuses' | Limit

/** Broken cases beside which a program of others was asked. */
export class SecondOpinions {
  readonly agreed = new Set<string>()
  readonly listed = new Map<string, Limit>()

  /** Holds what the list says of the program: `accepts` is what it said just now. */
  hold(what: string, theirs: Theirs, accepts: boolean): void {
    expect([what, accepts ? 'accepts' : 'refuses']).toEqual([what, theirs === 'refuses' ? 'refuses' : 'accepts'])
    if (theirs === 'refuses') this.agreed.add(what)
    else this.listed.set(what, theirs)
  }
  /** No case without a second opinion. */
  count(wanted: { agreed: number; listed: number }): void {
    const alone = [...this.listed.keys()].filter((what) => !this.agreed.has(what))
    expect([this.agreed.size, alone.length]).toEqual([wanted.agreed, wanted.listed])
  }
}
