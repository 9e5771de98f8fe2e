// node test/browser/run.mjs [part of a test's name…]: all browser tests; ends with "N passed, N failed".
import { Count, Server, forget, launch } from "./lib.mjs";
import * as axe from "./axe.mjs";
import * as calendar from "./calendar.mjs";
import * as days from "./days.mjs";
import * as flows from "./flows.mjs";
import * as groups from "./groups.mjs";
import * as keys from "./keys.mjs";
import * as live from "./live.mjs";
import * as offline from "./offline.mjs";
import * as passkey from "./passkey.mjs";
import * as push from "./push.mjs";
import * as phone from "./phone.mjs";
import * as roles from "./roles.mjs";
import * as store from "./store.mjs";
import * as states from "./states.mjs";

const count = new Count(process.argv.slice(2));
let server, browser;
try {
  server = await Server.start();
  browser = await launch();
  await flows.run(count, browser, server);
  await calendar.run(count, browser, server);
  await groups.run(count, browser, server);
  await store.run(count, browser, server);
  await live.run(count, browser, server, forget);
  await offline.run(count, browser, server);
  forget();                                                      // sessions ended
  await passkey.run(count, browser, server);
  await push.run(count, browser, server);
  await roles.run(count, browser, server);
  await days.run(count, browser, server);
  await keys.run(count, browser, server);
  await axe.run(count, browser, server);
  await states.run(count, browser, server);
  await phone.run(count, browser, server);
  await count.test("the server stops when asked", async () => {
    const code = await server.stop();
    if (code !== 0) throw new Error(`it ended with ${code}\n${server.log.slice(-2000)}`);
  });
} catch (error) {
  count.failed++;
  console.log(`FAILED before the end\n  ${error.stack}\n${server?.log?.slice(-2000) ?? ""}`);
} finally {
  await browser?.close();
  if (server && server.process.exitCode === null) await server.stop();
}
process.exit(count.end());
