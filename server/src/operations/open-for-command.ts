import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '../platform/config/index.ts'
import { type Database, openDatabase } from '../platform/database/index.ts'
import { type FileStore, openFolderStore } from '../platform/files/index.ts'
import { openData, StartFailure, silent } from '../platform/start/index.ts'
import { CommandRefusal, exitNotFound } from './command-refusal.ts'

/** The data as the operator sees it: with the owner's rights. */
export interface OperatorData {
  folder: string
  owner: Database
  files: FileStore
}

/**
 * Runs a command on the data, whether the program runs (then beside it, in its database) or not (then the database is started for as long as it takes).
 * Leaves the schema as it is.
 */
export async function withData<T>(settings: Settings, work: (data: OperatorData) => Promise<T>): Promise<T> {
  if (!settings.databaseUrl && !existsSync(join(settings.dataFolder, 'postgres')))
    throw new CommandRefusal(
      exitNotFound,
      `Chưa có dữ liệu trong ${settings.dataFolder}. Hãy chạy npm start, hoặc đặt MOCBAN_DATA.`,
      `There is no data in ${settings.dataFolder}. Run npm start, or set MOCBAN_DATA.`,
    )
  const { ownerUrl, folder, close } = await openData(settings, silent, () => {}, { migrations: false }).catch(
    async (error) => {
      if (!(error instanceof StartFailure) || error.code !== 'folder-in-use') throw error
      return {
        ownerUrl: await runningUrl(settings.dataFolder, error),
        folder: settings.dataFolder,
        close: async () => {},
      }
    },
  )
  const owner = openDatabase({ url: ownerUrl, name: 'mocban operator', max: 2 })
  try {
    return await work({ folder, owner, files: await openFolderStore(join(folder, 'files')) })
  } catch (error) {
    // A table or column that this version expects is not there.
    if (!['42P01', '42703', '42883'].includes((error as { code?: string }).code ?? '')) throw error
    throw new CommandRefusal(
      exitNotFound,
      'Dữ liệu thuộc phiên bản cũ hơn. Hãy chạy: npm run mocban -- migrate',
      'The data is of an older version. Run: npm run mocban -- migrate',
    )
  } finally {
    await owner.destroy()
    await close()
  }
}

/** The database of the program that runs on this folder. */
async function runningUrl(folder: string, otherwise: Error): Promise<string> {
  const [pidFile, password] = await Promise.all([
    readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8'),
    readFile(join(folder, 'database-password'), 'utf8'),
  ]).catch(() => {
    throw otherwise
  })
  return `postgres://mocban:${password.trim()}@127.0.0.1:${pidFile.split('\n')[3]?.trim()}/mocban`
}
