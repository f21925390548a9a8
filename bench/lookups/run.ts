import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCodes } from "#publication/issue-codes.ts";
import { spellKodeCek } from "#publication/kode-cek.ts";
import type { ProjectionTools } from "#publication/project-version.ts";
import { poseWork } from "#publication/proof-of-work.ts";
import { publishVersion } from "#publication/publish.ts";
import { regionBook } from "#regions/region-book.ts";
import { readSettings } from "#settings.ts";
import { signIn, totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret, seedDemoAccounts } from "#store/demo-accounts.ts";
import { deskFolders } from "#store/desk-folders.ts";
import { deskPasswords } from "#store/desk-keys.ts";
import { findRunning } from "#store/embedded.ts";
import { type Desk, openDesk } from "#store/open.ts";
import { headNameOf, villageOf } from "#test/frozen-version.ts";
import { openPublicHouse, projectForTests } from "#test/public-house.ts";
import { OPEN_LIMITS } from "./limits.ts";
import { askAll, type LoadRun, type Question, type Stretch, sumStretches } from "./load.ts";
import { findPgbench, type PgbenchPlace, type PgbenchRun, runPgbench } from "./pgbench.ts";
import { processorSeconds, serverSeconds } from "./processor-time.ts";
import { type Cost, type Figures, lookupsTable } from "./report.ts";

/**
 * Public lookups against the same machine's pgbench (issue 2, "what must be shown" 2): requests per
 * second of processor time of API and database together, over transactions per second of processor
 * time of pgbench and database doing the same transaction, in the same run.
 */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "100000" },
    seconds: { type: "string", default: "15" },
    clients: { type: "string", default: "8" },
    json: { type: "boolean", default: false },
  },
});
const families = Number(values.families);
const load = { clients: Number(values.clients), seconds: Number(values.seconds) };
const ROUNDS = 5;
const turn = { ...load, seconds: Math.max(1, Math.round(load.seconds / ROUNDS)) };

const dataFolder = await mkdtemp(join(tmpdir(), "dtsen-lookups-"));
// As root the server runs as a user of its own, who must be able to pass the folder.
await chmod(dataFolder, 0o755);
const settings = readSettings({ ...process.env, DTSEN_DATA: dataFolder, DATABASE_URL: undefined });
const desk = await openDesk(settings);
const house = await openPublicHouse(desk, dataFolder);
const started = performance.now();
await projectForTests(house, { label: "bench", families });
await publishVersion(desk, { label: "bench", publishedBy: "bench" });
const projected = (performance.now() - started) / 1000;
// What autovacuum would do in the minutes after a load is done now: it is no cost of a lookup.
await desk.owner.query("vacuum (analyze)");
await desk.owner.query("checkpoint").catch(() => undefined);

const api = spawn(process.execPath, [join(import.meta.dirname, "server.ts")], {
  env: { ...process.env, DTSEN_DATA: dataFolder },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  await report();
} finally {
  api.kill("SIGTERM");
  await once(api, "exit");
  await desk.close();
  await rm(dataFolder, { recursive: true, force: true });
}

/** Everything that is measured is asked in turn, so many times: whatever else the machine does meets all alike. */
async function report(): Promise<void> {
  const site = String((await once(api.stdout as never, "data"))[0]).trim();
  const place = await serverPlace();
  const questions = {
    "kode-cek": await codeQuestions(house),
    "nama-desa": nameQuestions(house),
  };
  const pgbench = findPgbench();
  if (pgbench === undefined) {
    process.stderr.write(
      "pgbench is not installed: no ratio can be told (apt-get install postgresql)\n",
    );
  }
  const scripts = pgbench === undefined ? [] : await pgbenchScripts();
  // Long enough for the compiler of the API's language to have done its work.
  const warm = { ...load, seconds: Math.max(5, load.seconds / 2) };
  for (const next of Object.values(questions)) await askAll(site, next, warm);
  const asked = Object.entries(questions).map(([name, next]) => ({ name, next, ...emptyCost() }));
  const run: PgbenchRun[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of asked) await askOnce(site, place, one);
    for (const script of scripts) run.push(await runPgbench(pgbench ?? "", place, script, turn));
  }
  const lookups = Object.fromEntries(asked.map((one) => [one.name, costOf(one)]));
  print({ families, projected, lookups, pgbench: scripts.map(({ name }) => sumRuns(name, run)) });
}

/** What one kind of question has cost so far. */
type Asked = { inApi: number; inDatabase: number; readonly stretches: Stretch[] };

function emptyCost(): Asked {
  return { inApi: 0, inDatabase: 0, stretches: [] };
}

