import { type Line, type Paper, paragraphXml } from './paper.ts'

/** The same page with its head in two boxes of text beside each other: as Word writes them today, or as it did. */
export function inBoxes(paper: Paper, write: typeof drawing): Paper {
  const { headLeft, headRight, text } = paper
  const shape = [write(headLeft, 0, 68), write(headRight, 70, 95)].join('')
  return { ...paper, headLeft: [], headRight: [], text: [{ text: '', shape }, ...text] }
}

const content = (lines: Line[]) => `<w:txbxContent>${lines.map(paragraphXml).join('')}</w:txbxContent>`
const emu = (mm: number) => Math.round(mm * 36_000)
const points = (mm: number) => Math.round((mm / 25.4) * 72)

export function drawing(lines: Line[], from: number, width: number): string {
  const box = `<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${emu(width)}" cy="${emu(40)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>${content(lines)}</wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>`
  return `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="${2 + from}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:posOffset>${emu(from)}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="${emu(width)}" cy="${emu(40)}"/><wp:wrapTopAndBottom/><wp:docPr id="${1 + from}" name="Text Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">${box}</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>${shapeXml(lines, from, width)}</w:pict></mc:Fallback></mc:AlternateContent>`
}

const shapeXml = (lines: Line[], from: number, width: number) =>
  `<v:shape style="position:absolute;margin-left:${points(from)}pt;margin-top:0;width:${points(width)}pt;height:80pt"><v:textbox>${content(lines)}</v:textbox></v:shape>`

export const older = (lines: Line[], from: number, width: number): string =>
  `<w:pict>${shapeXml(lines, from, width)}</w:pict>`
