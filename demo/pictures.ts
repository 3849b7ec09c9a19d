import { crc32, deflateSync } from 'node:zlib'
import type { Dice } from './dice.ts'

const [WIDTH, HEIGHT] = [480, 320]

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

type Hill = { readonly base: number; readonly swing: number; readonly length: number; readonly shift: number; readonly shade: number }

/** The picture's lines, each behind its filter byte. A hundred and fifty thousand points, and over a hundred pictures: the outlines are drawn once a column. */
function pixels(hills: readonly Hill[]): Uint8Array {
  const body = new Uint8Array(HEIGHT * (1 + WIDTH * 3))
  const outlines = hills.map(each => Float64Array.from({ length: WIDTH }, (_, x) => each.base + each.swing * Math.sin((x + each.shift) / each.length)))
  let at = 0
  for (let y = 0; y < HEIGHT; y++) {
    at++
    for (let x = 0; x < WIDTH; x++) {
      let front = hills.length - 1
      while (front >= 0 && y <= outlines[front]![x]!) front--
      const shade = hills[front]?.shade
      body[at++] = shade === undefined ? 226 : Math.max(0, shade - 60)
      body[at++] = shade ?? 236 - Math.round(y / 12)
      body[at++] = shade === undefined ? 240 : shade - 40
    }
  }
  return body
}

/** A picture that stands for a photograph: hills under a sky. Nobody is on it, and nobody will take it for a real one. */
export function inventPicture(dice: Dice): Uint8Array {
  const hills = Array.from({ length: 3 }, (_, index) => ({
    base: HEIGHT * (0.45 + index * 0.18), swing: dice.between(12, 34), length: dice.between(60, 140), shift: dice.between(0, 300), shade: 150 - index * 45,
  }))
  const body = pixels(hills)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(body)), chunk('IEND', Buffer.alloc(0)),
  ])
}
