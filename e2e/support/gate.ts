// A request that is held back on its way, so that a test can do something else before its answer comes.

import type { Page } from "@playwright/test";

export type Gate = {
  /** Fulfilled when the request has left the page. */
  arrived: Promise<void>;
  /** Lets it, and all later ones, go on. */
  open: () => void;
};

/** Holds back the next requests for a path. */
export async function gate(page: Page, method: string, path: string): Promise<Gate> {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      if (route.request().method() === method) {
        arrive();
        await opened;
      }
      await route.continue();
    },
  );
  return { arrived, open };
}
