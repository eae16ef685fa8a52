// A request that is held back on its way, so that a test can do something else before its answer comes.

import type { Page } from "@playwright/test";

export type Gate = {
  /** Fulfilled when the request has left the page. */
  arrived: Promise<void>;
  /** Lets it, and all later ones, go on. */
  open: () => void;
};

/** What is answered in the place of the server. */
type Refusal = { status: number; json: object };

/**
 * Holds back the next requests for a path. With a refusal the server never sees the first of them: that one is refused,
 * and none that somebody else sends meanwhile can take the refusal in its place.
 */
export async function gate(page: Page, method: string, path: string, refusal?: Refusal): Promise<Gate> {
  let refused = false;
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      if (route.request().method() !== method) return route.continue();
      const answer = refused ? undefined : refusal;
      refused = true;
      arrive();
      await opened;
      await (answer ? route.fulfill(answer) : route.continue());
    },
  );
  return { arrived, open };
}
