/** Found something wrong with the data; see docs/operator.md. */
export const exitFoundProblems = 3
/** Something named on the command line does not exist, or exists already. */
export const exitNotFound = 4

/** A refusal of a command, in both languages. */
export class CommandRefusal extends Error {
  constructor(
    readonly exit: number,
    vi: string,
    en: string,
  ) {
    super(`${vi}\n${en}`)
  }
}
