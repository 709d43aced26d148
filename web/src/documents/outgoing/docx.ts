/** Whether a file is a DOCX, of which a PDF can be made. */
export const isDocx = (file: { name: string; mediaType: string }): boolean =>
  file.mediaType === 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' ||
  /\.docx$/i.test(file.name)
