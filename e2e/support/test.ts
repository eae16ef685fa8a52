// The test function of this folder: a stand-in server for each worker, a watched page, and words for what people do.

import { test as base } from "@playwright/test";
import { Console } from "./console";
import { isFirefox, NOT_REACHED } from "./engine";
import { mend, teach } from "./firefox";
import { type Connections, Sandbox } from "./sandbox";
import { Watch } from "./watch";

export type Options = {
  /** How the stand-in server treats its connections. */
  connections: Connections;
};

type Fixtures = {
  /** Leaves the test out where the run may take no longer. */
  inTime: void;
  /** More flags for the stand-in server. */
  flags: string[];
  sandbox: Sandbox;
  watch: Watch;
  app: Console;
};

type WorkerFixtures = {
  /** Starts a stand-in server with these flags, or gives the one that runs with them. */
  servers: (flags: string[], connections?: Connections) => Promise<Sandbox>;
};

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  servers: [
    async ({}, use) => {
      const running = new Map<string, Promise<Sandbox>>();
      await use((flags, connections) => {
        const key = [connections, ...flags].join(" ");
        const server = running.get(key) ?? Sandbox.start(flags, undefined, connections);
        running.set(key, server);
        return server;
      });
      for (const server of running.values()) (await server).stop();
    },
    { scope: "worker" },
  ],
  inTime: [
    async ({}, use) => {
      test.skip(Date.now() > Number(process.env.LAST_BEGIN ?? Infinity), NOT_REACHED);
      await use();
    },
    { auto: true },
  ],
  flags: [[], { option: true }],
  connections: ["closed", { option: true }],
  sandbox: async ({ servers, flags, connections }, use) => {
    const sandbox = await servers(flags, connections);
    await sandbox.reset();
    await use(sandbox);
  },
  baseURL: async ({ sandbox }, use) => use(sandbox.url),
  watch: [
    async ({ context, sandbox }, use) => {
      const watch = new Watch(sandbox.url);
      await watch.context(context);
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
  browser: [
    async ({ browser }, use) => {
      if (isFirefox) await mend(browser);
      await use(browser);
    },
    { scope: "worker" },
  ],
  context: async ({ context, hasTouch, javaScriptEnabled }, use) => {
    if (isFirefox) teach(context, { hasTouch, javaScriptEnabled });
    await use(context);
  },
  // The watch must be there before the page is.
  page: async ({ watch: _, page }, use) => use(page),
  app: async ({ page, sandbox, watch }, use) => use(new Console(page, sandbox, watch)),
});

export { expect } from "@playwright/test";
