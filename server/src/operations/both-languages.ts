import type { Command, Option } from 'commander'

const titles: Record<string, string> = {
  'Usage:': 'Cách dùng · Usage:',
  'Arguments:': 'Đối số · Arguments:',
  'Options:': 'Tùy chọn · Options:',
  'Commands:': 'Lệnh · Commands:',
}

/** What commander says of a command line that it does not understand, and the same in Vietnamese. */
const errors: [english: RegExp, vietnamese: string][] = [
  [/missing required argument '(.*)'/, 'thiếu đối số <$1>.'],
  [/option '(.*)' argument missing/, "tùy chọn '$1' cần một giá trị."],
  [/required option '(.*)' not specified/, "phải có tùy chọn '$1'."],
  [/unknown option '(.*)'/, "không có tùy chọn '$1'."],
  [/unknown command '(.*)'/, "không có lệnh '$1'."],
  [/too many arguments/, 'thừa đối số.'],
  [/option '(.*)' argument '(.*)' is invalid\. Allowed choices are (.*)\./, "'$1' chỉ nhận: $3; không nhận '$2'."],
  [/option '(.*)' argument '(.*)' is invalid\. (.*)/, "'$1' không nhận '$2': $3."],
]

/** Commander’s own words, which are English, in both languages of the operator; on the program, before its commands. */
export function inBothLanguages(program: Command): Command {
  return program
    .helpOption('-h, --help', 'hiện phần trợ giúp này · display this help')
    .helpCommand('help [command]', 'trợ giúp của một lệnh · display help for a command')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, optionDescription })
    .configureOutput({ outputError: (said, write) => write(errorInBoth(said)) })
}

function optionDescription({ description, argChoices, defaultValue }: Option): string {
  const more = [
    argChoices && `chọn · choices: ${argChoices.join(', ')}`,
    // An empty one is none.
    defaultValue && typeof defaultValue !== 'boolean' && `mặc định · default: ${defaultValue}`,
  ].filter(Boolean)
  return more.length > 0 ? `${description} (${more.join('; ')})` : description
}

function errorInBoth(said: string): string {
  const known = errors.find(([english]) => english.test(said))
  if (!known) return said
  const [line = ''] = said.split('\n')
  const meant = /\(Did you mean (?:one of )?(.*)\?\)/.exec(said)?.[1]
  const vi = `Lỗi: ${known[0].exec(line)?.[0].replace(...known)}${meant ? ` (Có phải là ${meant}?)` : ''}`
  return `${vi}\n${said}`
}

/** How the lines of examples end the help of a command. */
export const examples = (...lines: string[]): string =>
  ['', `Ví dụ · Example${lines.length > 1 ? 's' : ''}:`, ...lines.map((line) => `  ${line}`)].join('\n')
