import type { Readable } from 'node:stream'
import type { Uploads } from './uploads.ts'

export interface StoredFile {
  sha256: string
  size: number
}

/** Bytes by their SHA-256. What it answers is byte for byte what was stored, or an error; never something else. */
export interface FileStore {
  /** Stores a stream while hashing it; when it answers, the bytes survive a power cut. @throws files.full, request.too-large */
  put(source: AsyncIterable<Uint8Array | string>, options?: { maxBytes?: number }): Promise<StoredFile>
  putBytes(bytes: Uint8Array): Promise<StoredFile>
  /** A stream of the file or of a part of it (`end` inclusive); every block is verified before it is handed out. @throws files.missing, files.damaged */
  read(sha256: string, range?: { start?: number; end?: number }): Promise<Readable>
  readAll(sha256: string, maxBytes?: number): Promise<Buffer>
  size(sha256: string): Promise<number | null>
  /** Reads the whole file and compares. */
  verify(sha256: string): Promise<'good' | 'missing' | 'damaged'>
  list(): AsyncIterable<string>
  /**
   * Takes a file away that nothing refers to any more; false where it stays because it was stored since `since` (as milliseconds): who stores the same bytes
   * counts on what is there.
   */
  remove(sha256: string, since: number): Promise<boolean>
  uploads: Uploads
  /** A path for a program that wants a real file, on the store's disk; the caller removes it. */
  temporary(extension?: string): Promise<{ path: string; remove(): Promise<void> }>
  /** Whether the store takes bytes now, for /readyz. */
  writable(): Promise<boolean>
}
