import { fillDemonstration } from './fill-demonstration.ts'
import { runCommands } from './operations/index.ts'
import { serveProgram } from './serve-program.ts'

await runCommands(process.argv, { serve: serveProgram, fill: fillDemonstration })
