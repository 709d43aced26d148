import { describe, expect, it } from 'vitest'
import { checkNewPassword } from './password-rules.ts'

const about = { userName: 'dungpt', fullName: 'Phạm Thị Dung', agencyName: 'Sở Khoa học và Công nghệ' }
const verdict = (password: string) =>
  checkNewPassword(password, about).then(
    () => 'good',
    (error) => error.code,
  )

describe('a new password', () => {
  it.each(['ngắn quá', '12 chữ cái!', 'aB3$xY9!kLq'])('has at least twelve characters: %s', async (password) => {
    expect(await verdict(password)).toBe('sign-in.password-short')
  })

  it.each([
    ['breached', 'password12345'],
    ['breached, with letters replaced', 'P@ssw0rd2026!'],
    ['the keyboard’s rows', 'qwertyuiop123'],
    ['the keyboard’s columns', '1qaz2wsx3edc4rfv'],
    ['one letter', 'aaaaaaaaaaaaaaaa'],
    ['one piece again and again', 'abcabcabcabcabc'],
    ['the digits in their order', '123456789012345'],
    ['the own user name', 'dungpt-dungpt-2026'],
    ['the own name', 'PhamThiDung1990'],
    ['the own name with its marks', 'Phạm Thị Dung 1'],
    ['the agency', 'SoKhoaHocVaCongNghe'],
    ['“password” in Vietnamese', 'mật khẩu 123456'],
    ['what many say', 'anhyeuem123456'],
  ])('is refused where it is %s', async (_, password) => {
    expect(await verdict(password)).toBe('sign-in.password-weak')
  })

  it.each([
    'nắng sớm trên sông Cầu',
    'correct-horse-battery',
    'một mật khẩu dài hơn thế',
    'x7Kq-92mB-pTz4',
    'bánh đa cua với dưa muối',
  ])('is taken whatever letters it is of: %s', async (password) => {
    expect(await verdict(password)).toBe('good')
  })

  it('is as short and as long however its letters are composed', async () => {
    expect(await verdict('nước nổi đó'.normalize('NFD'))).toBe('sign-in.password-short')
  })
})
