export { runCommands } from './commands.ts'
export { housekeepingJobs } from './housekeeping.ts'
export type { Running } from './serve-command.ts'
