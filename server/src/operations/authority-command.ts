import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { OpenAuthority } from '../signing/index.ts'
import { examples } from './both-languages.ts'
import { CommandRefusal, exitNotFound } from './command-refusal.ts'

interface WithPassword {
  passwordStdin?: boolean
}
interface Holder extends WithPassword {
  person?: string
  seal?: string
  organisation?: string
  unit?: string
  title?: string
  email?: string
  out: string
}
/** Loaded for these commands only. */
const signing = () => import('../signing/index.ts')
const environment = 'MOCBAN_AUTHORITY_PASSWORD'

/** A certificate authority for trial and demonstration; in earnest a province has its certificates from the government's. */
export function authorityCommand(program: Command): void {
  const authority = program
    .command('authority')
    .description('cơ quan chứng thực để thử nghiệm, minh họa · a certificate authority for trial and demonstration')
    .addHelpText(
      'after',
      `
Mật khẩu của các khóa lấy từ ${environment} hoặc --password-stdin · The password of the keys comes from ${environment} or --password-stdin
${examples('npm run mocban -- authority create ./ca', 'npm run mocban -- authority issue --help')}`,
    )

  authority
    .command('create')
    .addHelpText('after', examples('npm run mocban -- authority create ./ca --base-url http://127.0.0.1:3080'))
    .argument('<folder>', 'thư mục mới · a new folder')
    .description('lập gốc, cấp phát, dấu thời gian, OCSP · make root, issuing, time-stamping and OCSP')
    .option('--name <name>', 'tên trong chứng thư · name in its certificates', 'Mộc Bản')
    .option(
      '--base-url <url>',
      'địa chỉ trả lời, ghi vào chứng thư · where it will answer; written into certificates',
      'http://127.0.0.1:3080',
    )
    .option('--password-stdin', 'mật khẩu từ đầu vào · password from standard input')
    .action(async (folder: string, given: { name: string; baseUrl: string } & WithPassword) => {
      const { password, made } = await passwordOr(given)
      const { makeAuthorityFolder } = await signing()
      await makeAuthorityFolder(folder, { ...given, password }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
        throw new CommandRefusal(
          exitNotFound,
          `Thư mục ${folder} đã có một cơ quan chứng thực.`,
          `The folder ${folder} holds an authority already.`,
        )
      })
      console.log(`${folder}/root.pem`)
      if (made) console.log(`Mật khẩu, không được lưu ở đâu · Password, kept nowhere: ${password}`)
    })

  authority
    .command('issue')
    .addHelpText(
      'after',
      examples(
        'npm run mocban -- authority issue ./ca --person "Nguyễn Văn Thử" --organisation "Sở Thử nghiệm" --title "Giám đốc" --out thu.p12',
        'npm run mocban -- authority issue ./ca --seal "Sở Thử nghiệm" --out dau.p12',
      ),
    )
    .argument('<folder>', 'thư mục của cơ quan chứng thực · the authority’s folder')
    .description('cấp chứng thư cho người hoặc con dấu, ra tệp PKCS#12 · issue to a person or a seal, as PKCS#12')
    .option('--person <name>', 'họ và tên · full name')
    .option('--seal <agency>', 'tên cơ quan · the agency')
    .option('--organisation <name>', 'cơ quan của người đó · the person’s agency')
    .option('--unit <name>', 'phòng, ban · division')
    .option('--title <title>', 'chức vụ · title')
    .option('--email <address>', 'thư điện tử · mail address')
    .requiredOption('--out <file>', 'tệp ghi ra (.p12; .pem kèm theo) · file to write (.p12; a .pem goes beside it)')
    .option('--password-stdin', 'mật khẩu của CA từ đầu vào · the authority’s password from standard input')
    .action(async (folder: string, given: Holder) => {
      const name = given.person ?? given.seal
      if (!name || (given.person && given.seal))
        throw new CommandRefusal(
          2,
          'Cần đúng một trong --person và --seal.',
          'Give exactly one of --person and --seal.',
        )
      const open = await opened(folder, given)
      const issued = await open.authority.issue({ ...given, kind: given.person ? 'person' : 'seal', name })
      await open.save()
      const password = randomBytes(9).toString('base64url')
      await writeFile(given.out, issued.pkcs12(password), { mode: 0o600 })
      const { toPem } = await signing()
      await writeFile(given.out.replace(/(\.p12|\.pfx)?$/, '.pem'), toPem(issued.certificate))
      console.log(`${given.out}\nMật khẩu, không được lưu ở đâu · Password, kept nowhere: ${password}`)
    })

  authority
    .command('revoke')
    .addHelpText('after', examples('npm run mocban -- authority revoke ./ca thu.pem'))
    .argument('<folder>', 'thư mục của cơ quan chứng thực · the authority’s folder')
    .argument('<certificate>', 'tệp chứng thư · the certificate’s file')
    .description('thu hồi một chứng thư · revoke a certificate')
    .option('--password-stdin', 'mật khẩu của CA từ đầu vào · the authority’s password from standard input')
    .action(async (folder: string, file: string, given: WithPassword) => {
      const open = await opened(folder, given)
      const { readCertificates } = await signing()
      const [certificate] = readCertificates(await readFile(file))
      open.authority.revoke(certificate!)
      await open.save()
      console.log('Đã thu hồi · Revoked')
    })

  authority
    .command('serve')
    .addHelpText('after', examples('npm run mocban -- authority serve ./ca'))
    .argument('<folder>', 'thư mục của cơ quan chứng thực · the authority’s folder')
    .description('trả lời dấu thời gian, OCSP, CRL qua HTTP · answer time-stamps, OCSP and CRL over HTTP')
    .option('--port <port>', 'cổng · port', '3080')
    .option('--host <host>', 'địa chỉ · address', '127.0.0.1')
    .option('--password-stdin', 'mật khẩu của CA từ đầu vào · the authority’s password from standard input')
    .action(async (folder: string, given: { port: string; host: string } & WithPassword) => {
      const open = await opened(folder, given)
      const { serveAuthority } = await signing()
      const { url } = await serveAuthority(open.authority, {
        port: Number(given.port),
        host: given.host,
        before: open.refresh,
      })
      console.log(`${url}/tsa\n${url}/ocsp\n${url}/issuing.crl`)
    })
}

async function passwordOr(given: WithPassword): Promise<{ password: string; made: boolean }> {
  const stated = await password(given)
  return stated ? { password: stated, made: false } : { password: randomBytes(15).toString('base64url'), made: true }
}

const password = async (given: WithPassword): Promise<string> =>
  given.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : (process.env[environment] ?? '')

async function opened(folder: string, given: WithPassword): Promise<OpenAuthority> {
  const { openAuthorityFolder, WrongAuthorityPassword } = await signing()
  try {
    return await openAuthorityFolder(folder, await password(given))
  } catch (error) {
    if (error instanceof WrongAuthorityPassword)
      throw new CommandRefusal(
        exitNotFound,
        `Mật khẩu không đúng (${environment}).`,
        `The password is wrong (${environment}).`,
      )
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new CommandRefusal(
        exitNotFound,
        `${folder} không có cơ quan chứng thực.`,
        `There is no authority in ${folder}.`,
      )
    throw error
  }
}
