import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compressWeb } from './compress-web.ts'
import { isDiskFull, StartFailure } from './start-failure.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
export const webFolder = join(root, 'web', 'dist')
const mark = join(webFolder, '.built-from')
const builtBy = [
  'web/index.html',
  'web/kiem-tra.html',
  'web/vite.config.ts',
  'web/package.json',
  'package-lock.json',
  'server/src/platform/start/build-web.ts',
  'server/src/platform/start/compress-web.ts',
]

/** Builds the web where its sources changed since it was built. Answers whether it was built now. */
export async function buildWeb(): Promise<boolean> {
  const sources = await hashSources()
  const built = await readFile(mark, 'utf8').catch(() => '')
  if (built === sources) return false
  try {
    await run()
    await access(join(webFolder, 'index.html'))
    await compressWeb(webFolder)
    await writeFile(mark, sources)
  } catch (error) {
    if (isDiskFull(error)) throw error
    throw new StartFailure('web-not-built', { reason: (error as Error).message })
  }
  return true
}

/** By size and time: to read them all at every start takes longer than to start PostgreSQL. */
async function hashSources(): Promise<string> {
  const folders = await Promise.all(['web/src', 'web/public', 'contract/src'].map((path) => filesIn(join(root, path))))
  const sources = [
    ...folders.flat().filter((path) => !/\.test\.tsx?$/.test(path)),
    ...builtBy.map((path) => join(root, path)),
  ]
  const files = await Promise.all(sources.map((path) => stat(path).catch(() => null)))
  const hash = createHash('sha256')
  for (const [n, path] of sources.entries()) hash.update(`${path} ${files[n]?.size} ${files[n]?.mtimeMs}\n`)
  return hash.digest('hex')
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: join(root, 'web'),
      // Whatever the operator's shell says: a development build is half as large again, and slower.
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said = (said + chunk).slice(-4000)
      })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(said.trim().split('\n').slice(0, 8).join('\n'))),
    )
  })
}
