/** One file of an archive: where it stands, what it holds, whether it may be run. */
export type Packed = { readonly path: string; readonly bytes: Uint8Array; readonly executable: boolean }

const BLOCK = 512
const NAME_MAX = 100
const PREFIX_MAX = 155
/** Every file of an archive has one time, so that the same program gives the same archive. */
export const PACKED_AT = Date.UTC(2026, 0, 1) / 1000

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`

/** ustar splits a long path at a slash: 155 before it, 100 after. */
function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= NAME_MAX) return { name: path, prefix: '' }
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)]
    if (Buffer.byteLength(name) <= NAME_MAX && Buffer.byteLength(prefix) <= PREFIX_MAX) return { name, prefix }
  }
  throw new Error(`the path is too long for the archive: ${path}`)
}

function header({ path, bytes, executable }: Packed): Buffer {
  const block = Buffer.alloc(BLOCK)
  const { name, prefix } = splitPath(path)
  block.write(name, 0)
  block.write(octal(executable ? 0o755 : 0o644, 8), 100)
  block.write(octal(0, 8), 108)
  block.write(octal(0, 8), 116)
  block.write(octal(bytes.length, 12), 124)
  block.write(octal(PACKED_AT, 12), 136)
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  block.write(prefix, 345)
  block.write(`${octal(block.reduce((sum, byte) => sum + byte, 0), 7)} `, 148)
  return block
}

/** A tar archive (POSIX ustar), to be compressed by whoever writes it. */
export async function* tarOf(files: AsyncIterable<Packed>): AsyncGenerator<Uint8Array> {
  for await (const file of files) {
    yield header(file)
    yield file.bytes
    const rest = file.bytes.length % BLOCK
    if (rest > 0) yield Buffer.alloc(BLOCK - rest)
  }
  yield Buffer.alloc(BLOCK * 2)
}

/** The bytes of one file of a tar archive that npm made; undefined when it is not there. */
export function fileInTar(tar: Buffer, path: string): Buffer | undefined {
  const text = (block: Buffer, from: number, length: number) => block.toString('utf8', from, from + length).replace(/\0[\s\S]*$/, '')
  for (let at = 0; at + BLOCK <= tar.length;) {
    const block = tar.subarray(at, at + BLOCK)
    const [name, prefix, size] = [text(block, 0, 100), text(block, 345, 155), Number.parseInt(text(block, 124, 12), 8) || 0]
    if ((prefix === '' ? name : `${prefix}/${name}`) === path) return tar.subarray(at + BLOCK, at + BLOCK + size)
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return undefined
}
