import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nameOfSources } from './src/platform/start/name-sources.mjs'

/**
 * Runs the program as it is made of its sources once they have changed: to load a thousand sources one by one takes as long as all the rest of a start.
 * Where it cannot be written, the sources are run.
 */
const here = fileURLToPath(new URL('.', import.meta.url))
const contract = join(here, '..', 'contract', 'src')
const dist = join(here, 'dist')

/** Answers the folder with the program. */
async function made() {
  const makers = [join(here, '..', 'package-lock.json'), fileURLToPath(import.meta.url)]
  const folder = join(dist, nameOfSources([join(here, 'src'), contract], makers))
  if (existsSync(folder)) return folder
  const former = formerOnes()
  const begun = `${folder}.${process.pid}`
  try {
    await make(begun)
    // Whoever starts at the same moment finds it whole, or not at all.
    if (!existsSync(folder)) renameSync(begun, folder)
  } finally {
    rmSync(begun, { recursive: true, force: true })
  }
  for (const path of former) rmSync(path, { recursive: true, force: true })
  return folder
}

/** What nobody runs any more: all but the last, which may still be running, and but what others are making at this moment. */
function formerOnes() {
  const paths = existsSync(dist) ? readdirSync(dist).map((name) => join(dist, name)) : []
  const isBegun = (path) => path.includes('.', dist.length)
  const whole = paths.filter((path) => !isBegun(path)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  return [...whole.slice(1), ...paths.filter((path) => isBegun(path) && !existsSync(`/proc/${path.split('.').at(-1)}`))]
}

async function make(outdir) {
  const { build, stop } = await import('esbuild')
  await build({
    entryPoints: [join(here, 'src', 'main.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    alias: { '@mocban/contract': contract },
    logLevel: 'silent',
    plugins: [{ name: 'places', setup: keepPlaces }],
    // Else its process stays for as long as the program runs.
  }).finally(stop)
}

/** What a source finds beside itself (migrations, tables, processes of their own) it finds there from the program too. */
function keepPlaces({ onLoad }) {
  onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
    loader: 'ts',
    contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
  }))
}

// An error names the line of the source, not of what was made of it.
process.setSourceMapsEnabled(true)
const program = await made().catch(() => null)
if (program) await import(pathToFileURL(join(program, 'main.mjs')).href)
else {
  const { register } = await import('tsx/esm/api')
  register()
  await import('./src/main.ts')
}
