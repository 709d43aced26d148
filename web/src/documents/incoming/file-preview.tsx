import { useCodeText, useText } from '../../shell/languages.ts'
import { PdfViewer, type PdfViewerProps } from '../../shell/pdf-viewer.tsx'
import { PictureViewer } from '../../shell/picture-viewer.tsx'
import type vi from '../messages/incoming.vi.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const isPicture = (mediaType: string) => mediaType === 'image/png' || mediaType === 'image/jpeg'
/** Whether the file's words are read here, so that it fills the form. */
export const isReadable = (file: { mediaType: string; sha256: string; name: string }): boolean =>
  pagesOf(file) !== null || isPicture(file.mediaType)

/** Where the pages of a file are, for those that have pages: a PDF itself, of a DOCX the PDF made of it; null for others. */
function pagesOf(file: { sha256: string; name: string; mediaType: string }): string | null {
  const address = `/api/files/${file.sha256}`
  if (file.mediaType === 'application/pdf') return `${address}?name=${encodeURIComponent(file.name)}`
  return file.mediaType === docx ? `${address}/preview` : null
}

/** A file as far as the page can show it: PDF and DOCX as pages, pictures as they are, others to download. */
export function FilePreview({
  file,
  ...shown
}: {
  file: { sha256: string; name: string; mediaType: string }
} & Pick<PdfViewerProps, 'highlights' | 'focus' | 'find' | 'onSelectText'>) {
  const t = useText<typeof vi>('documents')
  const address = `/api/files/${file.sha256}`
  const named = `${address}?name=${encodeURIComponent(file.name)}`
  const pages = pagesOf(file)
  if (pages) return <PdfViewer url={pages} name={file.name} scanOf={file.sha256} {...shown} />
  if (isPicture(file.mediaType))
    return <PictureViewer key={file.sha256} url={named} name={file.name} scanOf={file.sha256} {...shown} />
  return (
    <p className="empty">
      {t('noPreview')} <a href={`${named}&save=true`}>{t('download')}</a>
    </p>
  )
}

/** What the person should know of a file that was taken. */
export function FileFindings({ findings }: { findings: { code: string; severity: string }[] }) {
  const words = useCodeText('documents')
  const warned = findings.filter((one) => one.severity === 'warn')
  if (warned.length === 0) return null
  return (
    <ul style={{ margin: '2px 0 0', paddingInlineStart: 18, fontSize: 12.5 }} className="late">
      {warned.map((one) => (
        <li key={one.code}>{words(`finding.${one.code}`)}</li>
      ))}
    </ul>
  )
}
