// What the page is doing when it is attacked.

import { expect } from "@playwright/test";
import { type Fault, TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";
import type { Journey } from "./journey";

export type State = {
  name: string;
  /** The short form tries it too. */
  short: boolean;
  /** So many requests of the same kind go well before the one that meets the fault. */
  goodBefore: number;
  /** The request that meets the fault. */
  on: { method: string; path: string };
  /** Brings the page there; the next request of that kind will be the attacked one. */
  prepare: (journey: Journey) => Promise<void>;
  /** Does what sends it. */
  act: (journey: Journey) => Promise<void>;
  /** What follows, before the page is judged. */
  after?: (journey: Journey) => Promise<void>;
};

/** Nobody in the demo data is called so. */
export const NEW_USER = "press-gw-17";

const POST = { method: "POST" };
const CREATE = { method: "POST", path: TOKENS };

/** Lost, and no browser sends it again. */
const lost = (stored: boolean): Fault => ({ kind: "garbage", what: "html", stored });

export const STATES: State[] = [
  {
    name: "a create",
    short: true,
    goodBefore: 0,
    on: CREATE,
    prepare: ({ app }) => app.fillIn(),
    act: ({ app }) => app.createButton.click(),
  },
  {
    name: "a create after a lost one",
    short: true,
    goodBefore: 0,
    on: CREATE,
    prepare: async ({ app, sandbox }) => {
      await app.fillIn();
      await sandbox.fail(TOKENS, lost(false), POST);
      await app.createButton.click();
      await expect(app.notice(CLAIMS.notYet)).toBeVisible();
    },
    act: ({ app }) => app.createButton.click(),
  },
  {
    name: "a look after a lost create",
    short: false,
    goodBefore: 0,
    on: { method: "GET", path: TOKENS },
    prepare: ({ app, sandbox }) => app.fillIn().then(() => sandbox.fail(TOKENS, lost(true), POST)),
    act: ({ app }) => app.createButton.click(),
    after: async ({ app, sandbox }) => {
      await sandbox.forgetFaults();
      const again = app.page.getByRole("button", { name: "Look again" });
      if (await again.isVisible()) await again.click();
    },
  },
  {
    name: "a create while another tab does the same",
    short: false,
    goodBefore: 0,
    on: CREATE,
    prepare: async (journey) => {
      await journey.app.fillIn();
      await journey.inAnotherTab();
    },
    act: ({ app }) => app.createButton.click(),
  },
  {
    name: "a create, and then another tab does the same",
    short: true,
    goodBefore: 0,
    on: CREATE,
    prepare: ({ app }) => app.fillIn(),
    act: ({ app }) => app.createButton.click(),
    after: async (journey) => {
      await journey.inAnotherTab();
      const { page } = journey.app;
      const again = page.getByRole("button", { name: "Look again" });
      if (await again.isVisible()) await again.click();
    },
  },
  {
    name: "deleting the lost one and creating it anew",
    short: true,
    goodBefore: 0,
    on: { method: "DELETE", path: `${TOKENS}/*` },
    prepare: async ({ app, sandbox }) => {
      await app.fillIn();
      await sandbox.fail(TOKENS, lost(true), POST);
      await app.createButton.click();
      await expect(app.notice(CLAIMS.exists)).toBeVisible();
    },
    act: async ({ app }) => {
      const [id] = /[0-9a-f]{16}/.exec(await app.notice(CLAIMS.exists).innerText())!;
      await app.deleteAndCreateAgain(id);
      await expect(app.page.getByRole("button", { name: "Creating…" })).toBeHidden();
    },
  },
  {
    name: "creating a user and a token for them",
    short: true,
    goodBefore: 0,
    on: { method: "POST", path: "/api/v2/users" },
    prepare: async ({ app }) => {
      await app.openNewToken();
      await app.tick("Read", "weather");
      await app.page.getByRole("group", { name: "Owner" }).getByRole("radio", { name: "New user" }).check();
      await app.page.getByRole("textbox", { name: "Name of the new user" }).fill(NEW_USER);
    },
    act: ({ app }) => app.createButton.click(),
  },
  {
    name: "deactivating a token",
    short: true,
    goodBefore: 0,
    on: { method: "PATCH", path: `${TOKENS}/*` },
    prepare: (journey) => journey.open("spare gateway", "active", "inactive"),
    act: ({ app }) => app.page.getByRole("button", { name: "Deactivate", exact: true }).click(),
  },
  {
    name: "deleting a token",
    short: true,
    goodBefore: 0,
    on: { method: "DELETE", path: `${TOKENS}/*` },
    prepare: (journey) => journey.open("spare gateway", "inactive", "gone"),
    act: async ({ app }) => {
      await app.page.getByRole("button", { name: "Delete for good…" }).click();
      await app.question.getByRole("textbox", { name: "Name of the token" }).fill("spare gateway");
      await app.question.getByRole("button", { name: "Delete for good" }).click();
    },
  },
  {
    name: "a run of three",
    short: false,
    goodBefore: 1,
    on: CREATE,
    prepare: fillInThree,
    act: sendThree,
  },
  {
    name: "a run of three and its undo",
    short: true,
    goodBefore: 1,
    on: CREATE,
    prepare: fillInThree,
    act: sendThree,
    after: async ({ app }) => {
      const { page } = app;
      const undo = page.getByRole("dialog").getByRole("button", { name: "Undo…" });
      await expect(undo.or(app.notice(CLAIMS.refused))).toBeVisible();
      await undo.click();
      await page.getByRole("button", { name: /^Delete \d+ tokens?$/ }).click();
      await expect(page.getByRole("heading", { name: CLAIMS.undone })).toBeVisible();
    },
  },
  {
    name: "undoing a run of three",
    short: true,
    goodBefore: 0,
    on: { method: "DELETE", path: `${TOKENS}/*` },
    prepare: async (journey) => {
      await fillInThree(journey);
      await sendThree(journey);
      await expect(journey.app.page.getByRole("heading", { name: "Store these 3 tokens now" })).toBeVisible();
    },
    act: async ({ app }) => {
      await app.page.getByRole("dialog").getByRole("button", { name: "Undo…" }).click();
      await app.page.getByRole("button", { name: "Delete 3 tokens" }).click();
    },
    after: async ({ app }) => {
      const { undone, notUndone, undoOpen } = CLAIMS;
      const told = [undone, notUndone, undoOpen].map((name) => app.page.getByRole("heading", { name }));
      await expect(told.reduce((one, other) => one.or(other))).toBeVisible();
    },
  },
];

async function fillInThree({ app, sandbox }: Journey): Promise<void> {
  const { page } = app;
  await app.openNewToken();
  await app.tick("Read", "telemetry");
  await page.getByRole("radio", { name: "Several" }).check();
  await page.getByRole("textbox", { name: "Names" }).fill("gw-01\ngw-02\ngw-03");
  // The fault is for the second one.
  await sandbox.fail(TOKENS, { kind: "delay", ms: 1 }, POST);
}

async function sendThree({ app }: Journey): Promise<void> {
  await app.page.getByRole("button", { name: "Create 3 tokens" }).click();
}
