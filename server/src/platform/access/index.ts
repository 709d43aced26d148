export { type Grant, grantAudience, principal, visibleRecords } from './audience.ts'
export { changedSince } from './changed-since.ts'
export { record } from './events.ts'
export { needs } from './needs.ts'
