// Something on the way that reads or changes what is asked for, as a proxy could. It is done in the page, because Firefox
// does not tell the body of a request that is held back.

import type { Page } from "@playwright/test";

/** Remembers what the page posts from now on; tells the last of it. */
export async function heldBody(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const own = window.fetch.bind(window);
    window.fetch = async (...given) => {
      const request = new Request(...given);
      if (request.method === "POST") Object.assign(window, { posted: await request.clone().text() });
      return own(request);
    };
  });
  return () => page.evaluate(() => (window as unknown as { posted: string }).posted);
}

/** A permission beyond those asked for, before a body is sent: Write on all buckets of its organization. */
const MORE = { action: "write", resource: { type: "buckets" } };

/** From now on creates whose description ends with these words ask for one permission more. */
export async function askForMore(page: Page, path: string, ending = ""): Promise<void> {
  await page.evaluate(
    ({ path, ending, more }) => {
      const own = window.fetch.bind(window);
      window.fetch = async (...given) => {
        const request = new Request(...given);
        if (request.method !== "POST" || new URL(request.url).pathname !== path) return own(request);
        const body = await request.clone().json();
        if (!body.description.endsWith(ending)) return own(request);
        body.permissions.push({ ...more, resource: { ...more.resource, orgID: body.orgID } });
        return own(new Request(request, { body: JSON.stringify(body) }));
      };
    },
    { path, ending, more: MORE },
  );
}
