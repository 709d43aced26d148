import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toPem } from '../certificates/pem.ts'
import { cms as oids } from '../cms/object-ids.ts'
import { readCms } from '../cms/read-cms.ts'
import { readRange } from '../pdf/byte-range.ts'
import { PdfFile } from '../pdf/pdf-file.ts'
import { signedFields } from '../pdf/permissions.ts'
import { nameOf } from '../pdf/values.ts'

export interface PdfsigAnswer {
  field: string
  valid: boolean
  trusted: boolean
  /** It cannot check document time-stamps (22.12 knows no ETSI.RFC3161). */
  unknownType: boolean
  total: boolean
  text: string
}

/** Programs of others that judge the same signatures: Poppler's pdfsig (NSS), OpenSSL, xmlsec1. */
export class Judges {
  readonly folder = mkdtempSync(join(tmpdir(), 'judges-'))
  #made = 0

  constructor(root: Uint8Array, issuing: Uint8Array) {
    writeFileSync(join(this.folder, 'root.pem'), toPem(root))
    writeFileSync(join(this.folder, 'issuing.pem'), toPem(issuing))
    mkdirSync(join(this.folder, 'nss'))
    const nss = `sql:${join(this.folder, 'nss')}`
    execFileSync('certutil', ['-N', '-d', nss, '--empty-password'], { stdio: 'pipe' })
    execFileSync('certutil', ['-A', '-d', nss, '-n', 'root', '-t', 'CT,C,C', '-i', join(this.folder, 'root.pem')], {
      stdio: 'pipe',
    })
  }
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
  write(bytes: Uint8Array | string, ending: string): string {
    const file = join(this.folder, `${++this.#made}.${ending}`)
    writeFileSync(file, bytes)
    return file
  }

  pdfsig(pdf: Uint8Array): PdfsigAnswer[] {
    const file = this.write(pdf, 'pdf')
    const { stdout } = spawnSync('pdfsig', ['-nssdir', `sql:${join(this.folder, 'nss')}`, file], {
      encoding: 'utf8',
      timeout: 20_000,
    })
    return stdout
      .split(/^Signature #\d+:$/m)
      .slice(1)
      .map((text) => ({
        field: /Signature Field Name: (.*)/.exec(text)?.[1] ?? '',
        valid: text.includes('Signature Validation: Signature is Valid.'),
        trusted: text.includes('Certificate Validation: Certificate is Trusted.'),
        unknownType: text.includes('Signature Type: unknown'),
        total: text.includes('Total document signed'),
        text,
      }))
  }

  /** `openssl cms -verify` on each signature of the PDF, `openssl ts -verify` on each document time-stamp, over the bytes they cover. */
  opensslOnPdf(pdf: Uint8Array): boolean[] {
    const file = new PdfFile(pdf)
    return signedFields(file).map(({ signature }) => {
      const range = readRange(file, signature)
      if ('wrong' in range) return false
      const covered = this.write(
        Buffer.concat([pdf.subarray(0, range.start), pdf.subarray(range.end, range.coveredTo)]),
        'bin',
      )
      const der = this.write(range.contents.subarray(0, readCms(range.contents).length), 'p7s')
      return nameOf(signature.get('SubFilter')) === 'ETSI.RFC3161'
        ? this.opensslTs(der, covered)
        : this.opensslCms(der, covered)
    })
  }
  /** Poppler says of every signature that it is valid, by somebody who is trusted; where it finds none it does not. */
  pdfsigAccepts(pdf: Uint8Array): boolean {
    const found = this.pdfsig(pdf)
    return found.length > 0 && found.every((one) => one.valid && one.trusted)
  }
  /** `openssl ts -verify` on the time-stamp within a signature, over that signature's value. */
  opensslTsWithin(cms: Uint8Array): boolean {
    const signer = readCms(cms).signers[0]
    const token = signer?.unsigned.get(oids.timestampToken)?.[0]
    return token !== undefined && this.opensslTs(this.write(token.raw, 'tst'), this.write(signer!.value, 'bin'))
  }
  /** The CMS of a PDF's n-th signature, by the form's order. */
  cmsOf(pdf: Uint8Array, n = 0): Uint8Array {
    const file = new PdfFile(pdf)
    const range = readRange(file, signedFields(file)[n]!.signature)
    if ('wrong' in range) throw new Error(range.wrong)
    return range.contents.subarray(0, readCms(range.contents).length)
  }
  /** Without a content beside it, that within it. */
  opensslCms(der: string, content: string | null, ...more: string[]): boolean {
    const given = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', der, '-out', '/dev/null']
    if (content !== null) given.push('-content', content)
    return this.openssl(...given, '-CAfile', join(this.folder, 'root.pem'), '-purpose', 'smimesign', ...more)
  }
  opensslTs(token: string, data: string): boolean {
    return this.openssl(
      'ts',
      '-verify',
      '-token_in',
      '-in',
      token,
      '-data',
      data,
      '-CAfile',
      join(this.folder, 'root.pem'),
    )
  }
  openssl(...given: string[]): boolean {
    return spawnSync('openssl', given, { stdio: 'pipe', timeout: 20_000 }).status === 0
  }

  xmlsec(xml: string, ...more: string[]): boolean {
    const given = ['--verify', '--trusted-pem', join(this.folder, 'root.pem'), ...more, this.write(xml, 'xml')]
    return spawnSync('xmlsec1', given, { stdio: 'pipe', cwd: this.folder, timeout: 20_000 }).status === 0
  }
}
