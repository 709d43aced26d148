import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prepareDataFolder } from './data-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'mocban-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the data folder', () => {
  it('is made with the folders above it', async () => {
    const folder = join(root, 'srv', 'mocban', 'data')
    expect(await prepareDataFolder(folder)).toBe(folder)
    expect(await prepareDataFolder(folder)).toBe(folder)
    expect(statSync(folder).isDirectory()).toBe(true)
  })

  it('is refused at once where none can be made, or something else stands there', async () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    for (const place of [file, join(file, 'data'), ...(process.platform === 'linux' ? ['/proc/mocban/data'] : [])])
      await expect(prepareDataFolder(place), place).rejects.toMatchObject({ code: 'folder-unwritable' })
  })
})
