import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { adminForTests, deskForTests } from "#test/store.ts";
import { recordWork } from "./audit.ts";
import { exportAudit } from "./audit-export.ts";
import { verifyAudit } from "./audit-verify.ts";
import { backUp } from "./backup.ts";
import { openSigningKey, publicPem } from "./checkpoint.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { restore } from "./restore.ts";
import { seal } from "./seal.ts";
import { asWorker } from "./transact.ts";

const desk = deskForTests();
const other = deskForTests();
const root = mkdtempSync(join(tmpdir(), "dtsen-backup-"));
const folder = join(root, "backup");
const witness = join(root, "witness");
const now = () => new Date();

const note = (act: string) =>
  asWorker(desk(), (tx) =>
    recordWork(
      tx,
      { username: "bps-steward", purpose: "update" },
      { act, subjectKind: "none", fieldsClass: "work" },
    ),
  );

test("a desk comes back from its backup: accounts, published people, audit, counters", async () => {
  await seedDemoAccounts(desk(), "32.04");
  const admin = await adminForTests(desk());
  await admin.query(`
    insert into version (label, state, basis, as_of, manifest_sha256, built_by) values ('1', 'projected', 'families', '2026-01-01', 'abc', 't');
    select open_projection(1);
    insert into dtsen_loading.family_v1 (version_no, family_id, size, village_no, domicile_village_no, facts, kk_enc)
      values (1, 7, 2, 3204052001, 3204052001, '{1,-2}', '\\x0102');
    select close_projection(1);
    insert into publication_pointer (version_no) values (1);
    insert into vault_fact values (1, 8, 3204052001, '{1}');
    insert into identity_question (question_id, person_id, family_id, village_no, domicile_village_no, adapter, asked_by, answered_on)
      values ('00000000-0000-4000-8000-000000000008', 8, 7, 3204052001, 3204052001, 'manual', 'cli', '2026-02-01');
    insert into identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome, question_id)
      values (8, 7, 3204052001, 3204052001, 'manual', 'meninggal', '00000000-0000-4000-8000-000000000008');
    insert into delivery (source, delivery_set, as_of, file_name, sha256, received_by)
      values ('dukcapil', 'identity', '2026-02-01', 'x.csv', repeat('0', 64), 't');
    update identity_check set given_by = 1, confirmed_by = 2, delivery_no = (select delivery_no from delivery);
    insert into suppression (unit, unit_id, ground, ordered_by) values ('family', 7, 'shelter', 1)`);
  await admin.end();
  await note("first");
  await seal(desk(), [witness], now);
  await note("unsealed, with a tab\tand \\ backslash");

  const manifest = await backUp(desk(), folder, now());
  expect(manifest.versions).toEqual([{ version_no: 1, manifest_sha256: "abc" }]);
  expect(await restore(other(), folder, [])).toMatchObject({ ok: true });

  const { rows } = await other().owner.query(
    `select (select count(*) from account) as accounts, (select count(*) from session) as sessions,
       (select family_id from publication_pointer p join family f using (version_no) where f.is_suppressed and f.kk_enc = '\\x0102') as family,
       (select count(*) from vault_fact) as vault, (select count(*) from region where tier = 'village') > 83000 as has_villages`,
  );
  expect(rows).toEqual([{ accounts: 38, sessions: 0, family: 7, vault: 1, has_villages: true }]);
});

test("the log goes on over the restore, and every entry verifies against the old witness", async () => {
  await seal(other(), [witness], now);
  await asWorker(other(), (tx) =>
    recordWork(
      tx,
      { username: "x", purpose: "update" },
      { act: "later", subjectKind: "none", fieldsClass: "work" },
    ),
  );
  const publicKey = publicPem(openSigningKey(other().settings.keyFolder));
  let tries = 0;
  // The seal waits for the oldest transaction of the server, which other test files share.
  await vi.waitFor(
    async () => {
      await seal(other(), [witness], now);
      const exportFile = join(root, `export-${tries++}`);
      await exportAudit(other(), exportFile);
      const verdict = await verifyAudit({ exportFile, witnessFolders: [witness], publicKey });
      expect(verdict).toMatchObject({ ok: true, entries: 3 });
    },
    { timeout: 50_000, interval: 500 },
  );
});

test("what was asked of a row when it was made is not asked again: both officers of an answer, and a question about somebody hidden since, come back", async () => {
  const { rows } = await other().owner.query(
    `select k.given_by::int, k.confirmed_by::int, k.waits, k.delivery_no is not null as went, q.asked_by
     from identity_check k join identity_question q using (question_id)`,
  );
  expect(rows).toEqual([
    { given_by: 1, confirmed_by: 2, waits: false, went: true, asked_by: "cli" },
  ]);
  const { rows: off } = await other().owner.query(
    "select tgname from pg_trigger where not tgisinternal and tgenabled = 'D'",
  );
  expect(off).toEqual([]);
});

test("the rights are forced again after a restore", async () => {
  const { rows } = await other().owner.query(
    `select relname from pg_class where relnamespace = 'dtsen'::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity`,
  );
  expect(rows).toEqual([]);
  expect((await other().app.query("select from family")).rowCount).toBe(0);
});

test("a desk that holds something is never overwritten; a changed file is refused", async () => {
  expect(await restore(other(), folder, [])).toEqual({ ok: false, problem: "desk-not-empty" });
  const file = join(folder, "account.copy.gz");
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(0)]));
  expect(await restore(other(), folder, [])).toEqual({ ok: false, problem: "file-changed" });
  expect(await restore(other(), root, [])).toEqual({ ok: false, problem: "no-manifest" });
});

test("no key and no password is in the backup", () => {
  const { keyFolder } = desk().settings;
  const files = readdirSync(keyFolder, { withFileTypes: true }).filter((each) => each.isFile());
  const secrets = files.flatMap(
    ({ name }) =>
      readFileSync(join(keyFolder, name), "utf8").match(
        /[0-9a-f]{48,}|[A-Za-z0-9+/]{40,}={0,2}/g,
      ) ?? [],
  );
  expect(secrets.length).toBeGreaterThan(2);
  for (const name of readdirSync(folder).filter(
    (each) => each.endsWith(".gz") && each !== "account.copy.gz",
  )) {
    const text = gunzipSync(readFileSync(join(folder, name))).toString("latin1");
    for (const secret of secrets) expect(text.includes(secret), name).toBe(false);
  }
});
