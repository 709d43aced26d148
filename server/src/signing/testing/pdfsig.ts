import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What an independent validator says of each signature. */
export function pdfsig(pdf: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-pdfsig-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf)
    const said = execFileSync('pdfsig', ['-nocert', join(folder, 'a.pdf')], { encoding: 'utf8' })
    return [...said.matchAll(/Signature Validation: (.*)/g)].map((found) => found[1] ?? '')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
