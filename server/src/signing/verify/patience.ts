/** How long one file is worked on at the most; ordinary ones take milliseconds, those that are built to take hours end here. */
const longest = 20_000

export class Patience {
  readonly #end = performance.now() + longest
  get over(): boolean {
    return performance.now() > this.#end
  }
}
