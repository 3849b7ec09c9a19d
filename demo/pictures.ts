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

/** A picture that stands for a photograph: hills under a sky. Nobody is on it, and nobody will take it for a real one. */
export function inventPicture(dice: Dice): Uint8Array {
  const hills = Array.from({ length: 3 }, (_, index) => ({
    base: HEIGHT * (0.45 + index * 0.18), swing: dice.between(12, 34), length: dice.between(60, 140), shift: dice.between(0, 300), shade: 150 - index * 45,
  }))
  const rows = Array.from({ length: HEIGHT }, (_, y) => {
    const row = Buffer.alloc(1 + WIDTH * 3)
    for (let x = 0; x < WIDTH; x++) {
      const hill = hills.findLast(each => y > each.base + each.swing * Math.sin((x + each.shift) / each.length))
      const [red, green, blue] = hill ? [hill.shade - 60, hill.shade, hill.shade - 40] : [226, 236 - Math.round(y / 12), 240]
      row.set([Math.max(0, red), green, Math.max(0, blue)], 1 + x * 3)
    }
    return row
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0)),
  ])
}
