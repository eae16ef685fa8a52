// What the core decides over twenty thousand permissions: outside of a browser, and in one as the console is compiled.

import { execFileSync } from "node:child_process";
import { neededFile } from "../support/environment";
import { test } from "./test";

type Figures = Record<string, number[]>;

test("core: decisions over 20,000 permissions", async ({ bench }) => {
  const native = JSON.parse(execFileSync(neededFile("CORE_NATIVE"), { encoding: "utf8" })) as Figures;
  const page = await bench.emptyPage(await bench.world({ of: 10 }));
  const wasm = await page.evaluate(async () => {
    const script = new URL("core/core-bench.js", location.href).href;
    const figures = new Promise<string>((resolve) => Object.assign(globalThis, { takeFigures: resolve, roundsOfEach: () => 20 }));
    await (await import(script)).default();
    return JSON.parse(await figures) as Record<string, number[]>;
  });
  for (const [where, figures] of [["native", native], ["in wasm", wasm]] as const) {
    for (const [name, samples] of Object.entries(figures)) {
      bench.tell({ name: `${name} of 20,000 permissions, ${where}`, unit: "ms", samples, goal: { most: 10, by: "median" } });
    }
  }
});
