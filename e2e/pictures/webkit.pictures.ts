// Pictures of the main screens in WebKitGTK, for docs/screenshots: the whole window, as the X server drew it.

import { writeFileSync } from "node:fs";
import { packed } from "../shots/png.mjs";
import { png } from "../webkit/picture";
import { test } from "../webkit/test";

test("the list, the form and the secret", async ({ app, view }) => {
  const picture = async (name: string) => {
    // Two frames later everything that was asked for is drawn.
    await view.session.wait("requestAnimationFrame(() => requestAnimationFrame(done))");
    writeFileSync(new URL(`../../docs/screenshots/webkit-${name}.png`, import.meta.url), packed(png(view.picture())));
  };
  await app.open();
  await app.signInWithToken();
  await view.find("grid", "Tokens");
  await picture("tokens");
  await app.openNewToken();
  await view.fill("Filter buckets by name, id or pattern", "plant-*");
  for (const name of ["metrics", "alarms", "events"]) await view.click("checkbox", `Read, bucket plant-a/${name}`);
  await view.click("checkbox", "Write, bucket plant-a/events");
  await view.says("4 ticked");
  await picture("new-token");
  await app.create();
  await picture("reveal");
});
