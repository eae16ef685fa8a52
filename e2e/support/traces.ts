// Looking for what is left of a secret: in the page, in the program's linear memory, in the reachable JavaScript heap.
//
// A search must not leave traces itself. Secrets reach the page only as a paste does, they are learned from the
// network, and a needle is handed to the page only in a form in which it is no longer the secret.

import { expect, type Page } from "@playwright/test";
import { can } from "./engine";

declare global {
  interface Window {
    /** What the program offers to its glue, by names of packaging's choice. */
    wasmExports: WebAssembly.Exports[];
    /** The memory among it. */
    wasmMemories: WebAssembly.Memory[];
  }
}

/** A scrambled byte is unscrambled only at the moment of comparing. */
const SCRAMBLE = 0x5a;

/** How long a piece of a secret may be before it counts: the last four characters are shown on purpose. */
const PIECE = 12;

/** Keeps a hold of the program, whose memory nothing on the page gives away. To be called before the page loads. */
export async function holdMemory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.wasmExports = [];
    window.wasmMemories = [];
    for (const way of ["instantiate", "instantiateStreaming"] as const) {
      const original = WebAssembly[way] as (...given: unknown[]) => Promise<any>;
      (WebAssembly as any)[way] = async (...given: unknown[]) => {
        const made = await original.apply(WebAssembly, given);
        const { exports } = made.instance ?? made;
        window.wasmExports.push(exports);
        window.wasmMemories.push(...Object.values(exports).filter((one) => one instanceof WebAssembly.Memory));
        return made;
      };
    }
  });
}

/** Pieces that cover the whole secret; whoever finds none has found nothing longer than two of them. */
function pieces(secret: string): string[] {
  const found = [];
  for (let at = 0; at + PIECE <= secret.length; at += PIECE) found.push(secret.slice(at, at + PIECE));
  return found.length ? found : [secret];
}

/** The places in linear memory at which a piece of the secret lies, with the whole memory scanned. */
export async function inMemory(page: Page, secret: string): Promise<string[]> {
  const needles = pieces(secret).map((piece) => [...Buffer.from(piece)].map((byte) => byte ^ SCRAMBLE));
  return page.evaluate(
    ({ needles, scramble }) => {
      if (!window.wasmMemories.length) throw new Error("The program's memory is not held.");
      const found: string[] = [];
      for (const memory of window.wasmMemories) {
        const bytes = new Uint8Array(memory.buffer);
        needles.forEach((needle, piece) => {
          const first = needle[0] ^ scramble;
          for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
            if (needle.every((byte, offset) => bytes[at + offset] === (byte ^ scramble))) found.push(`piece ${piece} at ${at}`);
          }
        });
      }
      return found;
    },
    { needles, scramble: SCRAMBLE },
  );
}

/** The pieces of the secret that occur in a snapshot of everything that script can still reach, where one can be had. */
export async function inHeap(page: Page, secret: string): Promise<string[]> {
  if (!can("heap snapshots")) return [];
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const snapshot = chunks.join("");
  expect(snapshot.length, "a whole snapshot").toBeGreaterThan(1_000_000);
  const { strings } = JSON.parse(snapshot) as { strings: string[] };
  return pieces(secret).flatMap((piece) =>
    strings.filter((text) => text.includes(piece)).map((text) => `${text.length} characters: ${surrounding(text, piece)}`),
  );
}

/** Enough of a text to see what it was, without the secret itself. */
function surrounding(text: string, piece: string): string {
  const at = text.indexOf(piece);
  return `${text.slice(Math.max(0, at - 60), at)}[secret]${text.slice(at + piece.length, at + piece.length + 60)}`;
}

/** Everything that is on, or kept with, the page as text. */
export async function visibleTraces(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => ({
    "the document": document.documentElement.outerHTML,
    "the values of fields": [...document.querySelectorAll("input, textarea")].map((field) => (field as HTMLInputElement).value).join("\n"),
    "the address": location.href,
    "the title": document.title,
    "the history": JSON.stringify(history.state),
    "the tab's storage": JSON.stringify({ ...sessionStorage }),
    "the device's storage": JSON.stringify({ ...localStorage }),
    "cookies": document.cookie,
    "the window's name": window.name,
  }));
}

/** Fails if any piece of the secret is in sight of the page's own script. */
export async function expectNoVisibleTrace(page: Page, secret: string, said: string[]): Promise<void> {
  const places = { ...(await visibleTraces(page)), "the console": said.join("\n") };
  const found = Object.entries(places).filter(([, text]) => pieces(secret).some((piece) => text.includes(piece)));
  expect(found.map(([place]) => place), "places that still hold the secret").toEqual([]);
}
