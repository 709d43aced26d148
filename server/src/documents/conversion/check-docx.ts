import JSZip from 'jszip'

const largestFile = 50_000_000
const largestUnpacked = 300_000_000

/** What is wrong with a file that should be a DOCX, before anything opens it: not one, with macros, or swelling when unpacked. */
export async function checkDocx(bytes: Buffer): Promise<'not-docx' | 'too-large' | null> {
  if (bytes.length > largestFile) return 'too-large'
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return 'not-docx'
  const zip = await JSZip.loadAsync(bytes).catch(() => null)
  if (!zip?.file('word/document.xml')) return 'not-docx'
  if (Object.keys(zip.files).some((name) => /vbaProject\.bin$/i.test(name))) return 'not-docx'
  const unpacked = Object.values(zip.files).reduce((sum, entry) => sum + sizeOf(entry), 0)
  return unpacked > largestUnpacked ? 'too-large' : null
}

/** The size that the archive itself states for an entry; reading it would already be the bomb. */
function sizeOf(entry: JSZip.JSZipObject): number {
  return (entry as unknown as { _data?: { uncompressedSize?: number } })._data?.uncompressedSize ?? 0
}
