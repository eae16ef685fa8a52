// The same files in WebKitGTK behind influxd, deep in a folder, on another origin, and in a browser that is too old.

import { Sandbox, TOKENS } from "../support/sandbox";
import { Site } from "../support/site";
import { Console } from "./console";
import { expect, test } from "./test";

const INFLUXD = ["--site-as", "influxd"];

for (const flags of [[], INFLUXD]) {
  test(`everything is found below a path (${flags.at(-1) ?? "a careful server"})`, async ({ view }) => {
    const site = Site.copy("tools/tokens");
    const sandbox = await Sandbox.start(flags, site.dir);
    try {
      const app = new Console(view, sandbox);
      await app.open(`${sandbox.url}/tools/tokens/index.html`);
      await app.signInWithToken();
      await app.fillIn();
      expect(await view.session.url()).toMatch(/\/tools\/tokens\/index\.html#\/tokens\/new$/);
      await app.create();
    } finally {
      sandbox.stop();
      site.remove();
    }
  });
}

test("from another origin everything goes to the chosen server", async ({ view, sandbox }) => {
  const site = Site.copy();
  site.connectTo(sandbox.url);
  const host = await Sandbox.start([], site.dir);
  try {
    const app = new Console(view, sandbox);
    await app.open(`${host.url}/`);
    await view.click("button", "Change server");
    await view.click("menuitemradio", sandbox.url);
    await view.says(new URL(sandbox.url).host);
    await app.signInWithToken();
    await app.fillIn();
    await app.create();
    expect(await host.asked(`POST ${TOKENS}`)).toBe(0);
  } finally {
    host.stop();
    site.remove();
  }
});

test("the console does not run inside a frame of another page, and says why", async ({ view }) => {
  const sandbox = await Sandbox.start(INFLUXD);
  try {
    await view.session.goto(`${sandbox.url}/api/v2/setup`);
    await view.session.run((url: string) => {
      const frame = document.createElement("iframe");
      frame.src = url;
      document.body.replaceChildren(frame);
    }, `${sandbox.url}/`);
    const words = () => view.session.run(() => document.querySelector("iframe")!.contentDocument!.querySelector<HTMLElement>("[role=alert]:not([hidden])")?.innerText ?? "");
    expect(await view.until(words, "a message in the frame")).toContain("does not run inside a frame of another page");
  } finally {
    sandbox.stop();
  }
});
