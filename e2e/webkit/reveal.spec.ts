// The secret in WebKitGTK: copying tells the truth, whatever comes of it, and no way out loses it.

import { createHash } from "node:crypto";
import { expect, test } from "./test";

test("a copy is confirmed by the clipboard", async ({ app, view }) => {
  const made = await app.reveal();
  const secret = await app.secret();
  expect(createHash("sha256").update(secret).digest("hex"), "it is the secret of what is stored").toBe(made.sha256);
  await app.button("Copy");
  await app.says("Copied. The clipboard confirmed it.");
  await app.button("Done");
  await view.gone("dialog", "Store this token now");
  expect(await app.pasted()).toBe(secret);
});

test("a copy without a clipboard to ask, as on plain http, takes the older way", async ({ app, view }) => {
  await app.reveal();
  const secret = await app.secret();
  await view.session.run(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await app.button("Copy");
  await app.says("Copied.");
  await app.button("Done");
  expect(await app.pasted()).toBe(secret);
});

test("a copy that the clipboard refuses takes the older way", async ({ app, view }) => {
  await app.reveal();
  const secret = await app.secret();
  await view.session.run(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("denied", "NotAllowedError"));
  });
  await app.button("Copy");
  await app.says("Copied.");
  await app.button("Done");
  expect(await app.pasted()).toBe(secret);
});

test("a refused copy says so, selects the token and keeps the dialog", async ({ app, view }) => {
  await app.reveal();
  const secret = await app.secret();
  await view.session.run(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.execCommand = () => false;
  });
  await app.button("Copy");
  await app.says("Could not copy: the browser refused. The token is selected, press Ctrl+C.");
  expect(await view.focused()).toContain("Token");
  const selected = await view.session.run(() => {
    const field = document.activeElement as HTMLTextAreaElement;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  expect(selected).toBe(secret);
  await view.press("Control+c");
  await view.press("Escape");
  await view.find("dialog", "Store this token now");
  await view.click("checkbox", "I have stored this token");
  await app.button("Close");
  await view.gone("dialog", "Store this token now");
  expect(await app.pasted(), "the key does copy the selection").toBe(secret);
});

test("neither Esc, nor Back, nor a click outside takes a secret that nobody has", async ({ app, view }) => {
  await app.reveal();
  await view.press("Escape", "Escape");
  await app.says("Copy it, or tick the box");
  await view.session.run(() => history.back());
  await view.until(async () => (await view.session.url()).endsWith("#/tokens/new"), "the same address");
  await view.session.run(() => document.querySelector("dialog")!.close());
  await view.find("dialog", "Store this token now");
  expect(await app.secret()).not.toBe("");
});
