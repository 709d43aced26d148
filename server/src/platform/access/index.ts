export { type AudienceReason, type Grant, grantAudience, principal, visibleRecords } from './audience.ts'
export { changedSince } from './changed-since.ts'
export { type EventInput, record } from './events.ts'
export { needs } from './needs.ts'
