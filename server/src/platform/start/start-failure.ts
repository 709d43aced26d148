/**
 * Why the program cannot start: its exit code, and what to do, in Vietnamese and English. Nothing was damaged in any of them.
 * The codes stand in docs/operator.md; they never change their meaning.
 */
const failures = {
  'setting-wrong': {
    exit: 12,
    vi: 'Thiết lập {setting}={value} không đúng. Cần: {wanted}.',
    en: 'The setting {setting}={value} is not right. Wanted: {wanted}.',
  },
  'folder-unwritable': {
    exit: 13,
    vi: 'Không ghi được vào thư mục dữ liệu {folder} ({reason}). Hãy cấp quyền ghi cho người chạy chương trình, hoặc đặt MOCBAN_DATA sang thư mục khác.',
    en: 'The data folder {folder} cannot be written to ({reason}). Give the one who runs the program the right to write, or set MOCBAN_DATA to another folder.',
  },
  'disk-full': {
    exit: 14,
    vi: 'Ổ đĩa của {folder} đã đầy (còn {free}, cần {needed}). Hãy giải phóng chỗ rồi chạy lại; dữ liệu đã có vẫn nguyên vẹn.',
    en: 'The disk of {folder} is full ({free} left, {needed} needed). Make room and start again; what was there is untouched.',
  },
  'folder-in-use': {
    exit: 15,
    vi: 'Một chương trình Mộc Bản khác đang dùng thư mục dữ liệu {folder}. Hãy dừng nó trước, hoặc đặt MOCBAN_DATA sang thư mục khác.',
    en: 'Another Mộc Bản is using the data folder {folder}. Stop it first, or set MOCBAN_DATA to another folder.',
  },
  'data-newer': {
    exit: 16,
    vi: 'Dữ liệu được tạo bởi phiên bản mới hơn ({what}). Hãy chạy phiên bản đó hoặc mới hơn; dữ liệu không bị thay đổi.',
    en: 'The data was made by a newer version ({what}). Run that version or a newer one; the data was left as it is.',
  },
  'postgres-older': {
    exit: 17,
    vi: 'Dữ liệu thuộc PostgreSQL {found}, chương trình này kèm PostgreSQL {wanted}. Hãy chạy bản cũ để sao lưu, rồi khôi phục vào bản này; dữ liệu không bị thay đổi.',
    en: 'The data belongs to PostgreSQL {found}, this program brings PostgreSQL {wanted}. Back up with the older program and restore into this one; the data was left as it is.',
  },
  'port-taken': {
    exit: 18,
    vi: 'Cổng {port} đang được chương trình khác dùng. Hãy dừng chương trình đó, hoặc đặt PORT sang số khác, ví dụ PORT=3001 npm start.',
    en: 'Port {port} is in use by another program. Stop that one, or set PORT to another number, for example PORT=3001 npm start.',
  },
  'port-refused': {
    exit: 18,
    vi: 'Không mở được cổng {port} trên {host} ({reason}). Hãy đặt PORT hoặc HOST khác.',
    en: 'Port {port} on {host} cannot be opened ({reason}). Set another PORT or HOST.',
  },
  'database-unreachable': {
    exit: 19,
    vi: 'Không kết nối được cơ sở dữ liệu {url} ({reason}). Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL.',
    en: 'The database {url} cannot be reached ({reason}). Check DATABASE_URL and the PostgreSQL server.',
  },
  'database-unfit': {
    exit: 20,
    vi: 'Cơ sở dữ liệu {url} không dùng được: {reason}.',
    en: 'The database {url} cannot be used: {reason}.',
  },
  'postgres-failed': {
    exit: 21,
    vi: 'PostgreSQL trong thư mục dữ liệu không khởi động được: {reason}. Xem thêm {log}.',
    en: 'PostgreSQL in the data folder did not start: {reason}. See {log}.',
  },
  'no-postgres-user': {
    exit: 22,
    vi: 'PostgreSQL không chạy dưới quyền root, và không tạo được người dùng hệ thống cho nó ({reason}). Hãy chạy npm start bằng người dùng thường.',
    en: 'PostgreSQL does not run as root, and no system user could be made for it ({reason}). Run npm start as an ordinary user.',
  },
  'no-postgres-here': {
    exit: 23,
    vi: 'Không có PostgreSQL kèm theo cho máy này ({platform}). Hãy cài PostgreSQL 15 trở lên và đặt DATABASE_URL.',
    en: 'There is no bundled PostgreSQL for this machine ({platform}). Install PostgreSQL 15 or newer and set DATABASE_URL.',
  },
  'web-not-built': {
    exit: 24,
    vi: 'Không dựng được giao diện web (chi tiết bên dưới).',
    en: 'The web could not be built: {reason}',
  },
} as const

export type StartFailureCode = keyof typeof failures
export const exitCodes: Record<StartFailureCode, number> = Object.fromEntries(
  Object.entries(failures).map(([code, failure]) => [code, failure.exit]),
) as Record<StartFailureCode, number>

export class StartFailure extends Error {
  readonly exit: number
  constructor(
    readonly code: StartFailureCode,
    values: Record<string, string | number> = {},
  ) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    super(`${fill(failures[code].vi)}\n${fill(failures[code].en)}`)
    this.exit = failures[code].exit
  }
}

/** A full disk, wherever it was met: a file, initdb, or PostgreSQL itself. */
export const isDiskFull = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    code === '53100' ||
    /No space left on device|disk quota/i.test(message ?? '')
  )
}
