// A refused create: each refusal that was recorded becomes one sentence at the part of the form that caused it, and the form stays.

import { readFileSync } from "node:fs";
import { expect, test } from "../support/test";
import { expectAccessible } from "../support/axe";
import { TOKENS } from "../support/sandbox";
import { CLAIMS } from "../support/wording";

type Exchange = {
  request: { method: string; path: string };
  response: { status: number; body?: { code: string; message: string } };
};

/** The different refusals of creates that real servers of a version answered. */
function refusals(version: string): { status: number; code: string; message: string }[] {
  const file = new URL(`../../recordings/${version}/create-errors.json`, import.meta.url);
  const { exchanges } = JSON.parse(readFileSync(file, "utf8")) as { exchanges: Exchange[] };
  const found = new Map<string, { status: number; code: string; message: string }>();
  for (const { request, response } of exchanges) {
    if (request.method !== "POST" || request.path !== TOKENS || response.status < 400) continue;
    const { code, message } = response.body!;
    found.set(message, { status: response.status, code, message });
  }
  return [...found.values()];
}

const SENTENCES: [RegExp, RegExp, "row" | "types" | "organization" | "none"][] = [
  [/^invalid json structure/, /could not read the request \(.+\)\. Reload the page/, "none"],
  [/^authorization must include/, /Tick Read or Write for at least one object\./, "types"],
  [/^invalid resource type/, /does not know one of the resource types\. Remove/, "types"],
  [/^invalid action type/, /takes read and write only\./, "types"],
  [/^org id required/, /wants to know the organization\. Choose one\./, "organization"],
  [/^unable to create token/, /does not find this organization or your user; .* Choose again\./, "organization"],
  [/^invalid status/, /active or inactive/, "none"],
  [/is not for org id/, /Read on all buckets: This permission belongs to another organization/, "row"],
  [/^permission read:instance/, /Only the first user gets this permission/, "row"],
];

for (const version of ["2.9", "2.7"]) {
  test.describe(`what ${version} answers`, () => {
    test.use({ flags: ["--profile", `oss-${version}`] });

    test("is told at the part of the form that caused it, and the form stays", async ({ app, page, sandbox, watch }) => {
      test.setTimeout(120_000);
      watch.allowStatus(400, 403);
      await app.signInWithToken();
      await app.openNewToken();
      await app.grantAll("Read");
      await app.tick("Write", "telemetry");
      await app.description.fill("kept");
      const org = await sandbox.org("brackwater-plants");
      for (const { status, code, message: recorded } of refusals(version)) {
        const message = recorded.replaceAll("<id>", "00000000000000ab").replaceAll("{{org}}", org);
        const [, sentence, place] = SENTENCES.find(([words]) => words.test(message)) ?? [];
        expect(sentence, `no sentence for ${message}`).toBeDefined();
        await sandbox.fail(TOKENS, { kind: "status", status, code, message }, { method: "POST", times: 1 });
        await app.createButton.click();
        const notice = app.notice(CLAIMS.refused);
        // At the field where there is one, and then nowhere else.
        if (place === "organization") {
          await expect(notice, message).toContainText("The reason stands at the organization.");
        } else {
          await expect(notice, message).toContainText(sentence!);
        }
        await expect(app.description).toHaveValue("kept");
        await expect(app.review).toContainText("2 permissions");
        if (place === "none") {
          await expect(notice.getByRole("button", { name: "Show it" })).toHaveCount(0);
        } else {
          await notice.getByRole("button", { name: "Show it" }).click();
        }
        const organization = page.getByRole("combobox", { name: "Organization", exact: true });
        if (place === "organization") {
          await expect(organization).toBeFocused();
          await expect(organization).toHaveAttribute("aria-invalid", "true");
          await expect(organization).toHaveAccessibleDescription(sentence!);
        } else {
          await expect(organization).not.toHaveAttribute("aria-invalid", "true");
        }
        if (place === "types") await expect(page.getByRole("listbox", { name: "Resource types" })).toBeFocused();
        if (message.includes("is not for org id")) {
          await expect(app.reach("Read").getByRole("radio", { name: "All, also future" })).toBeFocused();
          await expectAccessible(page);
        }
        // Back to the buckets for the next one; the form itself is untouched.
        if (place === "row") await app.openType("Buckets");
      }
      await app.create();
    });
  });
}

test("a right that the credential does not hold is marked at its row, and the notice leads there", async ({ app, page, sandbox, watch }) => {
  watch.allowStatus(403);
  await app.signInWithToken();
  await app.openNewToken();
  await app.tick("Read", "telemetry");
  await app.tick("Write", "weather");
  const org = await sandbox.org("brackwater-plants");
  const line = `write:orgs/${org}/buckets/${await sandbox.bucket("weather")}`;
  const message = `permission ${line} is not allowed: ${line} is unauthorized`;
  await sandbox.fail(TOKENS, { kind: "status", status: 403, code: "forbidden", message }, { method: "POST", times: 1 });
  await app.openType("Tasks");
  await app.createButton.click();
  const notice = app.notice(CLAIMS.refused);
  await expect(notice).toContainText("Your credential doesn’t have Write on bucket weather, so it can’t grant it.");
  await notice.getByRole("button", { name: "Show it" }).click();
  const refused = page.getByRole("checkbox", { name: "Write, bucket weather, would be refused" });
  await expect(refused).toBeFocused();
  await expect(app.grid().getByRole("row").filter({ hasText: "weather" })).toContainText("Refused: your credential lacks Write");
  await expectAccessible(page);
  await page.keyboard.press("Space");
  await expect(notice).toHaveCount(0);
  await app.create();
});

for (const [right, words] of [
  ["authorizations", /may not create tokens in this organization\. Choose another one/],
  ["users", /may not create tokens for this user, because it lacks write on them\./],
] as const) {
  test(`lacking write on ${right} is told at its field`, async ({ app, page, sandbox, watch }) => {
    watch.allowStatus(401);
    await app.signInWithToken();
    await app.openNewToken();
    await app.tick("Read", "telemetry");
    const lacks = right === "users" ? `write:users/${await sandbox.userId("mira.okafor")}` : `write:orgs/${await sandbox.org("brackwater-plants")}/authorizations`;
    await sandbox.fail(TOKENS, { kind: "status", status: 401, code: "unauthorized", message: `${lacks} is unauthorized` }, { method: "POST", times: 1 });
    await app.createButton.click();
    const notice = app.notice(CLAIMS.refused);
    await expect(notice).toContainText(`The reason stands at the ${right === "users" ? "owner" : "organization"}.`);
    const field = right === "users" ? page.getByRole("region", { name: "Organization, owner and status" }) : page.locator(".who__org");
    await expect(field.locator(".field__error")).toContainText(words);
    await expect(page.getByText(words), "it is said once").toHaveCount(1);
    await notice.getByRole("button", { name: "Show it" }).click();
    await expect(app.review).toContainText("1 permission");
  });
}
