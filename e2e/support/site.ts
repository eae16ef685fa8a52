// Copies of the shipped files that differ a little from them: older, incomplete, deeper in a folder.

import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neededFile } from "./environment";

export class Site {
  private constructor(
    /** The folder to serve. */
    readonly dir: string,
  ) {}

  /** A copy; with `below`, a second one in that folder. */
  static copy(below = ""): Site {
    const dir = mkdtempSync(join(tmpdir(), "token-console-site-"));
    cpSync(neededFile("DIST"), dir, { recursive: true });
    if (below) cpSync(neededFile("DIST"), join(dir, below), { recursive: true });
    // Stored variants would hide what is changed in the files themselves.
    for (const file of readdirSync(dir)) if (/\.(br|gz)$/.test(file)) rmSync(join(dir, file));
    return new Site(dir);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }

  /** The path of the program, as the page asks for it. */
  get wasm(): string {
    return `/${this.named(".wasm")}`;
  }

  /** A newer build takes the place of this one: the program has another name, and the old one is gone. */
  upgrade(): void {
    const [wasm, glue] = [this.named(".wasm"), this.named(".js")];
    const renamed = (name: string) => name.replace(/[0-9a-f]{16}/, "0123456789abcdef");
    this.change("index.html", (text) => text.replaceAll(wasm, renamed(wasm)).replaceAll(glue, renamed(glue)));
    renameSync(join(this.dir, wasm), join(this.dir, renamed(wasm)));
    renameSync(join(this.dir, glue), join(this.dir, renamed(glue)));
  }

  /** Whoever copied the files forgot the program. */
  forgetProgram(): void {
    rmSync(join(this.dir, this.named(".wasm")));
  }

  /** As packaged for another server, with `cargo xtask dist --connect URL`. */
  connectTo(url: string): void {
    this.change("index.html", (text) =>
      text
        .replace("connect-src 'self'", `connect-src 'self' ${url}`)
        .replace('name="token-console-servers" content=""', `name="token-console-servers" content="${url}"`),
    );
  }

  private named(ending: string): string {
    const found = readdirSync(this.dir).find((file) => file.startsWith("console-") && file.endsWith(ending));
    if (!found) throw new Error(`The shipped files have no console-*${ending}.`);
    return found;
  }

  private change(name: string, change: (text: string) => string): void {
    const file = join(this.dir, name);
    const before = readFileSync(file, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`${name} is not as the tests know it.`);
    writeFileSync(file, after);
  }
}
