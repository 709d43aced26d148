export type { FileStore, StoredFile } from './file-store.ts'
export { syncFolder, writeAll } from './folder.ts'
export { openFolderStore } from './folder-store.ts'
export { beginsAsPdf, pdfHeadLength } from './pdf-header.ts'
