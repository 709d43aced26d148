import { partBytes, type UploadedFile, uploads } from '@mocban/contract/uploads'
import { addressOf, call, ProblemError } from '../../shell/client.ts'

/** Sends a file in parts and answers it as the store keeps it; the server looks at what it is. */
export async function uploadFile(file: File, progress: (share: number) => void): Promise<UploadedFile> {
  const { id } = await call(uploads.begin, { body: { name: file.name, size: file.size } })
  for (let offset = 0; offset < file.size; ) {
    const response = await fetch(addressOf(uploads.append, { params: { id, offset } }), {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: file.slice(offset, offset + partBytes),
    })
    if (!response.ok) throw new ProblemError(await response.json())
    offset = ((await response.json()) as { offset: number }).offset
    progress(offset / file.size)
  }
  return call(uploads.finish, { params: { id } })
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const isDocx = (file: { name: string; mediaType: string }): boolean =>
  file.mediaType === docxType || /\.docx$/i.test(file.name)