async function askOnce(
  site: string,
  { postmaster }: PgbenchPlace,
  one: Asked & { readonly next: () => Question },
): Promise<void> {
  const before = [processorSeconds(api.pid ?? 0), serverSeconds(postmaster)] as const;
  one.stretches.push(await askAll(site, one.next, turn));
  one.inApi += processorSeconds(api.pid ?? 0) - before[0];
  one.inDatabase += serverSeconds(postmaster) - before[1];
}

function costOf({ stretches, inApi, inDatabase }: Asked): LoadRun & Cost {
  const sum = sumStretches(stretches);
  return {
    ...sum,
    perProcessorSecond: sum.requests / (inApi + inDatabase),
    apiMicros: (inApi * 1e6) / sum.requests,
    databaseMicros: (inDatabase * 1e6) / sum.requests,
  };
}

function sumRuns(name: string, runs: readonly PgbenchRun[]): Figures["pgbench"][number] {
  const of = runs.filter((run) => run.name === name);
  const sum = (what: (run: PgbenchRun) => number) => of.reduce((all, run) => all + what(run), 0);
  const transactions = sum((run) => run.transactions);
  const processor = sum((run) => run.processorSeconds);
  return {
    name,
    transactions,
    seconds: sum((run) => run.seconds),
    processorSeconds: processor,
    perProcessorSecond: transactions / processor,
  };
}

async function serverPlace(): Promise<PgbenchPlace> {
  const running = await findRunning(deskFolders(dataFolder, 18), settings.keyFolder);
  if (running === undefined)
    throw new Error("the bench measures the embedded server, which is not up");
  const password = deskPasswords(settings.keyFolder).app;
  return { port: running.port, password, postmaster: running.pid, folder: dataFolder };
}

/** Codes of a sample of families in turn, from as many addresses. */
async function codeQuestions({ fields }: ProjectionTools): Promise<() => Question> {
  const sample = Array.from({ length: 5_000 }, (_, i) => 1 + ((i * 7919) % families));
  const codes = [...(await readCodes(desk, fields, sample)).values()];
  let turn = 0;
  return () => {
    const code = codes[turn % codes.length];
    if (code === undefined) throw new Error("no code in the sample");
    return { path: "/kode", body: `kode=${spellKodeCek(code)}`, address: addressOf(turn++) };
  };
}

function nameQuestions({ lookup }: ProjectionTools): () => Question {
  let turn = 0;
  return () => {
    const family = 1 + ((turn * 7919) % families);
    const work = poseWork(lookup.secret, new Date(), OPEN_LIMITS.work);
    const body = new URLSearchParams({
      nama: headNameOf(family),
      desa: "x",
      desa_no: villageOf(family),
      kerja: work,
      bukti: "0",
    }).toString();
    return { path: "/nama", body, address: addressOf(turn++) };
  };
}

function addressOf(turn: number): string {
  return `10.${(turn >> 16) & 255}.${(turn >> 8) & 255}.${turn & 255}`;
}

async function pgbenchScripts(): Promise<
  readonly { readonly name: string; readonly sql: string }[]
> {
  const token = await sessionOf(desk);
  return [
    {
      name: "same-transaction",
      sql: `\\set id random(1, ${families})
begin;
select begin_as('\\x${token}', 'complaint');
select head_name, decile_national, facts from family where version_no = 1 and family_id = :id;
insert into audit_entry (act, subject_kind, subject_id, family_id, version_no, fields_class, row_count, request_id)
  values ('bench', 'family', :id, :id, 1, 'public', 1, 'bench');
commit;
`,
    },
    {
      name: "same-function",
      sql: `\\set id random(1, 1000000)
select * from public_check_codes(array[decode(md5(:id::text), 'hex')], array['10.0.0.' || :id], 2000000000, array['bench']);
`,
    },
    {
      name: "plain-indexed-read",
      sql: `\\set id random(1, ${regionBook().villages.length})
select name from region where region_id = :id;
`,
    },
  ];
}

/** A ministry officer's session: the whole nation, so that the policy lets the row through. */
async function sessionOf(of: Desk): Promise<string> {
  await seedDemoAccounts(of, villageOf(1).slice(0, 4));
  const name = "ministry-officer";
  const totp = totpCode(demoSecret(name), new Date());
  const session = await signIn(of, { name, password: DEMO_PASSWORD, totp }, new Date());
  if (!session.ok) throw new Error(`${name}: ${session.problem}`);
  return Buffer.from(session.value.token, "base64url").toString("hex");
}

function print(figures: Figures): void {
  if (values.json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return;
  }
  process.stdout.write(
    `${figures.families} keluarga, diproyeksikan dan terbit dalam ${figures.projected.toFixed(1)} s\n${lookupsTable(figures)}\n`,
  );
}
