import { BrokenPackage, openPackage, type Package, unpacksAsStated } from '../form/package.ts'

const largestFile = 50_000_000
const largestUnpacked = 300_000_000

/** What is wrong with a file that should be a DOCX, before anything opens it: not one, with macros, or swelling when unpacked. */
export async function checkDocx(bytes: Buffer): Promise<'not-docx' | 'too-large' | null> {
  if (bytes.length > largestFile) return 'too-large'
  const docx = packageOf(bytes)
  const names = docx?.entries.map((one) => one.name) ?? []
  if (!docx || !names.includes('word/document.xml')) return 'not-docx'
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) return 'not-docx'
  const unpacked = docx.entries.reduce((sum, entry) => sum + entry.size, 0)
  // What a bomb says of itself is small.
  return unpacked > largestUnpacked || !(await unpacksAsStated(docx)) ? 'too-large' : null
}

function packageOf(bytes: Buffer): Package | null {
  try {
    return openPackage(bytes)
  } catch (error) {
    if (error instanceof BrokenPackage || error instanceof RangeError) return null
    throw error
  }
}
