export type { EnqueueOptions, Jobs, WorkOptions } from './jobs.ts'
export { openJobs } from './open-jobs.ts'
