/** Tells on the terminal how far the start has come: numbered steps, each with its time, long ones with numbers. */
export interface Progress {
  step(vi: string, en: string): void
  /** How far the present step is. */
  at(done: number, total: number, what?: string): void
  note(vi: string, en: string): void
  done(): void
}

export function showProgress(steps: number, out: NodeJS.WriteStream = process.stdout): Progress {
  let number = 0
  let began = 0
  let open = false
  let lastShown = 0
  const close = () => {
    if (!open) return
    const seconds = ((Date.now() - began) / 1000).toFixed(1).replace('.', ',')
    out.write(out.isTTY ? `\r\x1b[K${line} ${seconds} s\n` : `${line} ${seconds} s\n`)
    open = false
  }
  let line = ''
  return {
    step(vi, en) {
      close()
      number++
      began = Date.now()
      lastShown = began
      open = true
      line = `[${number}/${steps}] ${vi} · ${en}`
      if (out.isTTY) out.write(`${line} …`)
    },
    at(done, total, what = '') {
      const now = Date.now()
      // A log file gets a line every few seconds, a terminal a living one.
      if (now - lastShown < (out.isTTY ? 100 : 5000)) return
      lastShown = now
      const percent = total > 0 ? Math.floor((100 * done) / total) : 0
      const text = `${line} … ${percent}% (${done}/${total}) ${what}`
      out.write(out.isTTY ? `\r\x1b[K${text}` : `${text}\n`)
    },
    note(vi, en) {
      out.write(`${out.isTTY && open ? '\r\x1b[K' : ''}      ${vi} · ${en}\n`)
      if (out.isTTY && open) out.write(`${line} …`)
    },
    done: close,
  }
}

/** Says nothing: for commands that start the database on the side. */
export const silent: Progress = { step() {}, at() {}, note() {}, done() {} }
