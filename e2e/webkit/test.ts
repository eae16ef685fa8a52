// The test function of the journeys in WebKitGTK: a stand-in server for each worker, a browser for each test.

import { test as base } from "@playwright/test";
import { Sandbox } from "../support/sandbox";
import { Console } from "./console";
import { Driver } from "./driver";
import { Page } from "./page";

/** Playwright has a fixture `page` of its own, which would start another browser. */
type Fixtures = { view: Page; sandbox: Sandbox; app: Console };

type WorkerFixtures = { driver: Driver; server: Sandbox };

export const test = base.extend<Fixtures, WorkerFixtures>({
  driver: [
    async ({}, use) => {
      const driver = await Driver.start();
      await use(driver);
      await driver.stop();
    },
    { scope: "worker" },
  ],
  server: [
    async ({}, use) => {
      const sandbox = await Sandbox.start([]);
      await use(sandbox);
      sandbox.stop();
    },
    { scope: "worker" },
  ],
  sandbox: async ({ server }, use) => {
    await server.reset();
    await use(server);
  },
  view: async ({ driver }, use, info) => {
    const session = await driver.session();
    info.annotations.push({ type: "browser", description: `WebKitGTK ${session.version}` });
    await use(new Page(driver, session));
    await session.end();
  },
  app: async ({ view, sandbox }, use) => use(new Console(view, sandbox)),
});

export { expect } from "@playwright/test";
