import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { SeededRandom } from '../seeded-random.ts'

const fonts = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
GlobalFonts.registerFromPath(join(fonts, '700Bold', 'Tinos_700Bold.ttf'), 'Tinos Seal')

/** A signature as nobody's hand made it: blue strokes on nothing (Decree 30/2020, Appendix I, box 7c), the same for the same name. */
export function signaturePicture(name: string): Buffer {
  const random = new SeededRandom(7, `signature/${name}`)
  const canvas = createCanvas(440, 210)
  const pen = canvas.getContext('2d')
  pen.strokeStyle = '#1b3fa0'
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  const at = (from: number, to: number) => from + random.next() * (to - from)
  let x = 30
  let y = at(90, 130)
  pen.lineWidth = 5
  pen.beginPath()
  pen.moveTo(x, y)
  for (let n = 0; n < 6; n += 1) {
    const next = x + at(40, 66)
    const low = at(110, 165)
    y = at(70, 130)
    pen.bezierCurveTo(x + at(5, 30), at(10, 60), next - at(20, 50), low + at(0, 30), next, y)
    x = next
  }
  pen.stroke()
  pen.lineWidth = 3.5
  pen.beginPath()
  pen.moveTo(at(40, 70), at(150, 175))
  pen.bezierCurveTo(160, at(165, 190), 280, at(130, 160), at(370, 420), at(120, 150))
  pen.stroke()
  return canvas.toBuffer('image/png')
}

/** A round red seal with its agency's name around a star, as for trial: it says so. */
export function sealPicture(agencyName: string): Buffer {
  const size = 600
  const canvas = createCanvas(size, size)
  const pen = canvas.getContext('2d')
  const red = 'rgba(200, 16, 46, 0.82)'
  pen.strokeStyle = red
  pen.fillStyle = red
  pen.translate(size / 2, size / 2)
  for (const [radius, width] of [
    [288, 12],
    [190, 4],
  ] as const) {
    pen.lineWidth = width
    pen.beginPath()
    pen.arc(0, 0, radius, 0, Math.PI * 2)
    pen.stroke()
  }
  const around = (words: string, radius: number, fontSize: number, top: boolean) => {
    pen.font = `${fontSize}px "Tinos Seal"`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    const letters = [...words]
    const widths = letters.map((letter) => pen.measureText(letter).width + fontSize * 0.08)
    const whole = widths.reduce((sum, width) => sum + width, 0)
    let angle = ((top ? -1 : 1) * whole) / radius / 2
    for (const [n, letter] of letters.entries()) {
      const step = (widths[n] ?? 0) / radius
      angle += ((top ? 1 : -1) * step) / 2
      pen.save()
      pen.rotate(angle)
      pen.fillText(letter, 0, top ? -radius : radius)
      pen.restore()
      angle += ((top ? 1 : -1) * step) / 2
    }
  }
  const name = agencyName.toLocaleUpperCase('vi')
  around(name, 238, Math.min(54, (238 * 4.6) / (name.length * 0.68)), true)
  around('• MINH HỌA •', 238, 36, false)
  pen.beginPath()
  for (let n = 0; n < 10; n += 1) {
    const radius = n % 2 === 0 ? 105 : 42
    const angle = (Math.PI / 5) * n - Math.PI / 2
    pen.lineTo(Math.cos(angle) * radius, Math.sin(angle) * radius)
  }
  pen.fill()
  return canvas.toBuffer('image/png')
}
