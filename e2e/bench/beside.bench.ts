// InfluxData's own page by turns with this console, on the same server with the same session, where it is served.

import type { Page } from "@playwright/test";
import { timed } from "./probe";
import { LIST, MATRIX, SIGN_IN } from "./selectors";
import { type Bench, test } from "./test";
import type { World } from "./world";

const BESIDE = process.env.BENCH_BESIDE;

/** What is waited for in InfluxData's page of 2.x, as it names its parts for its own tests. */
const THEIRS = {
  signIn: "input[name=username]",
  list: "[data-testid=token-list] > *",
  generate: "[data-testid=dropdown-button--gen-token]",
  custom: "[data-testid='dropdown-item generate-token--custom-api']",
  /** The list of resource types in the dialog. */
  form: ".cf-overlay--container .cf-accordion",
};

const theirPath = ({ org }: World, path: string) => `${BESIDE!.replace(/\/+$/, "")}${path.replace("ORG", org)}`;

const shown = async (page: Page, address: string, selector: string): Promise<number> => {
  await page.goto(address, { waitUntil: "commit" });
  return page.evaluate((selector) => window.probe.shown(selector), selector);
};

test("beside InfluxData's page: cold start, list and form", async ({ bench }) => {
  test.skip(!BESIDE, "no page of InfluxData was named");
  const world = await bench.world({ of: 0 });
  const name = "InfluxData's page";
  const tell = (what: string, measured: Awaited<ReturnType<Bench["turns"]>>) => bench.tell({ name: what, unit: "ms", ...measured, goal: { most: 0.1, by: "ratio" } });
  tell(
    "Beside InfluxData's page: cold start → sign-in page",
    await bench.turns(
      async () => shown(await bench.page(world, "signed out"), "./", SIGN_IN),
      async () => shown(await bench.page(world, "signed out"), theirPath(world, "/signin"), THEIRS.signIn),
      name,
    ),
  );
  tell(
    "Beside InfluxData's page: cold start → list",
    await bench.turns(
      async () => shown(await bench.page(world), "./", LIST),
      async () => shown(await theirs(bench, world), theirPath(world, "/orgs/ORG/load-data/tokens"), THEIRS.list),
      name,
    ),
  );
  tell(
    "Beside InfluxData's page: opening the form",
    await bench.turns(
      async () => {
        const page = await bench.page(world);
        await shown(page, "./", LIST);
        return timed(page, "opened", "click", MATRIX, () => page.getByRole("main").getByRole("link", { name: "New token" }).click());
      },
      async () => {
        const page = await theirs(bench, world);
        await shown(page, theirPath(world, "/orgs/ORG/load-data/tokens"), THEIRS.list);
        await page.locator(THEIRS.generate).click();
        return timed(page, "opened", "click", THEIRS.form, () => page.locator(THEIRS.custom).click());
      },
      name,
    ),
  );
});

/** A page in which the session is kept for InfluxData's origin, too. */
async function theirs(bench: Bench, world: World): Promise<Page> {
  const page = await bench.page(world);
  await page.context().addCookies([{ ...world.cookie, url: `${BESIDE}/api/` }]);
  return page;
}
