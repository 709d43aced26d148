import JSZip from 'jszip'

/** Office files are zip archives that carry the moment of their making; the day of the document instead gives the same bytes for the same seed. */
export async function withDates(office: Uint8Array, at: Date): Promise<Buffer> {
  const zip = await JSZip.loadAsync(office)
  const again = new JSZip()
  for (const name of Object.keys(zip.files).sort()) {
    const entry = zip.files[name]
    if (!entry || entry.dir) continue
    const bytes = await entry.async('nodebuffer')
    const dated =
      name === 'docProps/core.xml'
        ? Buffer.from(bytes.toString('utf8').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, at.toISOString()))
        : bytes
    again.file(name, dated, { date: at, createFolders: false })
  }
  return again.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 6 } })
}
