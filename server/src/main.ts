import { runCommands } from './operations/index.ts'

// What a command does not need is not loaded for it.
if (process.argv[2] === 'fill-process') await import('./fill-process.ts')
else
  await runCommands(process.argv, {
    serve: async (settings, tell) => (await import('./serve-program.ts')).serveProgram(settings, tell),
    fill: async (...given) => (await import('./fill-demonstration.ts')).fillDemonstration(...given),
  })
