// For whom a token is made: oneself, somebody else, or a user who does not exist yet.

import type { Locator } from "@playwright/test";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { type Console, STORIES } from "../support/console";
import { grants, type Sandbox, type Stored, TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";

const USERS = "/api/v2/users";

const kind = (app: Console, name: string | RegExp): Locator => app.page.getByRole("group", { name: "Owner" }).getByRole("radio", { name });
const search = (app: Console): Locator => app.page.getByRole("combobox", { name: "User who owns the token" });
const users = (app: Console): Locator => app.page.getByRole("listbox", { name: "Matching users" }).getByRole("option");
const newName = (app: Console): Locator => app.page.getByRole("textbox", { name: "Name of the new user" });

async function stored(sandbox: Sandbox, id: string): Promise<Stored> {
  return (await sandbox.state()).authorizations.find((token) => token.id === id)!;
}

/** Everything but the owner is filled in. */
async function start(app: Console, token?: string): Promise<void> {
  await app.signInWithToken(token);
  await app.openNewToken();
  await app.tick("Read", "weather");
}

async function chooseUser(app: Console, name: string): Promise<void> {
  await kind(app, "Another user").check();
  await search(app).fill(name);
  await users(app).filter({ hasText: name }).click();
  await expect(search(app)).toHaveValue(name);
}

async function nameUser(app: Console, name: string): Promise<void> {
  await kind(app, "New user").check();
  await newName(app).fill(name);
}

for (const [profile, flags] of [
  ["the newest server", []],
  ["InfluxDB 2.7", ["--profile", "oss-2.7"]],
] as const) {
  test.describe(`on ${profile}`, () => {
    test.use({ flags: [...flags] });

    test("another user is found and chosen by keyboard, and owns the token", async ({ app, page, sandbox }) => {
      await start(app);
      await kind(app, /^Me/).focus();
      await page.keyboard.press("ArrowRight");
      await app.tabTo(search(app));
      await page.keyboard.type("svc-");
      await expect(users(app)).toHaveCount(2);
      await page.keyboard.press("ArrowDown");
      await expect(users(app).last()).toHaveAttribute("aria-selected", "true");
      await expect(users(app).last()).toContainText("svc-telegraf");
      await expectAccessible(page);
      await page.keyboard.press("Enter");
      await expect(search(app)).toHaveValue("svc-telegraf");
      await expect(page.getByRole("listbox", { name: "Matching users" })).toBeHidden();
      await expect(app.review).toContainText("svc-telegraf gets a token");
      const token = await stored(sandbox, (await app.create()).id);
      expect(token.userID).toBe(await sandbox.userId("svc-telegraf"));
    });

    test("a new user is made on the way, and owns the token", async ({ app, page, sandbox }) => {
      await start(app);
      await nameUser(app, "press-gw-07");
      await expectAccessible(page);
      await expect(app.review).toContainText("The new user press-gw-07 gets a token");
      const token = await stored(sandbox, (await app.create()).id);
      await expect(app.dialog).toContainText("The user press-gw-07 was created for it.");
      expect(token.userID).toBe(await sandbox.userId("press-gw-07"));
      expect(await sandbox.asked(`POST ${USERS}`)).toBe(1);
      await expectAccessible(page);
    });

    test("a name that is taken leads to the user who has it", async ({ app, page, sandbox, watch }) => {
      watch.allowStatus(422);
      await start(app);
      await nameUser(app, "svc-grafana");
      await expect(page.getByText("svc-grafana exists already")).toBeVisible();
      await expect(app.review).toContainText("svc-grafana, who exists already, gets a token");
      const token = await stored(sandbox, (await app.create()).id);
      await expect(app.dialog).toContainText("The user svc-grafana existed already");
      expect(token.userID).toBe(await sandbox.userId("svc-grafana"));
      expect((await sandbox.state()).users.filter(({ name }) => name === "svc-grafana")).toHaveLength(1);
    });
  });
}

test("a user who was created meanwhile is found when another user is chosen again", async ({ app, page, sandbox }) => {
  await app.signInWithToken();
  await app.openNewToken();
  await page.getByRole("radio", { name: "Another user" }).check();
  const field = page.getByRole("combobox", { name: "User who owns the token" });
  await field.fill("svc-late");
  await expect(page.getByText("No user matches.")).toBeVisible();
  await sandbox.api("POST", USERS, { name: "svc-late" });
  await page.getByRole("radio", { name: /^Me, / }).check();
  await page.getByRole("radio", { name: "Another user" }).check();
  await field.fill("svc-late");
  await expect(page.getByRole("option", { name: /^svc-late/ })).toBeVisible();
});

test.describe("all access", () => {
  test("follows the owner, whichever was chosen first", async ({ app, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await app.startFrom("All access");
    await chooseUser(app, "jonas.feld");
    await expect(app.description).toHaveAttribute("placeholder", `All access to ${STORIES}`);
    const token = await stored(sandbox, (await app.create()).id);
    const example = (await sandbox.state()).authorizations.find(({ description }) => description === "jonas.feld: everything in the plants")!;
    expect(grants(token.permissions)).toEqual(grants(example.permissions));
  });

  test("of a new user is complete when that user exists", async ({ app, page, sandbox }) => {
    await app.signInWithToken();
    await app.openNewToken();
    await nameUser(app, "plant-admin");
    await app.startFrom("All access");
    await expect(page.getByText("are added after the user is created")).toBeVisible();
    await expect(app.description).toHaveAttribute("placeholder", `All access to ${STORIES}`);
    const token = await stored(sandbox, (await app.create()).id);
    const [user, jonas] = [await sandbox.userId("plant-admin"), await sandbox.userId("jonas.feld")];
    const example = (await sandbox.state()).authorizations.find(({ description }) => description === "jonas.feld: everything in the plants")!;
    const expected = grants(example.permissions).map((line) => line.replace(jonas, user));
    expect(grants(token.permissions)).toEqual(expected.sort());
    expect(token.description).toBe(`All access to ${STORIES}`);
  });
});

test.describe("rights on users", () => {
  const limit = async (app: Console, name: string): Promise<void> =>
    (await app.warning("Applies in every organization")).getByRole("button", { name, exact: true }).click();
  const onUsers = (token: Stored): string[] => grants(token.permissions).filter((line) => line.includes(" users "));

  test.beforeEach(async ({ app }) => {
    await app.signInWithToken();
    await app.openNewToken();
  });

  test("in every organization are limited to the owner, not to whoever limits them", async ({ app, page, sandbox }) => {
    await app.startFrom("Operator");
    await chooseUser(app, "svc-telegraf");
    await limit(app, "Limit to this organization");
    const token = await stored(sandbox, (await app.create()).id);
    const owner = await sandbox.userId("svc-telegraf");
    expect(onUsers(token)).toEqual([`read users ${owner} everywhere`, `write users ${owner} everywhere`]);
  });

  test("are left out in words for an owner who does not exist yet", async ({ app, page, sandbox }) => {
    await app.startFrom("Operator");
    await nameUser(app, "press-gw-12");
    await limit(app, "Limit to this organization, without permissions on users");
    const token = await stored(sandbox, (await app.create()).id);
    expect(token.userID).toBe(await sandbox.userId("press-gw-12"));
    expect(onUsers(token)).toEqual([]);
    expect(token.permissions.length).toBeGreaterThan(30);
  });

  test("go over from the owner of a copied token to the owner that is chosen, and the page says so", async ({ app, page, sandbox }) => {
    const original = (await sandbox.state()).authorizations.find(({ description }) => description === "jonas.feld: everything in the plants")!;
    await page.getByRole("button", { name: "Clone a token", exact: true }).click();
    await page.getByRole("combobox", { name: "Token to clone" }).fill("everything in the plants");
    await page.keyboard.press("Enter");
    await expect(search(app)).toHaveValue("jonas.feld");
    await search(app).fill("svc-telegraf");
    await users(app).filter({ hasText: "svc-telegraf" }).click();
    await expect(page.getByText("Permissions on the former owner’s own user are permissions on svc-telegraf now.")).toBeVisible();
    await expectAccessible(page);
    const token = await stored(sandbox, (await app.create()).id);
    const [jonas, owner] = [await sandbox.userId("jonas.feld"), await sandbox.userId("svc-telegraf")];
    expect(grants(token.permissions)).toEqual(grants(original.permissions).map((line) => line.replace(jonas, owner)).sort());
  });

  test("wait for a new user, and can be left out", async ({ app, page, sandbox }) => {
    await app.startFrom("All access");
    await nameUser(app, "press-gw-13");
    await page.getByRole("button", { name: "Remove them" }).click();
    await expect(page.getByText("are added after the user is created")).toBeHidden();
    expect(onUsers(await stored(sandbox, (await app.create()).id))).toEqual([]);
  });
});

test.describe("a form without an owner is not sent", () => {
  test("when another user is wanted and none is chosen", async ({ app, page, sandbox }) => {
    await start(app);
    await kind(app, "Another user").check();
    await search(app).fill("svc-telegraf");
    await app.createButton.click();
    await expect(page.getByRole("alert")).toContainText("Choose the user who shall own it.");
    await expect(search(app)).toBeFocused();
    await expectAccessible(page);
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
  });

  test("when a new user has no name", async ({ app, page, sandbox }) => {
    await start(app);
    await kind(app, "New user").check();
    await app.createButton.click();
    await expect(page.getByRole("alert")).toContainText("The new user has no name yet.");
    await expect(newName(app)).toBeFocused();
    expect(await sandbox.asked(`POST ${USERS}`)).toBe(0);
  });
});

test.describe("nothing is made twice", () => {
  test("when the server makes the user and refuses the token", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(400);
    await start(app);
    await nameUser(app, "press-gw-08");
    const words = { code: "invalid", message: "unable to create token" };
    await sandbox.fail(TOKENS, { kind: "status", status: 400, ...words }, { method: "POST" });
    await app.createButton.click();
    await expect(page.getByRole("alert")).toContainText("The user press-gw-08 was created; the token was not.");
    await expect(kind(app, "Another user")).toBeChecked();
    await expect(search(app)).toHaveValue("press-gw-08");
    await expectAccessible(page);
    const token = await stored(sandbox, (await app.create()).id);
    expect(token.userID).toBe(await sandbox.userId("press-gw-08"));
    expect(await sandbox.asked(`POST ${USERS}`)).toBe(1);
  });

  test("when the answer about the user is lost after the user was made", async ({ app, sandbox, watch }) => {
    watch.allowLostAnswers();
    await start(app);
    await nameUser(app, "press-gw-09");
    await sandbox.fail(USERS, { kind: "cut", when: "after" }, { method: "POST" });
    const token = await stored(sandbox, (await app.create()).id);
    expect(token.userID).toBe(await sandbox.userId("press-gw-09"));
    expect(await sandbox.asked(`POST ${USERS}`), "it is not sent again by itself").toBe(1);
  });

  test("when it is lost before, and the person sends the form again", async ({ app, page, sandbox, watch }) => {
    watch.allowLostAnswers();
    watch.allowStatus(404);
    await start(app);
    await nameUser(app, "press-gw-10");
    await sandbox.fail(USERS, { kind: "cut", when: "before" }, { method: "POST" });
    await app.createButton.click();
    await expect(page.getByRole("alert")).toContainText("No token was created");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
    await app.create();
    expect((await sandbox.state()).users.filter(({ name }) => name === "press-gw-10")).toHaveLength(1);
  });

  test("when the server lets nobody make users", async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await start(app);
    await nameUser(app, "press-gw-11");
    await sandbox.fail(USERS, { kind: "status", status: 401, code: "unauthorized", message: "write:users is unauthorized" }, { method: "POST" });
    await app.createButton.click();
    await expect(page.getByRole("alert")).toContainText(CLAIMS.userNotCreated);
    await expect(newName(app)).toHaveValue("press-gw-11");
    expect(await sandbox.asked(`POST ${TOKENS}`)).toBe(0);
  });
});

