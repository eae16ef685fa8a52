// Compresses a file into another one at the best quality: `brotli` or `gzip`, from, to.
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [manner, from, to] = process.argv.slice(1);
const content = readFileSync(from);
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 22,
  [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
};
writeFileSync(to, manner === "brotli" ? brotliCompressSync(content, { params }) : gzipSync(content, { level: 9 }));
