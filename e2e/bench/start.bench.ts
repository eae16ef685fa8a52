// From nothing in the cache to something that can be used.

import type { Page } from "@playwright/test";
import { ANSWER_TAKES, depthOf, ownRequests } from "../support/depth";
import { TOKENS } from "../support/sandbox";
import { EMPTY } from "./empty";
import { LIST, SIGN_IN } from "./selectors";
import { sizes, STAND_IN, test } from "./test";

const shown = async (page: Page, address: string, selector: string): Promise<number> => {
  await page.goto(address, { waitUntil: "commit" });
  return page.evaluate((selector) => window.probe.shown(selector), selector);
};

const WASM = "the start of an empty wasm page";

test("cold start to the sign-in page", async ({ bench }) => {
  const world = await bench.world({ of: 10 });
  const measured = await bench.turns(
    async () => shown(await bench.page(world, "signed out"), "./", SIGN_IN),
    async () => shown(await bench.page(world, "signed out"), EMPTY, "input"),
    WASM,
  );
  bench.tell({ name: "Cold start → sign-in page usable", unit: "ms", ...measured, goal: { most: 2, by: "ratio" } });
});

for (const size of sizes({ of: 10 })) {
  test("cold start with a kept session to the list", async ({ bench }) => {
    const world = await bench.world(size);
    const [requests, bytes]: [number[], number[]] = [[], []];
    const measured = await bench.turns(
      async () => {
        const page = await bench.page(world);
        const took = await shown(page, "./", LIST);
        requests.push((await ownRequests(page)).length);
        bytes.push(await received(page));
        return took;
      },
      async () => shown(await bench.page(world, "signed out"), EMPTY, "input"),
      WASM,
    );
    bench.tell({ name: "Cold start with a kept session → usable list", unit: "ms", ...measured, goal: { most: 3, by: "ratio" } });
    bench.tell({ name: "… over the network", unit: "kB", samples: bytes });
    bench.tell({ name: "… requests after the page's own files", unit: "requests", samples: requests });
    if (!STAND_IN) return;
    const page = await bench.page(world);
    const asked = await world.slowly(ANSWER_TAKES, async () => (await shown(page, "./", LIST), ownRequests(page)));
    bench.tell({ name: "… of those one after another, the list included", unit: "requests", samples: [depthOf(asked, TOKENS)], goal: { most: 2, by: "worst" } });
  });
}

/** All that came over the network, in kB. */
async function received(page: Page): Promise<number> {
  return page.evaluate(
    () => (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).reduce((sum, { transferSize }) => sum + transferSize, 0) / 1_000,
  );
}
