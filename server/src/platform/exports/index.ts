export { type Cell, type ExportKind, exportKind, findExportKind } from './export-kinds.ts'
