// People who write on while a database is lost under them, for test/crash/failover and test/crash/patroni.
import { randomBytes } from "node:crypto";
import { formAt, Session } from "../../bench/session.mjs";
import { pause } from "../server.mjs";

const writers = 8;

// Adds people until told to stop. Where no answer came, or another than 303, the same form with the same key is sent again, as a person presses again.
async function write(session, form, round, writer, running) {
  const answered = [];
  for (let i = 0; running.on; i++) {
    const name = `Nguyễn Thị Vòng ${round} Tay ${"ABCDEFGH"[writer]} Số ${i}`;
    form.fields._khoa = [...randomBytes(26)].map((b) => "0123456789abcdefghjkmnpqrstvwxyz"[b & 31]).join("");
    while (running.on) {
      const answer = await session.submit({ ...form, fields: { ...form.fields } }, { ho_ten: name, vai: "staff" }).catch(() => null);
      if (answer?.status === 303) { answered.push(name); running.answered++; break; }
      running.again++;
      await pause(100);
    }
  }
  return answered;
}

// Eight of them on one form, signed in when this answers: { session, begin, answered, stop }; answered() counts so far, stop()
// answers the names that were answered and how often somebody pressed again.
export async function writing(server, round) {
  const path = "/t/thcs-mau-0417/nhan-su", session = await Session.open(server, "van-thu"), page = await session.get(path);
  const form = formAt(page, page.indexOf("<form", page.indexOf("<aside"))), running = { on: true, again: 0, answered: 0 };
  let all;
  return {
    session,
    begin: () => { all = Array.from({ length: writers }, (_, w) => write(session, structuredClone(form), round, w, running)); },
    answered: () => running.answered,
    stop: async () => {
      running.on = false;
      return { answered: (await Promise.all(all)).flat(), again: running.again };
    },
  };
}

// Who of `names` is not in the database that `ask` reads, and who is there twice. ask(...statements) answers psql's lines.
export function missingOf(names, ask) {
  const have = new Map();
  for (const name of ask("SET khue.reach = 'all'", "SELECT full_name FROM person WHERE full_name LIKE 'Nguyễn Thị Vòng%'").split("\n")) have.set(name, (have.get(name) ?? 0) + 1);
  return { missing: names.filter((n) => !have.has(n)), twice: [...have].filter(([, n]) => n > 1).map(([name]) => name) };
}