test("what only the server knows is not locked: it says what it will ask for, and refuses", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(400, 401);
  const all = (await sandbox.state()).authorizations.find(({ description }) => description === "all access for the setup scripts")!;
  const { token } = await sandbox.make("all access", all.permissions);
  const before = (await sandbox.state()).authorizations.length;
  await start(app, token);
  await kind(app, "Another user").check();
  await expect(page.getByText("The server shows your credential no other user")).toBeVisible();
  await nameUser(app, "press-gw-15");
  await expect(page.getByText("The server asks for Write on all users.")).toBeVisible();
  await expectAccessible(page);
  await app.createButton.click();
  await expect(page.getByRole("alert")).toContainText(CLAIMS.userNotCreated);
  expect((await sandbox.state()).authorizations).toHaveLength(before);
  await kind(app, /^Me/).check();
  expect((await stored(sandbox, (await app.create()).id)).userID).toBe(await sandbox.userId(sandbox.user));
});

test("all access and a little more makes tokens for others, although it is no operator", async ({ app, sandbox, watch }) => {
  watch.allowStatus(400, 401);
  const all = (await sandbox.state()).authorizations.find(({ description }) => description === "all access for the setup scripts")!;
  const users = (["read", "write"] as const).map((action) => ({ action, resource: { type: "users" } }));
  await start(app, (await sandbox.make("all access and all users", [...all.permissions, ...users])).token);
  await chooseUser(app, "svc-telegraf");
  expect((await stored(sandbox, (await app.create()).id)).userID).toBe(await sandbox.userId("svc-telegraf"));
});

test("a token can be made that waits to be activated", async ({ app, page, sandbox }) => {
  await start(app);
  await page.getByRole("group", { name: "Status" }).getByRole("radio", { name: "Inactive" }).check();
  expect((await stored(sandbox, (await app.create()).id)).status).toBe("inactive");
  await expect(app.dialog).toContainText("is inactive until you activate it.");
});

test("an inactive user is known as one", async ({ app, page }) => {
  await start(app);
  await kind(app, "Another user").check();
  await search(app).fill("lindqvist");
  await expect(users(app)).toContainText("inactive");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This user is inactive: the token works only after the user is activated.")).toBeVisible();
});

test("a list of users that cannot be fetched says why and can be loaded again", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(500);
  // The list of tokens asks for the users first, for their status.
  await sandbox.fail(USERS, { kind: "status", status: 500, message: "disk full" }, { times: 99 });
  await start(app);
  await kind(app, "Another user").check();
  const notice = app.notice("The users could not be loaded");
  await expect(notice).toContainText("disk full");
  await expectAccessible(page);
  await sandbox.forgetFaults();
  await notice.getByRole("button", { name: "Load again" }).click();
  await expect(search(app)).toBeVisible();
});
