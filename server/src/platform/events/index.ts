export { type Checkpoint, keepCheckpoints, readCheckpoints, readHeads, sealEvents, sealJobs } from './seal.ts'
export { type EventProblem, type EventReport, verifyEvents } from './verify-events.ts'
