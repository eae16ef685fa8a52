// The test function of this folder: worlds to measure in, pages that are watched, and a place to put figures.

import { rmSync } from "node:fs";
import { type Browser, type BrowserContext, type Page, test as base } from "@playwright/test";
import { EMPTY, siteWithEmptyPage } from "./empty";
import { type Baseline, type Figure } from "./figure";
import { install } from "./probe";
import { type Size, World } from "./world";

/** How often each figure is taken. */
export const TIMES = Number(process.env.BENCH_TIMES ?? 7);

/** The real server that is measured in the place of the stand-in, if one is. */
const SERVER = process.env.BENCH_SERVER;

/** Whether the server is the one that is made for tests. */
export const STAND_IN = !SERVER;

/** The sizes to measure; a real server has the one that it has, for which no goal is set. */
export const sizes = (...wanted: Size[]): Size[] => (SERVER ? [{ of: 0 }] : wanted);

/** "10,000 tokens", or that they are as many as a real server has. */
export const many = ({ of }: Size, what: string): string => (SERVER ? `the ${what} that are stored` : `${of.toLocaleString("en")} ${what}`);

export type Bench = {
  world(size: Size): Promise<World>;
  /** A page with nothing in its cache; signed in where a world's session is kept. */
  page(world: World, kept?: "signed out" | "signed in"): Promise<Page>;
  /** A page that does nothing, from the same server. */
  emptyPage(world: World): Promise<Page>;
  /** Measures by turns, so that both meet the same machine. */
  turns(ours: () => Promise<number>, theirs: () => Promise<number>, name: string): Promise<{ samples: number[]; baseline: Baseline }>;
  tell(figure: Figure): void;
};

export const test = base.extend<{ bench: Bench }, { worlds: (size: Size) => Promise<World> }>({
  worlds: [
    async ({}, use) => {
      const site = siteWithEmptyPage();
      const running = new Map<string, Promise<World>>();
      await use((size) => {
        const key = SERVER ?? JSON.stringify(size);
        const world = running.get(key) ?? (SERVER ? World.at(SERVER, account(), site) : World.of(size, site));
        running.set(key, world);
        return world;
      });
      for (const world of await Promise.allSettled(running.values())) if (world.status === "fulfilled") world.value.stop();
      rmSync(site, { recursive: true });
    },
    { scope: "worker" },
  ],
  bench: async ({ browser, worlds }, use, { annotations }) => {
    annotations.push({ type: "browser", description: `Chromium ${browser.version()}` });
    const open: BrowserContext[] = [];
    const blank = async (world: World) => {
      // One at a time, as a person looks at one.
      await Promise.all(open.splice(0).map((context) => context.close()));
      const context = await fresh(browser, world);
      open.push(context);
      return context;
    };
    const bench: Bench = {
      world: worlds,
      async page(world, kept = "signed in") {
        const context = await blank(world);
        if (kept === "signed in") await keepSession(context, world);
        return context.newPage();
      },
      async emptyPage(world) {
        const context = await blank(world);
        await keepSession(context, world);
        const page = await context.newPage();
        await page.goto(EMPTY);
        return page;
      },
      async turns(ours, theirs, name) {
        const [samples, besides]: [number[], number[]] = [[], []];
        for (let time = 0; time < TIMES; time += 1) {
          samples.push(await ours());
          besides.push(await theirs());
        }
        return { samples, baseline: { name, samples: besides } };
      },
      tell: (figure) => void annotations.push({ type: "figure", description: JSON.stringify(figure) }),
    };
    await use(bench);
    await Promise.all(open.map((context) => context.close()));
  },
});

function account() {
  const told = (name: string) => {
    const value = process.env[name];
    if (!value) throw new Error(`A real server needs ${name.toLowerCase()}; see cargo xtask bench --help.`);
    return value;
  };
  return { username: told("USERNAME"), password: told("PASSWORD"), org: told("ORG") };
}

async function fresh(browser: Browser, { url }: World): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: `${url}/`, viewport: { width: 1440, height: 900 }, locale: "en-GB", timezoneId: "UTC" });
  await context.addInitScript(install);
  return context;
}

/** What a browser has of an earlier visit: the session's cookie, and for the tab that it is there. */
async function keepSession(context: BrowserContext, { url, cookie, org }: World): Promise<void> {
  await context.addCookies([{ ...cookie, url: `${url}/api/` }]);
  await context.addInitScript((org) => {
    sessionStorage.setItem("token-console.cookie", "1");
    sessionStorage.setItem("token-console.org", org);
  }, org);
}
