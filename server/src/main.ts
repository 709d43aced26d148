import { runCommands } from './operations/index.ts'
import { serveProgram } from './serve-program.ts'

await runCommands(process.argv, serveProgram)
