export type { FileStore, StoredFile } from './file-store.ts'
export { openFolderStore } from './folder-store.ts'
export type { Uploads } from './uploads.ts'
