// Starts the console, or says in words why it cannot, and ends it when the program in it fails.
//
// It finds the names of the glue module, the compiled module and the styles in the links of the page's head, so nothing is
// written inline and the policy needs no exception. It keeps its own plain name, `boot.js`, because a page that is older
// than the files must still find it: it is the part that notices, and that fetches the newer page. For the same reason a
// newer boot.js must go on understanding an older page: links in the head, and messages marked `data-boot`.

/** The files that the page names are gone: the page is older than what the server has. */
class Stale extends Error {}

/** A file arrived incomplete or changed. */
class Damaged extends Error {}

/** The server did not answer, or not with a success. */
class Unreachable extends Error {}

// Kept in the entry of the session history: it survives a reload, needs no storage and ends with the entry.
const RELOADED = "tokenConsoleReloaded";

/** What the console keeps for the tab begins with this. */
const STORED = "token-console.";

async function start() {
  // `frame-ancestors` is a header, which influxd does not send, so the page itself refuses.
  if (window.top !== window.self) return say("framed");
  if (typeof WebAssembly !== "object") return say("unsupported");
  if (!isNewEnough()) return say("old");
  try {
    const address = (link) => document.querySelector(link)?.href;
    const style = address("link[rel=preload][data-style]");
    const [module, { default: init }] = await Promise.all([
      insist((options) => loadModule(address("link[rel=preload]:not([data-style])"), options)),
      importGlue(address("link[rel=modulepreload]")),
      // A development server links the stylesheets themselves.
      style && insist((options) => loadStyle(style, options)),
    ]);
    guard(init);
    await init({ module_or_path: module });
  } catch (error) {
    return failed(error);
  }
  forgetReload();
  document.getElementById("boot")?.remove();
}

/** The newest features that the console cannot do without; README says since which versions browsers have them. */
function isNewEnough() {
  return "DecompressionStream" in window && "registerProperty" in CSS && CSS.supports("color", "light-dark(#000, #fff)");
}

/** Tries again past the cache when something else came than was asked for: influxd lets that lie there for an hour. */
async function insist(load) {
  try {
    return await load({});
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    return load({ cache: "reload" });
  }
}

/** Fetches a part of the program that is loaded when it is first wanted. The glue asks for it, so it keeps its name. */
export function loadPart(address) {
  return insist((options) => loadModule(address, options));
}

/** Fetches the compiled module and compiles it while it arrives, where the browser can. */
async function loadModule(address, options) {
  const answer = await ask(address, options);
  try {
    const wasm = new Response(await unpacked(answer), { headers: { "content-type": "application/wasm" } });
    if (WebAssembly.compileStreaming) return await WebAssembly.compileStreaming(wasm);
    return await WebAssembly.compile(await wasm.arrayBuffer());
  } catch (error) {
    throw new Damaged(`${address}: ${error.message}`);
  }
}

/** Fetches the styles and applies them. */
async function loadStyle(address, options) {
  const answer = await ask(address, options);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await new Response(await unpacked(answer)).text());
    document.adoptedStyleSheets = [sheet];
  } catch (error) {
    throw new Damaged(`${address}: ${error.message}`);
  }
}

