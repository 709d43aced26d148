import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { exitCodes, StartFailure, type StartFailureCode } from './start-failure.ts'

const operator = readFileSync(new URL('../../../../docs/operator.md', import.meta.url), 'utf8')

it.each(Object.entries(exitCodes))('why the program cannot start is in the operator’s page: %s', (code, exit) => {
  expect(operator).toMatch(new RegExp(`^\\| ${exit} \\| `, 'm'))
  const [vi, en, ...rest] = new StartFailure(code as StartFailureCode).message.split('\n')
  expect([vi?.length, en?.length].every((length) => (length ?? 0) > 20)).toBe(true)
  expect(rest).toEqual([])
})
