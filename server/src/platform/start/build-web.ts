import { spawn } from 'node:child_process'
import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compressWeb } from './compress-web.ts'
import { nameOfSources } from './name-sources.mjs'
import { isDiskFull, StartFailure } from './start-failure.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
export const webFolder = join(root, 'web', 'dist')
const mark = join(webFolder, '.built-from')
const builtFrom = ['web/src', 'web/public', 'contract/src']
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
  const inRoot = (path: string) => join(root, path)
  const sources = nameOfSources(builtFrom.map(inRoot), builtBy.map(inRoot))
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
