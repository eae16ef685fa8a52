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

type Held = {
  /** The server never sees the first one: that is refused, and none that somebody else sends meanwhile in its place. */
  refusal?: Refusal;
  /** Only the first one is held back. */
  once?: boolean;
};

/** Holds back the next requests for a path; one that ends with a slash stands for all below it. */
export async function gate(page: Page, method: string, path: string, { refusal, once = false }: Held = {}): Promise<Gate> {
  let came = false;
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(
    (url) => (path.endsWith("/") ? url.pathname.startsWith(path) : url.pathname === path),
    async (route) => {
      if (route.request().method() !== method || (once && came)) return route.continue();
      const answer = came ? undefined : refusal;
      came = true;
      arrive();
      await opened;
      await (answer ? route.fulfill(answer) : route.continue());
    },
  );
  return { arrived, open };
}
