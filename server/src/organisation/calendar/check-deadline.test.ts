import { afterEach, expect, it } from 'vitest'
import { clock } from '../../platform/clock.ts'
import { checkDeadline } from './check-deadline.ts'

afterEach(() => clock.set(null))

it('A deadline is at most a year gone and at most ten years ahead, by the calendar of Vietnam', () => {
  clock.set('2028-02-28T17:00:00Z')
  for (const date of ['2027-03-01', '2028-02-29', '2038-02-28', null, undefined])
    expect(() => checkDeadline(date)).not.toThrow()
  for (const date of ['0202-08-15', '2027-02-28', '2038-03-01', '9999-12-31'])
    expect(() => checkDeadline(date)).toThrow('calendar.deadline-unlikely')
})
