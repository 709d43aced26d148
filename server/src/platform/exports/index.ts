export {
  type AsAsker,
  type Cell,
  dayCell,
  declaredExports,
  type ExportKind,
  exportKind,
  type FileExportKind,
  fileExportKind,
  findExportKind,
  findFileExportKind,
} from './export-kinds.ts'
