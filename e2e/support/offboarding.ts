// A user who leaves, and the page on which that is planned and done.

import { expect } from "@playwright/test";
import type { Console } from "./console";
import { type Permission, type Sandbox, type Stored, TOKENS } from "./sandbox";

export const USERS = "/api/v2/users";
const PLANTS = "brackwater-plants";

export type Leaver = { user: string; to: string; reader: string; writer: string; signsIn: string; off: string };

/** A user with two tokens of programs, one to sign in with, and one that was switched off. */
export async function leaver(sandbox: Sandbox, name = "press.operator"): Promise<Leaver> {
  const orgID = await sandbox.org(PLANTS);
  const { id: user } = await sandbox.api("POST", USERS, { name });
  const bucket = async (action: "read" | "write", of: string): Promise<Permission> => ({
    action,
    resource: { type: "buckets", id: await sandbox.bucket(of), orgID },
  });
  const make = async (text: string, permissions: Permission[]) => (await sandbox.make(text, permissions, { userID: user })).id;
  const reader = await make("press reader", [await bucket("read", "plant-a/alarms")]);
  const own: Permission[] = [{ action: "read", resource: { type: "users", id: user } }];
  const writer = await make("press writer (review by 2027-05-01)", [await bucket("write", "plant-a/metrics"), ...own]);
  const mints: Permission[] = [
    { action: "write", resource: { type: "users", id: user } },
    { action: "write", resource: { type: "authorizations", orgID } },
  ];
  const signsIn = await make("console of press.operator", mints);
  const off = await make("press import", [await bucket("read", "plant-a/alarms")]);
  await sandbox.api("PATCH", `${TOKENS}/${off}`, { status: "inactive" });
  return { user, to: await sandbox.userId("svc-telegraf"), reader, writer, signsIn, off };
}

export const stored = async (sandbox: Sandbox, id: string) => (await sandbox.state()).authorizations.find((one) => one.id === id);
export const statusOf = async (sandbox: Sandbox, user: string) => (await sandbox.state()).users.find(({ id }) => id === user)?.status;

/** Another user's token in the place of the reader, as an offboarding creates it. */
export async function replaceReader(sandbox: Sandbox, old: Leaver): Promise<string> {
  const { permissions } = (await stored(sandbox, old.reader))!;
  return (await sandbox.make(`press reader (replaces ${old.reader})`, permissions, { userID: old.to })).id;
}

export async function successors(sandbox: Sandbox, old: string): Promise<Stored[]> {
  return (await sandbox.state()).authorizations.filter(({ description }) => description.endsWith(`(replaces ${old})`));
}

export class Offboarding {
  constructor(
    readonly app: Console,
    readonly user: string,
  ) {}

  get page() {
    return this.app.page;
  }

  async open() {
    await this.app.signInWithToken();
    await this.page.goto(`#/owners/${this.user}/offboard`);
    await expect(this.page.getByRole("heading", { level: 1, name: /^Offboard/ })).toBeVisible();
  }

  async chooseOwner(name = "svc-telegraf") {
    await this.page.getByRole("combobox", { name: "Owner of the new tokens" }).fill(name);
    await this.page.getByRole("option", { name: new RegExp(`^${name}`) }).click();
  }

  numbers() {
    return this.page.getByRole("region", { name: "What will happen" });
  }

  row(id: string) {
    return this.page.getByRole("row").filter({ hasText: id });
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name });
  }

  /** By key, as one can a button that says why it does nothing. */
  async press(name: string) {
    await this.button(name).focus();
    await this.page.keyboard.press("Enter");
  }

  /** Sends the creates, and stores what came of them. */
  async issueAnew(button: string, created: number) {
    await this.button(button).click();
    const dialog = this.page.getByRole("dialog");
    const title = created === 1 ? "Store this token now" : `Store these ${created} tokens now`;
    await expect(dialog.getByRole("heading", { name: title })).toBeVisible();
    await this.putAway();
  }

  async putAway() {
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: /^I have stored th/ }).check();
    await dialog.getByRole("button", { name: /^(Done|Close)$/ }).click();
    await expect(dialog).toBeHidden();
  }

  async switchOver() {
    await this.page.getByRole("checkbox", { name: "Every program uses its new secret" }).check();
  }

  /** Lets all stop and has the user deleted. */
  async planToDelete() {
    await this.open();
    await this.button("Let all stop").click();
    await this.page.getByRole("radio", { name: /^Delete/ }).check();
  }

  async confirmDeletion(name = "press.operator") {
    await this.button("Finish: delete the user…").click();
    await this.typeName(name);
  }

  async typeName(name: string) {
    const question = this.page.getByRole("alertdialog", { name: "Delete this user and every token of it?" });
    await question.getByRole("textbox", { name: "Name of the user" }).fill(name);
    await question.getByRole("button", { name: "Delete for good" }).click();
  }
}
