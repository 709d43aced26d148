import { describe, expect, it } from 'vitest'
import { importFaults, lockFaults, sizeFaults } from './house.ts'
import { unusedClasses, unusedDependencies, unusedExports, unusedMessages } from './unused.ts'

const file = (path: string, target: string) => importFaults({ path, text: `import { x } from '${target}'` })

describe('the import rules', () => {
  it('find an arrow that is not in the plan', () => {
    expect(file('server/src/documents/list/list.ts', '../../tasks/index.ts')).toHaveLength(1)
    expect(file('server/src/tasks/create-task.ts', '../documents/index.ts')).toEqual([])
    expect(file('server/src/platform/database/open.ts', '../../documents/index.ts')).toHaveLength(1)
  })

  it('find who reaches behind a face', () => {
    expect(file('server/src/tasks/create-task.ts', '../documents/incoming/register-incoming.ts')).toHaveLength(1)
    expect(file('server/src/documents/handling/ask.ts', '../../platform/database/open.ts')).toHaveLength(1)
    expect(file('server/src/documents/handling/ask.ts', '../../platform/clock.ts')).toEqual([])
  })

  it('keep contract, server and web apart', () => {
    expect(file('web/src/shell/frame.tsx', '../../../server/src/modules.ts')).toHaveLength(1)
    expect(file('contract/src/documents.ts', 'kysely')).toHaveLength(1)
    expect(file('contract/src/documents.ts', './values.ts')).toEqual([])
  })

  it('find long files and a lock file with addresses', () => {
    expect(sizeFaults({ path: 'server/src/x.ts', text: '\n'.repeat(400) })).toHaveLength(1)
    expect(lockFaults('"resolved": "https://example/x.tgz"')).toHaveLength(1)
    expect(lockFaults('"resolved": "contract"')).toEqual([])
  })
})

describe('what nothing uses any more', () => {
  const screen = {
    path: 'web/src/desk/screen.tsx',
    text: `t('title'); i18next.t('shell:undone'); words(\`state.\${state}\`); <p className={\`mark-\${kind} quiet\`} />`,
  }

  it('is found among exports, words, classes and libraries', () => {
    const lone = { path: 'server/src/a.ts', text: 'export const lone = 1\nexport function used() {}' }
    expect(unusedExports([lone, { path: 'server/src/b.ts', text: 'used()' }])).toEqual([
      expect.stringContaining('lone is exported'),
    ])
    const words = {
      path: 'web/src/desk/messages/vi.ts',
      text: "  title: 'a',\n  undone: 'd',\n  'state.open': 'b',\n  other: 'c',\n",
    }
    expect(unusedMessages([words, screen])).toEqual([expect.stringContaining('‘other’')])
    const sheet = {
      path: 'web/src/a.css',
      text: "@import './b.css';\n@media (x) { .quiet { a: 1.5em } .gone, .mark-late { b: c } }",
    }
    expect(unusedClasses([sheet], [screen])).toEqual([expect.stringContaining('.gone')])
    const manifest = { path: 'web/package.json', text: '{ "dependencies": { "a/b": "1", "c": "1" } }' }
    expect(unusedDependencies(manifest, [{ path: 'web/src/x.ts', text: "import 'a/b/style.css'" }])).toEqual([
      expect.stringContaining(' c '),
    ])
  })
})
