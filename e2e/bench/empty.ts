// The shipped files with one page beside them that does nothing: the least that a page with a module can be.

import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neededFile } from "../support/environment";

/** A module that holds nothing but the mark of its kind. */
const MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title>
<link rel="preload" href="empty.wasm" as="fetch" crossorigin><script type="module" src="empty.js"></script><body></body></html>`;

/** Starts the module, then shows a field, and repeats below it what is typed. */
const SCRIPT = `await WebAssembly.instantiateStreaming(fetch("empty.wasm"));
const field = document.body.appendChild(document.createElement("input"));
const echo = document.body.appendChild(document.createElement("p"));
field.addEventListener("input", () => (echo.textContent = field.value));
`;

/** Where the page lies. */
export const EMPTY = "empty.html";

/** A copy of the shipped files with that page; the folder. */
export function siteWithEmptyPage(): string {
  const dir = mkdtempSync(join(tmpdir(), "token-console-bench-"));
  cpSync(neededFile("DIST"), dir, { recursive: true });
  writeFileSync(join(dir, EMPTY), PAGE);
  writeFileSync(join(dir, "empty.js"), SCRIPT);
  writeFileSync(join(dir, "empty.wasm"), MODULE);
  if (process.env.CORE_WASM) cpSync(process.env.CORE_WASM, join(dir, "core"), { recursive: true });
  return dir;
}
