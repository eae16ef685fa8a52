// Minifies a module: from standard input to standard output.
import { readFileSync } from "node:fs";
import { minify } from "terser";

const { code } = await minify(readFileSync(0, "utf8"), {
  module: true,
  ecma: 2020,
  compress: { passes: 3, pure_new: true },
  // What goes wrong at the start is named in the browser's console by its class.
  keep_classnames: true,
  format: { comments: false },
});
process.stdout.write(code);
