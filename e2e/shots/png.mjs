// Makes a PNG of a screen smaller without changing a pixel.
//
// A browser filters every line as is best for photographs. The flat areas and repeated letters of a screen
// pack better unfiltered. Only what Chromium writes is read: 8 bits a channel, without interlacing.

import { deflateSync, inflateSync } from 'node:zlib'

const HEAD = 8
const CHANNELS = { 2: 3, 6: 4 }

/** The same picture in fewer bytes, or as it was. */
export function packed(png) {
  const chunks = [...chunksOf(png)]
  const header = chunks.find(({ type }) => type === 'IHDR').data
  const [width, bits, colour, interlaced] = [header.readUInt32BE(0), header[8], header[9], header[12]]
  const pixel = CHANNELS[colour]
  if (bits !== 8 || !pixel || interlaced) return png
  const filtered = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)))
  const pixels = unfiltered(filtered, width * pixel, pixel)
  const data = deflateSync(pixels, { level: 9, memLevel: 9 })
  const smaller = Buffer.concat([
    png.subarray(0, HEAD),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
  return smaller.length < png.length ? smaller : png
}

function* chunksOf(png) {
  for (let at = HEAD; at < png.length; ) {
    const length = png.readUInt32BE(at)
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

/** A part of a PNG file, with its length and its check. */
export function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(checksum(named))
  return Buffer.concat([length, named, check])
}

/** The CRC of the PNG specification. */
function checksum(bytes) {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

/** Undoes the filter of each line, named by its first byte, and names none. */
function unfiltered(filtered, width, pixel) {
  const pixels = Buffer.alloc(filtered.length)
  for (let line = 0; line < filtered.length; line += width + 1) {
    const guess = GUESSES[filtered[line]]
    for (let x = 0; x < width; x += 1) {
      const at = line + 1 + x
      const left = x >= pixel ? pixels[at - pixel] : 0
      const above = line > 0 ? pixels[at - width - 1] : 0
      const corner = x >= pixel && line > 0 ? pixels[at - width - 1 - pixel] : 0
      pixels[at] = filtered[at] + guess(left, above, corner)
    }
  }
  return pixels
}

/** What a filter takes a byte to be; the line holds the difference. */
const GUESSES = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs)
    if (toLeft <= toAbove && toLeft <= toCorner) return left
    return toAbove <= toCorner ? above : corner
  },
]
