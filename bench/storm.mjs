// The sign-in storm: a school's pupils and parents all sign in at once, so that the threads which reckon passwords have always
// something to do. What other people's pages then take, beside what they take alone.
import { load } from "./load.mjs";
import { formWith, Session } from "./session.mjs";
import { pause } from "../test/server.mjs";

const at_once = 48;

// { alone, beside: p99 in ms; answered: sign-ins answered in that time; full: told to come back, the queue being full; errors }
export async function stormFigures(server, path, cookie) {
  const visitor = new Session(server);
  const form = formWith(await visitor.get("/dang-nhap"), "mat_khau");
  const pid = [server.process.pid], headers = { Cookie: cookie };
  await load(server.url + path, headers, pid, 1);
  const alone = await load(server.url + path, headers, pid, 4);
  let on = true, answered = 0, full = 0, wrong = 0;
  const one = async (n) => {
    for (let i = 0; on; i++) {
      const key = `${String(n).padStart(2, "0")}${String(i).padStart(24, "0")}`;                       // each press of a form has its own
      const answer = await visitor.send(form.action, { method: "POST", body: new URLSearchParams({ ...form.fields, _khoa: key, ten: `nguoi-${n}-${i}`, mat_khau: "mot-mat-khau-sai" }) });
      await answer.arrayBuffer();
      if (answer.status === 503) full++;
      else if (answer.status === 422) answered++;
      else wrong++;
    }
  };
  const storm = Promise.all(Array.from({ length: at_once }, (_, n) => one(n)));
  await pause(1000);
  const beside = await load(server.url + path, headers, pid, 4);
  on = false;
  await storm;
  return { alone: alone.p99, beside: beside.p99, answered, full, errors: beside.errors + wrong };
}
