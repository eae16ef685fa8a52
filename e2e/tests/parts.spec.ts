// What is loaded when it is first wanted: it can fail to come, and then nothing else is lost.

import { PART, PartFiles } from "../support/parts";
import { expect, test } from "../support/test";

for (const [manner, answer] of [
  ["the connection is lost", "lost"],
  ["the server has a newer console", "gone"],
] as const) {
  test(`a part that does not come because ${manner} is told, and asked for again`, async ({ app, page, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(404);
    await app.open();
    const files = new PartFiles(page);
    await app.signInWithToken();
    // The form is a part as well; it asks for this one once it is shown.
    await files.haveCome();
    await page.route(PART, (route) => (answer === "lost" ? route.abort() : route.fulfill({ status: 404, body: "" })));
    await app.openNewToken();
    await page.getByLabel("Description").fill("for the pump house");
    await page.getByRole("button", { name: /^Paste a command/ }).click();
    const notice = page.getByRole("alert").filter({ hasText: "Loading the reader of pasted texts failed" });
    await expect(notice).toContainText("try again");
    await page.unroute(PART);
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("dialog").getByLabel("Your text")).toBeFocused();
    await expect(notice).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Description")).toHaveValue("for the pump house");
  });
}

test("the form that does not come is told, and takes the focus when it came", async ({ app, page, watch }) => {
  watch.allowLostAnswers();
  await app.open();
  // What it takes to start is there, and nothing more comes.
  await page.route(PART, (route) => route.abort());
  await app.signInWithToken();
  await page.getByRole("main").getByRole("link", { name: "New token" }).click();
  const notice = page.getByRole("alert").filter({ hasText: "Loading the form failed" });
  await expect(notice).toContainText("try again");
  await page.unroute(PART);
  await notice.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New token" })).toBeFocused();
  await expect(notice).toBeHidden();
});

test("the form is loaded before anybody goes there", async ({ app, page, watch }) => {
  watch.allowLostAnswers();
  await app.open();
  const files = new PartFiles(page);
  await app.signInWithToken();
  await files.haveCome();
  await page.route(PART, (route) => route.abort());
  await page.getByRole("main").getByRole("link", { name: "New token" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New token" })).toBeFocused();
});

test("a part that is cut off at its first bytes is asked for again, and tells no error", async ({ app, page }) => {
  await app.open();
  const files = new PartFiles(page);
  // The bytes and the end come in one turn: what has just read the bytes finds the file cut off already.
  await page.evaluate(() => {
    const fetch = window.fetch;
    window.fetch = async (address, options) => {
      const answer = await fetch(address, options);
      if (!answer.url.endsWith(".bin") || options?.cache === "reload") return answer;
      const bytes = new Uint8Array(await answer.arrayBuffer()).subarray(0, 100);
      const source: UnderlyingDefaultSource<Uint8Array> = {
        pull(controller) {
          controller.enqueue(bytes);
          controller.error(new TypeError("Error in input stream"));
        },
      };
      // Nothing is pulled before it is read: what waits in a stream that fails is lost.
      const body = new ReadableStream(source, { highWaterMark: 0 });
      return new Response(body, { headers: answer.headers });
    };
  });
  await app.signInWithToken();
  await files.haveCome();
  await app.openNewToken();
  await expect(page.getByRole("heading", { level: 1, name: "New token" })).toBeVisible();
});

for (const [place, what, heading] of [
  ["owners", "the page of owners", "Owners"],
  ["v1-credentials", "1.x credentials", "1.x credentials"],
  ["hashing", "this page", "Ready for hashing"],
] as const) {
  test(`the screen #/${place} that does not come is told, and asked for again`, async ({ app, page, watch }) => {
    watch.allowLostAnswers();
    await app.signInWithToken();
    await expect(app.list).toBeVisible();
    await page.route(PART, (route) => route.abort());
    await page.goto(`#/${place}`);
    const notice = page.getByRole("alert").filter({ hasText: `Loading ${what} failed` });
    await expect(notice).toBeVisible();
    await page.unroute(PART);
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(notice).toBeHidden();
  });
}
