export { housekeepingJobs } from './housekeeping.ts'
export { runCommands } from './commands.ts'
export type { Running } from './serve-command.ts'
