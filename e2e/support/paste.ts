// The dialog for pasted texts.

import { expect, type Locator } from "@playwright/test";
import type { Console } from "./console";

export function fieldOf(dialog: Locator): Locator {
  return dialog.getByRole("textbox", { name: "Your text" });
}

/** Opens the dialog and pastes: the text reaches the field as one insertion. */
export async function pasteText(app: Console, text: string): Promise<Locator> {
  await app.page.getByRole("button", { name: "Paste a command, JSON or permissions" }).click();
  const dialog = app.page.getByRole("dialog", { name: "Paste a command, JSON or permissions" });
  await expect(fieldOf(dialog)).toBeFocused();
  if (text) await app.page.keyboard.insertText(text);
  return dialog;
}

export async function fillForm(dialog: Locator): Promise<void> {
  const button = dialog.getByRole("button", { name: "Fill the form" });
  await expect(button).not.toHaveAttribute("aria-disabled");
  await button.click();
  await expect(dialog).toBeHidden();
}
