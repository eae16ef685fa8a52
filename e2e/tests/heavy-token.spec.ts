// One token may hold as many permissions as a server stores: the page must not notice.

import { expect, test } from "../support/test";

const MANY = 100_000;

/** How long the page may be deaf, in milliseconds: nothing that grows with the square of the permissions fits in. */
const DEAF = 20_000;

test("a token with a hundred thousand permissions is listed, found, opened and copied at once", async ({ app, page, sandbox }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const orgID = await sandbox.org("brackwater-plants");
  const permissions = Array.from({ length: MANY / 2 }, (_, number) => {
    const type = number % 2 ? "buckets" : "tasks";
    const resource = { type, id: (0x0f00000000000000n + BigInt(number)).toString(16).padStart(16, "0"), orgID };
    return [{ action: "read" as const, resource }, { action: "write" as const, resource }];
  }).flat();
  const { id } = await sandbox.make("the heavy one", permissions);
  await page.addInitScript(() => {
    const window = globalThis as any;
    window.deaf = [];
    new PerformanceObserver((list) => window.deaf.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: "longtask" });
  });
  const deaf = async (what: string) => {
    const tasks: number[] = await page.evaluate(() => (globalThis as any).deaf.splice(0));
    if (process.env.FIGURES) console.log(what, tasks.join(" "));
    expect(Math.max(0, ...tasks), what).toBeLessThan(DEAF);
  };
  await app.signInWithToken();
  await expect(app.row(id)).toBeVisible();
  await deaf("while the list is drawn");
  await page.getByRole("searchbox").or(page.getByRole("combobox", { name: /search|filter/i })).first().fill("heavy one");
  await expect(page.getByText(/^1 of \d+ matches$/)).toBeVisible();
  await deaf("while it is searched for");
  await app.row(id).getByRole("rowheader").click();
  await expect(page.getByText("100,000 permissions, fixed since creation")).toBeVisible();
  await deaf("while it is opened");
  for (const form of ["JSON", "curl"]) {
    await page.getByRole("tab", { name: form }).click();
    const text = page.getByRole("region", { name: `The token as ${form}` });
    expect((await text.innerText()).length, "what is read is short").toBeLessThan(100_000);
    await deaf(`while it is shown as ${form}`);
  }
  await expect(page.getByText("The first 200 permissions are shown. Copy takes all 100,000.")).toBeVisible();
  await page.getByRole("button", { name: "Copy (curl)" }).click();
  await expect(page.getByText("Copied.", { exact: true }).first()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.match(/"action"/g)).toHaveLength(MANY);
  await deaf("while it is copied");
  await page.getByRole("button", { name: "Clone" }).last().click();
  await expect(page.getByRole("heading", { name: "New token" })).toBeVisible();
  await deaf("while it is cloned");
});