/** The content of a file that may be packed; a development server does not pack, and Brotli variants are of what is inside. */
async function unpacked(answer) {
  const [peeked, whole] = answer.body.tee();
  const reader = peeked.getReader();
  const { value } = await reader.read();
  // Ends this branch alone; it is done when the other one is, so it is not waited for. A file that was cut off by now, as
  // all are when the page is left, is told by the other one as well.
  reader.cancel().catch(() => {});
  // The first byte of everything that gzip packed; a module begins with a zero, and no text with this character.
  return value?.[0] === 0x1f ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

/** Imports the glue module; a failed import does not say why, so the file is asked for once more to find out. */
async function importGlue(address) {
  try {
    return await import(address);
  } catch (error) {
    await refresh(address);
    // It is whole now, but a page imports no address twice.
    throw new Damaged(`${address}: ${error.message}`);
  }
}

/** Fetches a file past the cache; throws if it is not there in a way that reloading or waiting can mend. */
async function refresh(address) {
  await (await ask(address, { cache: "reload" })).arrayBuffer().catch(unreachable);
}

// influxd answers `index.html` with 200 for a file that is gone, other servers 404.
async function ask(address, options) {
  const answer = await fetch(address, options).catch(unreachable);
  const type = answer.headers.get("content-type") ?? "";
  if (answer.status === 404 || answer.status === 410 || type.startsWith("text/html")) throw new Stale(answer.url);
  if (!answer.ok) throw new Unreachable(`${answer.url} answered ${answer.status}`);
  return answer;
}

function unreachable(error) {
  throw new Unreachable(error.message);
}

async function failed(error) {
  console.error(error);
  if (error instanceof Stale || error instanceof Damaged) {
    if (await reloadedPastCache()) return;
    return say(error instanceof Stale ? "stale" : "damaged");
  }
  if (error instanceof Unreachable) return say("unreachable");
  // A fault in the program has put its own message on the page; one is enough.
  if (!hasStopped) say("failed");
}

/** Fetches the newer page past the cache, where influxd lets it lie for an hour, and reloads; once, never in a loop. */
async function reloadedPastCache() {
  if (history.state?.[RELOADED]) return false;
  try {
    history.replaceState({ ...history.state, [RELOADED]: true }, "");
    const fetchAnew = async (address) => (await fetch(address, { cache: "reload" })).arrayBuffer();
    await Promise.all([location.href, import.meta.url].map(fetchAnew));
  } catch {
    // Without the mark a reload could go on for ever, and without the newer page it would change nothing.
    return false;
  }
  location.reload();
  return true;
}

function forgetReload() {
  if (!history.state?.[RELOADED]) return;
  const { [RELOADED]: _, ...state } = history.state;
  history.replaceState(Object.keys(state).length ? state : null, "");
}

let hasStopped = false;

/** Ends the console when the program fails: by a panic, which it announces itself, or by a trap, which nothing can. */
function guard(init) {
  const judge = (event, error, isThrown) => {
    // What still calls into the program that ended fails, too, and tells nothing new: nor does a part of it that arrives
    // only now, and finds none of the functions that wait for it.
    if (hasStopped) event.preventDefault();
    else if (isFatal(error, isThrown)) stop(init);
  };
  addEventListener("error", (event) => judge(event, event.error, true));
  addEventListener("unhandledrejection", (event) => judge(event, event.reason, false));
  addEventListener("token-console-stopped", () => stop(init));
}

/** Whether an error ended the program in the middle. A rejection may also tell of a request that merely failed. */
function isFatal(error, isThrown) {
  if (error instanceof WebAssembly.RuntimeError) return true;
  const isRequest = error instanceof TypeError || error instanceof DOMException;
  return /wasm-function/.test(error?.stack) && (isThrown || !isRequest);
}

/** A program that failed once can be trusted with nothing more, least of all with secrets. */
async function stop(init) {
  if (hasStopped) return;
  hasStopped = true;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(STORED)) sessionStorage.removeItem(key);
  } catch {
    // Where storage is blocked nothing was kept.
  }
  const message = document.getElementById("stopped")?.content.cloneNode(true) ?? "Token Console stopped. Reload the page.";
  // Dialogs in the top layer and everything else go with the old content. An alert that appears whole is announced.
  document.body.replaceChildren(message);
  document.title = "Token Console stopped";
  // What had the focus is gone, and there is one thing left to do.
  document.body.querySelector("a")?.focus();
  // Started once already, it gives what it has; and that comes when no call into the program is under way any more.
  wipe(await init());
}

/** Empties all that the program remembers. */
function wipe(exports) {
  for (const one of Object.values(exports)) {
    if (one instanceof WebAssembly.Memory) new Uint8Array(one.buffer).fill(0);
    // Values of the page that it holds, and the functions that the page would call.
    if (one instanceof WebAssembly.Table) for (let at = 0; at < one.length; at++) one.set(at, null);
  }
}

/** Shows one of the messages that the page carries. */
function say(what) {
  for (const part of document.querySelectorAll("[data-boot]")) part.hidden = part.dataset.boot !== what;
}

start();
