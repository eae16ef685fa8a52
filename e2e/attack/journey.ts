// One page under attack: what it says, and what the server holds.

import { expect } from "@playwright/test";
import type { Console } from "../support/console";
import { type Fault, type Made, type Sandbox, type Stored, TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";
import { NEW_USER } from "./states";
import { type Changed, type Claim, type Held, lie, type Told } from "./verdict";

/** What the page may need until it tells the truth, where no clock has to be moved. */
const PATIENCE = 5_000;

/** When the page looks again by itself, with some room; the last one is longer than any look is late. */
const LOOKS = [6_000, 16_000, 61_000];

export class Journey {
  private readonly given: string[] = [];
  private readonly theirs: string[] = [];
  private wasShown = false;
  private changes?: { id: string; wanted: Changed["wanted"]; late: boolean };

  private constructor(
    readonly app: Console,
    readonly sandbox: Sandbox,
    private readonly before: Set<string>,
  ) {
    app.page.on("response", async (answer) => {
      if (answer.request().method() !== "POST" || !answer.url().endsWith(TOKENS) || answer.status() !== 201) return;
      const { id } = (await answer.json().catch(() => ({}))) as { id?: string };
      if (id) this.given.push(id);
    });
  }

  static async begin(app: Console): Promise<Journey> {
    await app.signInWithToken();
    return new Journey(app, app.sandbox, new Set((await app.sandbox.state()).authorizations.map(({ id }) => id)));
  }

  /** The same person creates what the form of `fillIn` asks for, in another tab. */
  async inAnotherTab(): Promise<Made> {
    const orgID = await this.sandbox.org("brackwater-plants");
    const [read, write] = [await this.sandbox.bucket("_monitoring"), await this.sandbox.bucket("_tasks")];
    const made = await this.sandbox.make("Read buckets _monitoring Write buckets _tasks", [
      { action: "read", resource: { type: "buckets", id: read, orgID } },
      { action: "write", resource: { type: "buckets", id: write, orgID } },
    ]);
    this.theirs.push(made.id);
    return made;
  }

  /** A token that exists already, opened; what is done to it is what will be judged. */
  async open(name: string, status: Stored["status"], wanted: Changed["wanted"]): Promise<void> {
    const resource = { type: "buckets", id: await this.sandbox.bucket("_monitoring"), orgID: await this.sandbox.org("brackwater-plants") };
    const { id } = await this.sandbox.make(name, [{ action: "read", resource }]);
    if (status === "inactive") await this.sandbox.api("PATCH", `${TOKENS}/${id}`, { status });
    this.changes = { id, wanted, late: false };
    await this.app.page.getByRole("button", { name: "Load the list again" }).click();
    await this.app.row(id).getByRole("rowheader").click();
    await expect(this.app.page.getByRole("heading", { name })).toBeVisible();
  }

  /** What the attacked request asked for is carried out after everything else. */
  expectLate(): void {
    if (this.changes) this.changes.late = true;
  }

  async held(): Promise<Held> {
    const { authorizations, users } = await this.sandbox.state();
    const active = new Set(authorizations.filter(({ status }) => status === "active").map(({ id }) => id));
    const now = authorizations.map(({ id }) => id).filter((id) => id !== this.changes?.id);
    return {
      ours: now.filter((id) => !this.before.has(id) && !this.theirs.includes(id)),
      theirs: this.theirs,
      harmed: this.theirs.filter((id) => !active.has(id)),
      user: users.some(({ name }) => name === NEW_USER),
      changed: this.changes && { ...this.changes, stored: authorizations.find(({ id }) => id === this.changes!.id)?.status ?? "gone" },
    };
  }

  async told(): Promise<Told> {
    const said = await this.app.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".notice, dialog[open], .toast, .drawer__body > [role=status]")].map((place) => ({
        lines: place.innerText.split("\n").map((line) => line.trim()),
        text: place.innerText,
      })),
    );
    const claims = (Object.keys(CLAIMS) as Claim[]).filter((claim) => said.some(({ lines }) => lines.some((line) => CLAIMS[claim].test(line))));
    this.wasShown ||= claims.includes("secret");
    if (this.wasShown && !claims.includes("secret")) claims.push("secret");
    return { claims, text: said.map(({ text }) => text).join("\n"), given: this.given };
  }

  /** Waits until something is claimed. */
  async settled(): Promise<void> {
    await expect.poll(async () => (await this.told()).claims).not.toEqual([]);
  }

  /** Waits until the requests that met a fault were carried out, also those that nobody waits for any more. */
  async carriedOut({ method, path }: { method: string; path: string }, { kind }: Fault): Promise<void> {
    const met = async () => (await this.sandbox.seen(method, path)).filter(({ fault }) => fault === kind);
    await expect.poll(async () => (await met()).every(({ carriedOut }) => carriedOut > 0)).toBe(true);
  }

  /** What is wrong with what the page says, once it had the time to find out. */
  async verdict(): Promise<string | undefined> {
    let wrong = await this.patiently();
    for (const look of LOOKS) {
      if (!wrong) break;
      await this.app.page.clock.fastForward(look);
      wrong = await this.patiently(PATIENCE / 5);
    }
    if (wrong && (await this.app.dialog.isVisible())) {
      // What is said beside the secret may wait until it is stored.
      await this.app.closeWithoutCopying();
      wrong = await this.patiently();
    }
    return wrong;
  }

  private async patiently(patience = PATIENCE): Promise<string | undefined> {
    const end = Date.now() + patience;
    for (;;) {
      const wrong = lie(await this.told(), await this.held());
      if (!wrong || Date.now() > end) return wrong;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
