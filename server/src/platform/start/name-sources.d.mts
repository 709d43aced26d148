export function nameOfSources(folders: string[], files: string[]): string
