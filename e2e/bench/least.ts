// The least program that changes all that is in the rows: the console does not hear the input, and a few lines of script
// change what is in the rows in sight. What that takes is nearly all the browser's own: editing the field, laying the
// rows out, painting them. A program that changes fewer texts may take less.

import type { Page } from "@playwright/test";
import { timed } from "./probe";

/** Every text of a row becomes that of the next row, or every tick for Read is turned. */
type Change = "texts" | "ticks";

/** Takes it for each of these inputs. The program is deaf to them in this page from then on. */
export async function least(page: Page, scope: string, change: Change, inputs: (() => Promise<void>)[]): Promise<number[]> {
  await page.evaluate(changeInstead, [scope, change] as const);
  const took = [];
  for (const input of inputs) took.push(await timed(page, "settled", change === "texts" ? "keydown" : "click", scope, input));
  return took;
}

/** Runs in the page. */
function changeInstead([scope, change]: readonly [string, Change]): void {
  const textsOf = (row: Element) => {
    const [walker, texts] = [document.createTreeWalker(row, NodeFilter.SHOW_TEXT), [] as Text[]];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    return texts;
  };
  const rewrite = (rows: Element[]) => {
    const all = rows.map(textsOf);
    const words = all.map((texts) => texts.map(({ data }) => data));
    all.forEach((texts, row) => texts.forEach((text, at) => (text.data = words[(row + 1) % rows.length][at] ?? text.data)));
  };
  const turn = (rows: Element[]) => {
    for (const row of rows) {
      row.classList.toggle("is-on");
      const tick = row.querySelector<HTMLInputElement>(".column--r input");
      if (tick) tick.checked = !tick.checked;
    }
  };
  const listen = (type: string, isMeant: (target: HTMLInputElement) => boolean, act: (rows: Element[]) => void) =>
    addEventListener(
      type,
      (event) => {
        if (!isMeant(event.target as HTMLInputElement)) return;
        event.stopImmediatePropagation();
        act([...document.querySelectorAll(`${scope} .rows__at`)].filter(window.probe.inSight));
      },
      { capture: true },
    );
  if (change === "texts") listen("input", ({ type }) => type === "text", rewrite);
  else listen("change", ({ type }) => type === "checkbox", turn);
}
