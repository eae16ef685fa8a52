// Starts the console, or says in words why it cannot.
//
// It finds the names of the glue module and of the wasm file in the links of the page's head, so nothing is written
// inline and the policy needs no exception. It keeps its own plain name, `boot.js`, because a page that is older than
// the files must still find it: it is the part that notices, and that fetches the newer page. For the same reason a
// newer boot.js must go on understanding an older page: two links in the head, and messages marked `data-boot`.

/** The files that the page names are gone: the page is older than what the server has. */
class Stale extends Error {}

/** The server did not answer, or not with a success. */
class Unreachable extends Error {}

// Kept in the entry of the session history: it survives a reload, needs no storage and ends with the entry.
const RELOADED = "tokenConsoleReloaded";

async function start() {
  // `frame-ancestors` is a header, which influxd does not send, so the page itself refuses.
  if (window.top !== window.self) return say("framed");
  if (typeof WebAssembly !== "object") return say("unsupported");
  try {
    // A stylesheet that was answered with the page is refused by the browser and has no rules.
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      if (!link.sheet?.cssRules.length) await look(link.href);
    }
    const wasm = fetchWasm(document.querySelector("link[rel=preload][as=fetch]").href);
    const glue = importGlue(document.querySelector("link[rel=modulepreload]").href);
    const [answer, { default: init }] = await Promise.all([wasm, glue]);
    const program = init({ module_or_path: answer });
    // The program asks for its other part by this name, once somebody is signed in.
    globalThis.tokenConsoleLater = async () => addLater(await program);
    await program;
  } catch (error) {
    return failed(error);
  }
  forgetReload();
  document.getElementById("boot")?.remove();
}

/** Fetches the part of the program that the page does not start with, if there is one, and joins it to the first. */
async function addLater(first) {
  const address = document.querySelector("meta[name=token-console-later]")?.content;
  if (!address) return;
  await WebAssembly.instantiateStreaming(await fetchWasm(new URL(address, document.baseURI)), { first });
}

async function fetchWasm(address) {
  return checked(await fetch(address).catch(unreachable));
}

/** Imports the glue module; a failed import does not say why, so the file is asked for once more to find out. */
async function importGlue(address) {
  try {
    return await import(address);
  } catch (error) {
    await look(address);
    throw error;
  }
}

/** Throws if the file is not there in a way that reloading or waiting can mend. */
async function look(address) {
  checked(await fetch(address, { cache: "reload" }).catch(unreachable));
}

// influxd answers `index.html` with 200 for a file that is gone, other servers 404.
function checked(answer) {
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
  if (error instanceof Stale) {
    if (await reloadedPastCache()) return;
    return say("stale");
  }
  if (error instanceof Unreachable) return say("unreachable");
  if (error instanceof WebAssembly.CompileError) return say("unsupported");
  // A panic in the program has put its own message on the page; one is enough.
  if (document.getElementById("app")?.hasChildNodes()) return document.getElementById("boot")?.remove();
  say("failed");
}

/** Fetches the newer page past the cache, where influxd lets it lie for an hour, and reloads; once, never in a loop. */
async function reloadedPastCache() {
  if (history.state?.[RELOADED]) return false;
  try {
    history.replaceState({ ...history.state, [RELOADED]: true }, "");
    await Promise.all([location.href, import.meta.url].map((address) => fetch(address, { cache: "reload" })));
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

/** Shows one of the messages that the page carries. */
function say(what) {
  for (const part of document.querySelectorAll("[data-boot]")) part.hidden = part.dataset.boot !== what;
}

start();
