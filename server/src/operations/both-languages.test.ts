import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { operatorCommands } from './commands.ts'

const program = operatorCommands({ serve: async () => {}, fill: async () => false } as never)
const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)]
/** Every sentence is there twice, the Vietnamese first. */
const both = /\S · \S/

describe('the operator’s command line speaks Vietnamese and English', () => {
  it('in the help of every command: its titles, what it does and what each option is', () => {
    for (const command of all(program)) {
      const help = command.helpInformation()
      expect(help, command.name()).not.toMatch(/^(Usage|Arguments|Options|Commands):|display help for command/m)
      expect(help).toContain('hiện phần trợ giúp này')
      const told = [
        command.description(),
        ...[...command.options, ...command.registeredArguments].map((one) => one.description),
      ]
      expect(told.filter((one) => !both.test(one))).toEqual([])
    }
  })

  it('with an example in the help of every command, of that command itself', () => {
    const named = (command: Command): string => (command.parent ? `${named(command.parent)} ${command.name()}` : '')
    for (const command of all(program).slice(1)) {
      let help = ''
      command.configureOutput({ writeOut: (more) => (help += more) })
      command.outputHelp()
      expect(help.split(/Ví dụ · Examples?:/)[1], command.name()).toContain(`npm run mocban --${named(command)}`)
    }
  })

  it('in what it says of a line that it does not understand', async () => {
    const said = async (...line: string[]) => {
      let text = ''
      for (const command of all(program)) command.configureOutput({ writeErr: (more) => (text += more) })
      await program.parseAsync(line, { from: 'user' }).catch(() => {})
      return text.split('\n').slice(0, 2)
    }
    expect(await said('seed', '--nope')).toEqual(["Lỗi: không có tùy chọn '--nope'.", "error: unknown option '--nope'"])
    expect(await said('user', 'reset-password')).toEqual([
      'Lỗi: thiếu đối số <user-name>.',
      "error: missing required argument 'user-name'",
    ])
    expect(await said('verifi')).toEqual([
      "Lỗi: không có lệnh 'verifi'. (Có phải là verify?)",
      "error: unknown command 'verifi'",
    ])
    expect((await said('seed', '--province', '1999'))[0]).toBe(
      "Lỗi: '--province <when>' chỉ nhận: now, 2024; không nhận '1999'.",
    )
    expect((await said('user', 'add', '--user-name', 'ô'))[0]).toBe(
      "Lỗi: '--user-name <name>' không nhận 'ô': a–z 0–9 . _ -.",
    )
    expect((await said('verify', '--key'))[0]).toBe("Lỗi: tùy chọn '--key <file>' cần một giá trị.")
    expect((await said('migrate', 'x'))[0]).toBe('Lỗi: thừa đối số.')
    expect((await said('user', 'add'))[0]).toBe("Lỗi: phải có tùy chọn '--user-name <name>'.")
  })
})
