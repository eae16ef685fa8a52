// A picture of the browser's window, from what the X server drew: WebDriver's own screenshot does not come back where
// there is no graphics card.

import { deflateSync } from "node:zlib";
import { chunk } from "../shots/png.mjs";

/** The screen as the X server keeps it (XWD: a head of big-endian words, a table of colours, lines of pixels). */
export function png(screen: Buffer): Buffer {
  const word = (at: number) => screen.readUInt32BE(at * 4);
  const [head, width, height, line, colours] = [word(0), word(4), word(5), word(12), word(19)];
  const pixels = screen.subarray(head + colours * 12);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [y * line + x * 4, y * (width * 3 + 1) + 1 + x * 3];
      for (let part = 0; part < 3; part++) rows[to + part] = pixels[from + 2 - part];
    }
  }
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 2, 0, 0, 0], 8);
  const parts = [chunk("IHDR", size), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}
