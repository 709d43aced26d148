import { describe, expect, it } from 'vitest'
import { importFaults, lockFaults, sizeFaults } from './house.ts'

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
