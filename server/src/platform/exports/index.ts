export {
  type AsAsker,
  type Cell,
  type ExportKind,
  exportKind,
  type FileExportKind,
  fileExportKind,
  findExportKind,
  findFileExportKind,
} from './export-kinds.ts'
