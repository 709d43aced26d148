export { passOnSeats, passOnSessions } from './pass-on-seats.ts'
export { type Reorganised, reorganise, type UnitColumns } from './reorganise.ts'
