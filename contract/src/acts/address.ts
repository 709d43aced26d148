/** An act, as far as it says where what it is about is seen. */
interface Placed {
  kind: string
  recordId: string | null
  recordList: string | null
  data: Record<string, unknown>
}

/** The screen where what happened is seen and acted on: where the bell leads, and a letter. */
export function addressOfAct({ kind, recordId, recordList, data }: Placed): string | null {
  if (kind === 'search.found') {
    if (typeof data.documentId === 'string') return `/documents/${data.documentId}`
    const query = Object.entries(data.query as Record<string, string>)
    return `/search?${query.map((one) => one.map(encodeURIComponent).join('=')).join('&')}`
  }
  if (kind.startsWith('export.')) return '/exports'
  if (kind === 'reorganisation.done' || kind === 'reorganisation.failed')
    return `/reorganisations/${data.planId}?step=carry`
  if (kind === 'bulk.ended') return `/documents/bulk/${data.bulkId}`
  if (kind === 'appointment.left-open') return `/organisation?unit=${data.unitId}`
  if (kind === 'delivery.arrived' || kind === 'delivery.urged') return '/arrivals'
  if (!recordId) return null
  if (recordList === 'work-file') return `/work-files/${recordId}`
  if (recordList === 'task') return `/tasks/${recordId}`
  // A draft is shown where it is worked on: the record's page leads on to it.
  return `/documents/${recordId}`
}
