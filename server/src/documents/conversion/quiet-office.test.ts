import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { letter } from '../form/testing/good-papers.ts'
import { docxOf } from '../form/testing/paper.ts'
import { docxToPdf } from './docx-to-pdf.ts'
import { quietProfile } from './quiet-office.ts'

/** A DOCX that anybody may bring names what the server alone can reach: an address of its network, a file on its disk. */

const own = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEElEQVR4nGNgYPiPAw0pCQCpcD/BFMrqcwAAAABJRU5ErkJggg==',
  'base64',
)
const secret = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJCAIAAABv85FHAAAAEklEQVR4nGP4z8CAC+GUGCZyAAolULBcsIKdAAAAAElFTkSuQmCC',
  'base64',
)
const fetched: string[] = []
const neighbour = http.createServer((request, response) => {
  fetched.push(String(request.url))
  response.setHeader('content-type', 'image/png').end(secret)
})
let folder = ''
let address = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mocban-quiet-'))
  await writeFile(join(folder, 'secret.png'), secret)
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(neighbour.address() as AddressInfo).port}`
})
afterAll(async () => {
  neighbour.close()
  await rm(folder, { recursive: true })
})

const picture = (blip: string) =>
  `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="990600" cy="792000"/><wp:docPr id="1" name="p"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ${blip}/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990600" cy="792000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`

interface Picture {
  blip: 'embed' | 'link'
  target: string
  /** Where it lies in the package. */
  media?: Buffer | string
}

/** A letter with pictures in its text. */
async function withPictures(all: Picture[]): Promise<Buffer> {
  const zip = await JSZip.loadAsync(await docxOf(letter()))
  const part = async (name: string, before: RegExp, added: string) =>
    zip.file(name, ((await zip.file(name)?.async('string')) ?? '').replace(before, `$&${added}`))
  const relations = all.map(
    ({ target, media }, n) =>
      `<Relationship Id="rIdP${n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${target}"${media ? '' : ' TargetMode="External"'}/>`,
  )
  await part('word/document.xml', /<w:body>/, all.map(({ blip }, n) => picture(`r:${blip}="rIdP${n}"`)).join(''))
  await part('word/_rels/document.xml.rels', /<Relationships[^>]*>/, relations.join(''))
  const types =
    '<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>'
  await part('[Content_Types].xml', /<Types[^>]*>/, types)
  for (const { target, media } of all) if (media) zip.file(`word/${target}`, media)
  return zip.generateAsync({ type: 'nodebuffer' })
}

it('shows the pictures that lie in it, and none that it only names', async () => {
  const named = `file://${folder}/secret.png`
  const drawn = `<?xml version="1.0"?><!-- a drawing --><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99"><image xlink:href="${named}" width="50" height="50"/></svg>`
  const { pdf } = await docxToPdf(
    await withPictures([
      { blip: 'embed', target: 'media/own.png', media: own },
      { blip: 'link', target: `${address}/linked.png` },
      { blip: 'link', target: named },
      { blip: 'embed', target: 'media/drawn.svg', media: drawn },
      { blip: 'embed', target: 'media/called.png', media: drawn },
    ]),
  )
  const pictures = pdf?.toString('latin1').match(/\/Subtype ?\/Image[^>]*/g) ?? []
  expect(pictures.map((one) => /\/Width (\d+)/.exec(one)?.[1])).toEqual(['8'])
  expect(fetched).toEqual([])
}, 120_000)

it('does not try out its drawing at every conversion, which takes nine times as long as one', async () => {
  expect((await docxToPdf(await docxOf(letter()))).pdf).not.toBeNull()
  const made = await readdir(join(await quietProfile(), 'user'))
  expect(made).toContain('registrymodifications.xcu')
  expect(made).not.toContain('GraphicsRenderTests.log')
})
