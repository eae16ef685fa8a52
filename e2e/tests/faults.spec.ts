// Every request of the journey, met by every fault: each ends in a state with a name, and the next try works.
//
// What can happen to the create and to what follows a lost answer has files of its own: `create-once.spec.ts` and
// `create-faults.spec.ts`.

import { ELSEWHERE, STORIES } from "../support/console";
import { expect, test } from "../support/test";
import { FAULTS, type Kind } from "../support/faults";
import { passTenSeconds } from "../support/silence";
import { type Connections, TOKENS } from "../support/sandbox";

const SIGN_IN: Record<Kind, RegExp> = {
  unreachable: /The server can't be reached/,
  silent: /The server did not answer/,
  foreign: /This is not InfluxDB/,
  ended: /does not know this token|Signing in failed/,
  refused: /Signing in failed|cannot manage tokens/,
  failed: /Signing in failed/,
  unready: /The server is not ready/,
};

const LIST: Record<Kind, RegExp> = {
  unreachable: /The server can't be reached/,
  silent: /The server did not answer/,
  foreign: /The answer is not a list of tokens/,
  ended: /Your session ended/,
  refused: /This credential may not list tokens/,
  failed: /The list could not be loaded/,
  unready: /The list could not be loaded/,
};

const OBJECTS: Record<Kind, RegExp> = {
  unreachable: /can't be reached|broke off/,
  silent: /silent for 10 seconds/,
  foreign: /A web page answered|could not be understood/,
  ended: /Your session ended/,
  refused: /refused/,
  failed: /could not be loaded/,
  unready: /not ready/,
};

/** Connections differ in what becomes of a request that is cut; an answer is the same on each of them. */
const faultsOn = (connections: Connections) => FAULTS.filter(([, fault]) => connections === "closed" || fault.kind === "cut");

test.beforeEach(async ({ page, watch }) => {
  watch.allowLostAnswers();
  watch.allowStatus(400, 401, 403, 404, 429, 500, 502, 503);
  await page.clock.install();
});

for (const request of ["/api/v2/me", "/api/v2/orgs", "/api/v2/resources"]) {
  test(`signing in tells what happened to ${request}`, async ({ app, connections, page, sandbox }) => {
    test.slow();
    await app.open();
    for (const [how, fault, kind] of faultsOn(connections)) {
      await test.step(how, async () => {
        await sandbox.fail(request, fault);
        const asked = await sandbox.asked(`GET ${request}`);
        await app.tryToken(sandbox.token);
        if (kind === "silent") await passTenSeconds(page, sandbox, `GET ${request}`, asked);
        await expect(page.getByRole("alert")).toContainText(SIGN_IN[kind]);
        await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
        await sandbox.forgetFaults();
        await page.keyboard.press("Enter");
        await expect(app.account, "the next try works").toBeVisible();
        await app.signOut();
      });
    }
  });
}

test("signing in goes on when only the rights can't be found out, and leaves nothing behind", async ({ app, connections, page, sandbox }) => {
  test.slow();
  const before = (await sandbox.state()).authorizations.length;
  await app.open();
  for (const [how, fault, kind] of faultsOn(connections)) {
    await test.step(how, async () => {
      await sandbox.fail("/api/v2/config", fault);
      const asked = await sandbox.asked("GET /api/v2/config");
      await app.tryToken(sandbox.token);
      if (kind === "silent") await passTenSeconds(page, sandbox, "GET /api/v2/config", asked);
      await expect(app.account).toBeVisible();
      expect((await sandbox.state()).authorizations).toHaveLength(before);
      await sandbox.forgetFaults();
      await app.signOut();
    });
  }
});

test("the list tells what happened to it", async ({ app, connections, page, sandbox }) => {
  test.slow();
  await app.signInWithToken();
  for (const [how, fault, kind] of faultsOn(connections)) {
    await test.step(how, async () => {
      await expect(app.list).toBeVisible();
      await sandbox.fail(TOKENS, fault, { method: "GET" });
      const asked = await sandbox.asked(`GET ${TOKENS}`);
      // The list of another organization is the first one that is asked for there.
      const here = await app.organization.getAttribute("aria-label");
      await app.goTo(here?.includes(STORIES) ? ELSEWHERE : STORIES);
      if (kind === "silent") await passTenSeconds(page, sandbox, `GET ${TOKENS}`, asked);
      await expect(app.main).toContainText(LIST[kind]);
      await sandbox.forgetFaults();
      if (kind === "ended") await app.signInWithToken();
      else await page.getByRole("button", { name: "Try again" }).click();
    });
  }
});

test("a list that can't be loaded again stays, and says why", async ({ app, connections, page, sandbox }) => {
  test.slow();
  await app.signInWithToken();
  for (const [how, fault, kind] of faultsOn(connections)) {
    await test.step(how, async () => {
      await expect(app.list).toBeVisible();
      await sandbox.fail(TOKENS, fault, { method: "GET" });
      const asked = await sandbox.asked(`GET ${TOKENS}`);
      await page.getByRole("button", { name: "Load the list again" }).click();
      if (kind === "silent") await passTenSeconds(page, sandbox, `GET ${TOKENS}`, asked);
      if (kind === "ended") {
        await expect(app.main).toContainText(LIST.ended);
        await sandbox.forgetFaults();
        return app.signInWithToken();
      }
      const stale = page.getByRole("alert").filter({ hasText: "could not be loaded again" });
      await expect(stale).toBeVisible();
      await expect(app.list).toBeVisible();
      await sandbox.forgetFaults();
      const before = await sandbox.asked(`GET ${TOKENS}`);
      await stale.getByRole("button", { name: "Try again" }).click();
      // The next fault is for the next list.
      await expect.poll(() => sandbox.asked(`GET ${TOKENS}`)).toBeGreaterThan(before);
      await expect(stale).toHaveCount(0);
    });
  }
});

test("the matrix tells what happened to its objects", async ({ app, connections, page, sandbox }) => {
  test.slow();
  await app.signInWithToken();
  for (const [how, fault, kind] of faultsOn(connections)) {
    await test.step(how, async () => {
      await app.main.getByRole("link", { name: "New token" }).click();
      await app.typesAreCounted();
      await sandbox.fail("/api/v2/dashboards", fault);
      const asked = await sandbox.asked("GET /api/v2/dashboards");
      await app.openType("Dashboards");
      if (kind === "silent") await passTenSeconds(page, sandbox, "GET /api/v2/dashboards", asked);
      await expect(app.main).toContainText(OBJECTS[kind]);
      await sandbox.forgetFaults();
      if (kind === "ended") await app.signInWithToken();
      else await page.getByRole("button", { name: "Load again" }).click();
      if (kind === "ended") await app.openType("Dashboards");
      await expect(page.getByRole("grid", { name: /Dashboards/ })).toBeVisible();
      // A new session looks at everything anew.
      await page.reload();
      await app.signInWithToken();
      await app.goToList();
    });
  }
});
