import { Document, Packer } from 'docx'
import { formOf } from './forms.ts'
import { font, officialSection } from './official-page.ts'

const built = new Map<string, Promise<Buffer>>()

/**
 * The program's own DOCX template of a type, in the form of Decree 30/2020, with {tags} for what is known. The same for every agency;
 * an agency may put its own in its place. Built once a process.
 */
export function builtInTemplate(typeCode: string, typeName: string): Promise<Buffer> {
  let template = built.get(typeCode)
  if (!template) {
    template = build(typeCode, typeName)
    built.set(typeCode, template)
  }
  return template
}

async function build(typeCode: string, typeName: string): Promise<Buffer> {
  const document = new Document({
    creator: 'Mộc Bản',
    title: typeName,
    styles: { default: { document: { run: { font, size: 28 } } } },
    sections: [officialSection(formOf(typeCode, typeName).parts())],
  })
  return Packer.toBuffer(document)
}
