import type { Source } from './house.ts'

/**
 * What nothing uses any more. Each check looks for a name as a word anywhere else, so that it finds less than there is, and nothing that is alive.
 */
export function unusedFaults(sources: Source[], styles: Source[], manifests: Source[]): string[] {
  return [
    ...unusedMessages(sources),
    ...unusedExports(sources),
    ...unusedClasses(styles, sources),
    ...manifests.flatMap((manifest) => unusedDependencies(manifest, sources)),
  ]
}

/** Values that are exported and named in no other file. The contract is exempt: it describes what goes over the wire, whoever reads it. */
export function unusedExports(sources: Source[]): string[] {
  const seenIn = new Map<string, number>()
  for (const { text } of sources)
    for (const word of new Set(text.match(/\w+/g) ?? [])) seenIn.set(word, (seenIn.get(word) ?? 0) + 1)
  return sources
    .filter(({ path }) => !path.startsWith('contract/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async )?(?:const|let|function\*?|class) (\w+)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => seenIn.get(name) === 1)
        .map((name) => `${path}: ${name} is exported, and named nowhere else`),
    )
}

/** Words that no screen says. A key may be put together: `state.${state}` says every key that begins with `state.`. */
export function unusedMessages(sources: Source[]): string[] {
  const isWords = ({ path }: Source) => /^web\/src\/.*\/messages\//.test(path)
  const speaking = sources.filter((one) => /^(web|contract)\/src\//.test(one.path) && !isWords(one))
  const text = speaking.map((one) => one.text).join('\n')
  // `title`, or with its module before it: `shell:undone`.
  const quoted = new Set([...text.matchAll(/['"`](?:[\w-]+:)?([\w.-]+)['"`]/g)].map(([, word = '']) => word))
  const begun = [...text.matchAll(/`(?:[\w-]+:)?([\w.-]+)\$\{/g)].map(([, begin = '']) => begin)
  const ended = [...text.matchAll(/\}([\w.-]+)`/g)].map(([, end = '']) => end)
  return sources
    .filter((one) => isWords(one) && one.path.endsWith('vi.ts'))
    .flatMap(({ path, text: words }) =>
      [...words.matchAll(/^ {2}(?:'([^']+)'|(\w+)):/gm)]
        .map(([, given, bare]) => given ?? bare ?? '')
        .filter((key) => !quoted.has(key))
        .filter((key) => !begun.some((begin) => key.startsWith(begin)) && !ended.some((end) => key.endsWith(end)))
        .map((key) => `${path}: no screen says ‘${key}’`),
    )
}

/** Classes that pdf.js gives to what it draws. */
const drawnByPdfJs = ['hiddenCanvasElement', 'markedContent']

/** Classes of the style sheets that no screen wears. */
export function unusedClasses(styles: Source[], sources: Source[]): string[] {
  const text = sources
    .filter(({ path }) => path.startsWith('web/'))
    .map((one) => one.text)
    .join('\n')
  const worn = new Set(text.match(/[\w-]+/g) ?? [])
  const begun = [...text.matchAll(/([\w-]+-)\$\{/g)].map(([, begin = '']) => begin)
  return styles.flatMap(({ path, text: sheet }) =>
    [...new Set([...selectorsOf(sheet).matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name = '']) => name))]
      .filter((name) => !worn.has(name) && !name.startsWith('mantine-') && !drawnByPdfJs.includes(name))
      .filter((name) => !begun.some((begin) => name.startsWith(begin)))
      .map((name) => `${path}: nothing is of the class .${name}`),
  )
}

const selectorsOf = (sheet: string) => sheet.replace(/\/\*.*?\*\/|'[^']*'|"[^"]*"|\{[^{}]*\}/gs, ' ')

/** Started, never imported. */
const tools = ['@biomejs/biome', 'typescript']

/** Libraries that a workspace asks for and imports nowhere. */
export function unusedDependencies({ path, text }: Source, sources: Source[]): string[] {
  const folder = path.replace('package.json', '')
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(text) as Record<
    string,
    Record<string, string> | undefined
  >
  const own = sources
    .filter((one) => one.path.startsWith(folder))
    .map((one) => one.text)
    .join('\n')
  return Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter((name) => !name.startsWith('@types/') && !tools.includes(name))
    .filter((name) => !new RegExp(`['"]${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}['"/]`).test(own))
    .map((name) => `${path}: ${name} is imported nowhere`)
}
