import type { Command } from "commander";
import { MESSAGE_PROBLEM_WORDS } from "#domain/message.ts";
import { inHouse } from "#jobs/house.ts";
import { messageLineOf, readOutbox, sendMessages } from "#jobs/keep-outbox.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen messages list
  $ dtsen messages send --json

Server yang berjalan mengirim sendiri setiap beberapa detik: lewat DTSEN_MESSAGE_URL, atau, tanpanya, ke berkas di data/outbox.
(A running server sends by itself every few seconds: by DTSEN_MESSAGE_URL or, without one, into files below data/outbox.)`;

const SAID = {
  waiting: "menunggu",
  sent: "terkirim",
  superseded: "digantikan kabar yang lebih baru",
  "given-up": "tidak terkirim",
} as const;
const ABOUT = { code: "kode", standing: "kabar perkara" } as const;

/** dtsen messages: what waits to be told by SMS or WhatsApp, and sending it by hand. Never a number, never a text. */
export function addTo(program: Command): void {
  const verb = program
    .command("messages")
    .description("kabar lewat SMS dan WhatsApp (tidings by SMS and WhatsApp)")
    .addHelpText("after", EXAMPLES);
  verb
    .command("list")
    .description("berapa yang menunggu, terkirim, gagal (figures of the outbox)")
    .option("--json", "figures as JSON")
    .action(list);
  verb
    .command("send")
    .description("tulis dan kirim yang tiba waktunya (write and send what is due)")
    .option("--json", "figures as JSON")
    .action(send);
}

async function list({ json }: { readonly json?: boolean }): Promise<void> {
  const settings = readSettings();
  const figures = await inHouse(settings, readOutbox);
  const { name } = messageLineOf(settings, () => "");
  if (json === true) return print(JSON.stringify({ line: name, figures }));
  print(
    name === "file" ? "Ditulis ke berkas: tidak ada gerbang SMS." : "Lewat gerbang SMS/WhatsApp.",
  );
  for (const { about, state, problem, messages, oldest } of figures) {
    const why = problem === null ? "" : ` (${MESSAGE_PROBLEM_WORDS[problem].id})`;
    print(`  ${ABOUT[about]}, ${SAID[state]}${why}: ${messages}, tertua ${oldest}`);
  }
}

async function send({ json }: { readonly json?: boolean }): Promise<void> {
  const done = await inHouse(readSettings(), (house) =>
    sendMessages(house, new Date().toISOString()),
  );
  if (json === true) return print(JSON.stringify(done));
  const failed = Object.entries(done.failed).map(([problem, count]) => `${problem}: ${count}`);
  print(
    `${done.written} ditulis, ${done.sent} terkirim${failed.length > 0 ? `, ${failed.join(", ")}` : ""}.`,
  );
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
