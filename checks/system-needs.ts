import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Programs that the tests drive for real, and the Debian package that brings each. */
const needs: { what: string; package: string; there: () => boolean }[] = [
  { what: 'Chromium', package: 'chromium', there: () => existsSync('/usr/bin/chromium') },
  { what: 'LibreOffice Writer', package: 'libreoffice-writer-nogui', there: () => onPath('soffice') },
  { what: 'Liberation fonts', package: 'fonts-liberation2', there: () => hasFont('Liberation Serif') },
  { what: 'Noto fonts', package: 'fonts-noto-core', there: () => hasFont('Noto Sans') },
  { what: 'pdftotext, pdftoppm', package: 'poppler-utils', there: () => onPath('pdftotext') },
  { what: 'qpdf', package: 'qpdf', there: () => onPath('qpdf') },
  { what: 'OpenSSL', package: 'openssl', there: () => onPath('openssl') },
  { what: 'xmlsec1', package: 'xmlsec1', there: () => onPath('xmlsec1') },
  { what: 'SoftHSM', package: 'softhsm2', there: () => onPath('softhsm2-util') },
  { what: 'Tools of NSS', package: 'libnss3-tools', there: () => onPath('certutil') },
  {
    what: 'Vietnamese for Tesseract',
    package: 'tesseract-ocr-vie',
    there: () => existsSync('/usr/share/tesseract-ocr/5/tessdata/vie.traineddata'),
  },
  { what: 'Dovecot (IMAP)', package: 'dovecot-imapd', there: () => existsSync('/usr/lib/dovecot/imap') },
  { what: 'Tesseract', package: 'tesseract-ocr', there: () => onPath('tesseract') },
]

const onPath = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
const hasFont = (name: string) => (spawnSync('fc-list', [name], { encoding: 'utf8' }).stdout ?? '').trim() !== ''

/** Installs what is missing where it may (root, or sudo without a password); else says which command a person must run. */
export async function ensureSystemNeeds(): Promise<string | null> {
  const missing = needs.filter((need) => !need.there())
  if (missing.length === 0) return null
  const packages = missing.map((need) => need.package)
  const byHand = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
  const prefix = process.getuid?.() === 0 ? [] : spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null
  if (prefix === null || !onPath('apt-get'))
    return `missing: ${missing.map((need) => need.what).join(', ')}\nrun as root:  ${byHand}`
  console.log(`installing ${packages.join(', ')}`)
  const apt = (...args: string[]): Promise<boolean> => {
    const [name = '', ...rest] = [...prefix, 'apt-get', ...args]
    const child = spawn(name, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    return new Promise((resolve) => {
      child.on('error', () => resolve(false))
      child.on('close', (status) => resolve(status === 0))
    })
  }
  await apt('update', '-qq')
  if (!(await apt('install', '-y', '-qq', '--no-install-recommends', ...packages)))
    return `could not install ${packages.join(', ')}; run as root:  ${byHand}`
  const still = needs.filter((need) => !need.there())
  return still.length ? `still missing after installing: ${still.map((need) => need.what).join(', ')}` : null
}
