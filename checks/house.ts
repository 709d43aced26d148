import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { unusedFaults } from './unused.ts'

/** Which modules a module of the server may lean on; there are no other arrows. */
const arrows: Record<string, string[]> = {
  exchange: ['documents', 'signing', 'organisation'],
  reorganisation: ['tasks', 'documents', 'organisation'],
  tasks: ['documents', 'organisation'],
  documents: ['signing', 'organisation'],
  signing: ['organisation'],
  organisation: [],
  operations: [],
}
/** What wires the house together may see every module's face: the composition, the command line's seed, and what fills a demonstration. */
const compositions = [
  'main.ts',
  'serve-program.ts',
  'fill-demonstration.ts',
  'fill-apart.ts',
  'fill-process.ts',
  'modules.ts',
  'workers.ts',
  'demonstration',
  'operations',
]
const emptyNames = /(^|\/)(utils|helpers|common|misc)(\.|\/)/
const longest = 350

export interface Source {
  path: string
  text: string
}

/** Every fault of the house that a newcomer would trip over. */
export function houseFaults(root: string): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean)
  const read = (kinds: RegExp): Source[] =>
    files.filter((path) => kinds.test(path)).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const sources = read(/\.(ts|tsx)$/)
  return [
    ...sources.flatMap(importFaults),
    ...sources.flatMap(sizeFaults),
    ...files.filter((path) => emptyNames.test(path)).map((path) => `${path}: a name that says nothing`),
    ...lockFaults(readFileSync(join(root, 'package-lock.json'), 'utf8')),
    ...unusedFaults([...sources, ...read(/\.([mc]js|html)$/)], read(/\.css$/), read(/(^|\/)package\.json$/)),
  ]
}

/** The import rules of one file. */
export function importFaults({ path, text }: Source): string[] {
  const faults: string[] = []
  for (const [, given = ''] of text.matchAll(/(?:\bfrom\s|\bimport\s*\(?)\s*['"]([^'"\n]+)['"]/g)) {
    const target = given.startsWith('.') ? normalize(join(dirname(path), given)) : given
    const fault = path.startsWith('contract/')
      ? contractFault(path, target)
      : path.startsWith('web/src/')
        ? webFault(target)
        : serverFault(path, target)
    if (fault) faults.push(`${path}: ${fault} (${given})`)
  }
  return faults
}

function contractFault(path: string, target: string): string | null {
  if (path.includes('.test.')) return null
  return target === 'zod' || target.startsWith('contract/') ? null : 'the contract imports nothing but zod'
}

const webFault = (target: string): string | null =>
  target.startsWith('server/') || target.startsWith('@mocban/server') ? 'the web does not import the server' : null

function serverFault(path: string, target: string): string | null {
  const from = /^server\/src\/([^/]+)/.exec(path)?.[1]
  const to = /^server\/src\/([^/]+)/.exec(target)?.[1]
  if (!from || !to || from === to) return null
  if (target.startsWith('web/')) return 'the server does not import the web'
  const test = /\.test\.ts$|\/testing\//.test(path)
  if (from === 'platform')
    return test || (compositions.includes(to) && path.includes('/start/')) ? null : 'the platform knows no module'
  if (to === 'platform') return behindFace(path, target, 2)
  if (test || compositions.includes(from)) return null
  if (!arrows[from]?.includes(to)) return `${from} may not lean on ${to}`
  return behindFace(path, target, 1)
}

/** A module's face is its index.ts; the platform's parts have a face each, or are one file. */
function behindFace(path: string, target: string, depth: number): string | null {
  const parts = target.replace('server/src/', '').split('/')
  const face = parts.length <= depth + 1 && (parts.at(-1) === 'index.ts' || (depth === 2 && parts.length === 2))
  return face || /\.test\.ts$|\/testing\//.test(path) || target.includes('/testing/') ? null : 'reaches behind a face'
}

export function sizeFaults({ path, text }: Source): string[] {
  const lines = text.split('\n').length
  // Generated, or one story told to its end.
  const free = /\/schema\.ts$|\.test\./.test(path)
  return !free && lines > longest ? [`${path}: ${lines} lines, more than ${longest}`] : []
}

export function lockFaults(text: string): string[] {
  return /"resolved":\s*"https?:/.test(text)
    ? [
        'package-lock.json records download addresses: npm config set omit-lockfile-registry-resolved true, then npm install',
      ]
    : []
}
