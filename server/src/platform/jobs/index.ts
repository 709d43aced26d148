export type { Jobs } from './jobs.ts'
export { openJobs } from './open-jobs.ts'
