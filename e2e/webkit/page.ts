// The page as people find things on it: by role and name, as the engine itself computes them.

import { type Driver, type Element, KEYS, type Key, type Session } from "./driver";

/** How long something may take to be there. */
const PATIENCE = 20_000;

/** Where elements of a role can be; which of them have it, and its name, the engine decides. */
const CANDIDATES: Record<string, string> = {
  alert: "[role=alert]",
  alertdialog: "dialog, [role=alertdialog]",
  button: "button, summary, [role=button]",
  checkbox: "input[type=checkbox], [role=checkbox]",
  dialog: "dialog, [role=dialog]",
  grid: "[role=grid], [role=treegrid]",
  heading: "h1, h2, h3, h4, [role=heading]",
  link: "a[href]",
  menuitem: "[role=menuitem]",
  menuitemradio: "[role=menuitemradio]",
  radio: "input[type=radio], [role=radio]",
  row: "[role=row], tr",
  rowheader: "[role=rowheader], th",
  textbox: "input, textarea, [role=textbox]",
};

export class Page {
  constructor(
    private readonly driver: Driver,
    readonly session: Session,
  ) {}

  /** Waits until what is asked gives something, and gives that. */
  async until<T>(ask: () => Promise<T | undefined | false>, what: string): Promise<T> {
    const end = Date.now() + PATIENCE;
    let last: unknown;
    for (;;) {
      try {
        const given = await ask();
        if (given) return given;
      } catch (error) {
        // The page may have drawn anew between two questions.
        last = error;
      }
      if (Date.now() > end) throw new Error(`${what} was not so within ${PATIENCE / 1000} s. ${last ?? ""}\n${await this.text()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** All that is to be seen with this role and name now. */
  async all(role: string, name: string | RegExp, within = "body"): Promise<Element[]> {
    const words = typeof name === "string" ? name.slice(0, 40) : "";
    const found = await this.session.run(mayFit, CANDIDATES[role] ?? `[role=${role}]`, within, words);
    const fits = async (element: unknown) => {
      const told = await this.session.nameOf(element as Element);
      // WebKitGTK leaves the name of a row's head to its text.
      const label = (told || (role === "rowheader" ? await this.session.run((head: any) => head.innerText, element) : "")).trim();
      if (!(typeof name === "string" ? label === name : name.test(label))) return false;
      // WebKit tells some roles in words of its own, an editable text field by ARIA's.
      return sameRole(await this.session.roleOf(element as Element), role);
    };
    const kept: Element[] = [];
    for (const element of found as unknown as Element[]) if (await fits(element)) kept.push(element);
    return kept;
  }

  /** The one with this role and name, as soon as it is there. */
  find(role: string, name: string | RegExp, within?: string): Promise<Element> {
    return this.until(async () => (await this.all(role, name, within))[0], `${role} "${name}"`);
  }

  async gone(role: string, name: string | RegExp): Promise<void> {
    await this.until(async () => (await this.all(role, name)).length === 0, `no ${role} "${name}"`);
  }

  async click(role: string, name: string | RegExp, within?: string): Promise<void> {
    await this.until(async () => {
      const [element] = await this.all(role, name, within);
      if (!element) return false;
      await this.session.click(element);
      return true;
    }, `a click on ${role} "${name}"`);
  }

  /** The words that are to be seen. */
  text(within = "body"): Promise<string> {
    return this.session.run((within: string) => [...document.querySelectorAll<HTMLElement>(within)].map((one) => one.innerText).join("\n"), within);
  }

  async says(words: string | RegExp, within?: string): Promise<void> {
    const fits = (text: string) => (typeof words === "string" ? text.includes(words) : words.test(text));
    await this.until(async () => fits((await this.text(within)).replace(/\s+/g, " ")), `"${words}"`);
  }

  /** Puts a text in the place of what a field holds, by keys. */
  async fill(name: string | RegExp, text: string): Promise<void> {
    const field = await this.find("textbox", name);
    await this.session.run((field: any) => {
      field.focus();
      field.select();
    }, field);
    await (text ? this.session.type(text) : this.press("Backspace"));
  }

  async valueOf(name: string | RegExp, within?: string): Promise<string> {
    return this.session.run((field: any) => field.value as string, await this.find("textbox", name, within));
  }

  async isChecked(role: string, name: string | RegExp): Promise<boolean> {
    return this.session.run((box: any) => box.checked ?? box.getAttribute("aria-checked") === "true", await this.find(role, name));
  }

  press(...keys: Key[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.session.press(key)), Promise.resolve());
  }

  /** What has the focus, as a screen reader says it. */
  async focused(): Promise<string> {
    const element = (await this.session.run(() => document.activeElement)) as unknown as Element;
    return `${await this.session.roleOf(element)} ${(await this.session.nameOf(element)).trim()}`;
  }

  /** Presses Tab until something has the focus, as people do. */
  async tabTo(role: string, name: string | RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
    const target = await this.find(role, name);
    for (let steps = 0; steps < 80; steps++) {
      if (await this.session.run((target: any) => target === document.activeElement, target)) return;
      await this.press(key);
    }
    throw new Error(`${role} "${name}" could not be reached with ${key}; ${await this.focused()} has the focus.`);
  }

  picture(): Buffer {
    return this.driver.screen();
  }
}

/** What is to be seen and could have a name with these words, so that the engine is not asked for the name of everything. */
function mayFit(selector: string, within: string, words: string): unknown[] {
  const plain = (text: string | null | undefined) => (text ?? "").replace(/\s+/g, " ");
  const named = (element: Element) => {
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent);
    const others = (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent);
    return [element.getAttribute("aria-label"), element.textContent, element.getAttribute("title"), ...labels, ...others].map(plain);
  };
  return [...document.querySelectorAll(within)]
    .flatMap((part) => [...part.querySelectorAll(selector)])
    .filter((element) => element.checkVisibility() && (!words || named(element).some((text) => text.includes(words))));
}

/** The driver's words for roles, in those of ARIA. */
function sameRole(told: string, role: string): boolean {
  const words: Record<string, string> = { "text field": "textbox", searchbox: "textbox", "radio button": "radio", "check box": "checkbox" };
  const normal = told.toLowerCase();
  return normal === role || words[normal] === role;
}

export { KEYS };
