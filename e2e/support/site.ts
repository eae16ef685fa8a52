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
  get program(): string {
    return `/${this.named(".bin")}`;
  }

  /** A newer build takes the place of this one: the program has another name, and the old one is gone. */
  upgrade(): void {
    const [program, glue] = [this.named(".bin"), this.named(".js")];
    const renamed = (name: string) => name.replace(/[0-9a-f]{16}/, "0123456789abcdef");
    this.change("index.html", (text) => text.replaceAll(program, renamed(program)).replaceAll(glue, renamed(glue)));
    renameSync(join(this.dir, program), join(this.dir, renamed(program)));
    renameSync(join(this.dir, glue), join(this.dir, renamed(glue)));
  }

  /** Whoever copied the files forgot the program; gives what brings it after all. */
  forgetProgram(): () => void {
    const file = join(this.dir, this.named(".bin"));
    const content = readFileSync(file);
    rmSync(file);
    return () => writeFileSync(file, content);
  }

  /** Whoever copied the files was interrupted, or changed some of the content. */
  damageProgram(how: "cut off" | "changed"): void {
    const file = join(this.dir, this.named(".bin"));
    const content = readFileSync(file);
    const middle = content.length >> 1;
    content.fill(0xff, middle, middle + 1_000);
    writeFileSync(file, how === "cut off" ? content.subarray(0, middle) : content);
  }

  /** The page as an older build made it, with other styles. */
  olderPage(): string {
    const page = readFileSync(join(this.dir, "index.html"), "utf8");
    return page.replace(/console-style-[0-9a-f]{16}/, "console-style-fedcba9876543210");
  }

  /** As packaged for another server, with `cargo xtask dist --connect URL`. */
  connectTo(url: string): void {
    this.change("index.html", (text) =>
      text
        .replace("connect-src 'self'", `connect-src 'self' ${url}`)
        .replace('name="token-console-servers" content=""', `name="token-console-servers" content="${url}"`),
    );
  }

  /** A file that the page asks for. The folder holds those of the other page as well. */
  private named(ending: string): string {
    const page = readFileSync(join(this.dir, "index.html"), "utf8");
    const found = page.match(/console-[0-9a-f]{16}\.\w+/g)?.find((file) => file.endsWith(ending));
    if (!found) throw new Error(`The page asks for no console-*${ending}.`);
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
