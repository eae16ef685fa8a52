// Whoever works by keyboard is lost when the part that has the focus goes and nothing takes it over: the focus is on
// the page's body then, and the next Tab begins at the top.

/**
 * Runs in every page, before its own scripts. What has the focus is looked at after everything that a person does;
 * a focus that stays on the body is reported with what had it before.
 */
export function watchFocus(): void {
  // The clock of a test may stand still.
  const every = window.setInterval.bind(window);
  const soon = window.setTimeout.bind(window);
  const LOOK = 100;
  /** A page that is busy gets so many looks to put the focus somewhere. */
  const PATIENCE = 20;
  let held: { what: string } | null = null;
  let lost = 0;
  /** Looks to come that follow a change of the window's size, which may hide what had the focus and is nobody's action. */
  let resized = 0;
  const describe = (element: Element) => {
    const name = element.getAttribute("aria-label") ?? element.textContent?.trim().slice(0, 40) ?? "";
    return `<${element.tagName.toLowerCase()} id="${element.id}" class="${element.className}"> ${name}`;
  };
  const active = () => (document.activeElement && document.activeElement !== document.body ? document.activeElement : null);
  const look = () => {
    const element = active();
    if (resized > 0) {
      resized--;
      held = null;
    } else if (element) {
      held = { what: describe(element) };
      lost = 0;
    } else if (held && document.hasFocus() && ++lost === PATIENCE) {
      window.reportViolation(`The focus fell to the body; ${held.what} had it.`);
      held = null;
    }
  };
  /** A person who presses beside everything, or leaves the page with Tab, lets go of the focus. */
  const letGo = () => soon(() => {
    if (!active()) held = null;
  });
  addEventListener("resize", () => { resized = 5; });
  addEventListener("mousedown", letGo, true);
  addEventListener("keydown", (event) => {
    look();
    if (event.key === "Tab") letGo();
  }, true);
  addEventListener("click", look, true);
  every(look, LOOK);
}
