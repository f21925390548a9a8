import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PURPOSES } from "#domain/purpose.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import type { Desk } from "#store/open.ts";
import { bothServers } from "#test/both-servers.ts";
import { COMMITMENT_ERRANDS, COMMITMENT_NEVER } from "#test/commitment-probes.ts";
import { EVALUATION_REFUSALS } from "#test/evaluation-probes.ts";
import { HOLDER_ERRANDS } from "#test/holder-probes.ts";
import { keptEvaluation } from "#test/made-evaluation.ts";
import { keptJoint } from "#test/made-joint.ts";
import {
  PAYMENT_ERRANDS,
  PAYMENT_NEVER,
  PAYMENT_TABLES,
  paymentReads,
} from "#test/payment-probes.ts";
import type { Actor } from "#test/rls-oracle.ts";
import { TIER_OF, VERSION } from "#test/rls-places.ts";
import { addProbes, changeProbes, ownProbes, type Probe, readProbes } from "#test/rls-probes.ts";
import { askAll, mayAskAll, neverProbes } from "#test/rls-refusals.ts";
import { CLOSED, REFERENCE } from "#test/rls-tables.ts";
import { FOREIGN, OWN, plant } from "#test/rls-world.ts";
import { RULE_REFUSALS } from "#test/rule-probes.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { adminForTests, openTestDesk, sessionForTests } from "#test/store.ts";

type Policy = {
  readonly name: string;
  readonly table: string;
  readonly using: string | null;
  readonly check: string | null;
};

type Asker = { readonly actor: Actor; readonly token: string };

/** Deviations from the oracle, as sentences; none is what we want. */
async function disagreements(
  client: pg.ClientBase,
  askers: readonly Asker[],
  probes: readonly Probe[],
  most = Number.POSITIVE_INFINITY,
): Promise<{ asked: number; wrong: string[] }> {
  const wrong: string[] = [];
  let asked = 0;
  for (const { actor, token } of askers) {
    await client.query("savepoint asker");
    await client.query("set local role dtsen_app");
    const begun = await ask1(client, actor, token);
    const isForAll = ["account", "own-data"].includes(actor.purpose);
    if (
      begun !== "ok" &&
      (isForAll || probes.some((probe) => isSomething(probe.expected(actor), probe)))
    ) {
      wrong.push(`${actor.role} for ${actor.purpose}: begin_as says ${begun}`);
    }
    const answers = begun === "ok" ? await askAll(client, probes) : [];
    for (const [i, answer] of answers.entries()) {
      const probe = probes[i] as Probe;
      const expected = probe.expected(actor);
      asked += 1;
      if (answer !== expected && !isRefusal(answer, expected)) {
        wrong.push(
          `${actor.role} for ${actor.purpose}: ${probe.name}: expected ${expected}, got ${answer}`,
        );
      }
    }
    await client.query("rollback to savepoint asker");
    if (wrong.length >= most) break;
  }
  return { asked, wrong };
}

/** A change may be refused by finding no row or by a word: both are a no. */
const isRefusal = (answer: string, expected: string) =>
  ["0", "denied"].includes(answer) && ["0", "denied"].includes(expected);

const isSomething = (expected: string, { name }: Probe) =>
  !["", "0", "denied"].includes(expected) &&
  name.startsWith("read ") &&
  !REFERENCE.includes(name.slice(5));

async function ask1(client: pg.ClientBase, actor: Actor, token: string): Promise<string> {
  const values = [Buffer.from(token, "base64url"), actor.purpose];
  await client.query("savepoint begin_as");
  try {
    const { rows } = await client.query<{ answer: string }>({
      text: "select dtsen.begin_as($1, $2) as answer",
      values,
    });
    return rows[0]?.answer ?? "";
  } catch (error) {
    await client.query("rollback to savepoint begin_as");
    return (error as Error).message;
  }
}

describe.each(bothServers("the table matrix"))(
  "on $name",
  { timeout: 2 * PATIENCE },
  ({ binaries }) => {
    let desk: Desk;
    let admin: pg.Client;
    let tables: string[] = [];
    const askers: Asker[] = [];
    const allProbes = () => [
      ...readProbes(),
      ...paymentReads(),
      ...addProbes(),
      ...changeProbes(),
      ...ownProbes(),
      ...neverProbes(tables),
    ];

    beforeAll(async () => {
      desk = await openTestDesk(binaries);
      admin = await adminForTests(desk);
      await mayAskAll(admin);
      await seedDemoAccounts(desk, "32.04");
      await plant(admin);
      tables = (
        await admin.query<{ name: string }>(
          `select relname as name from pg_class where relnamespace = 'dtsen'::regnamespace
         and relkind in ('r', 'p') and not relispartition order by 1`,
        )
      ).rows.map(({ name }) => name);
      for (const role of Object.keys(TIER_OF)) {
        const token = await sessionForTests(desk, role);
        for (const purpose of PURPOSES)
          askers.push({ actor: { role, purpose, isInForce: true }, token });
      }
    });
    afterAll(async () => {
      await admin.end();
      await desk.close();
    });

    const inside = async <T>(work: () => Promise<T>): Promise<T> => {
      await admin.query("begin");
      try {
        return await work();
      } finally {
        await admin.query("rollback");
      }
    };

    test("every table is known to the matrix", () => {
      const known = new Set([...readProbes(), ...paymentReads()].map(({ table }) => table));
      expect(tables.filter((table) => !known.has(table))).toEqual([]);
      expect(tables.length).toBeGreaterThan(40);
    });

    test("every table x role x purpose x place answers as the oracle: no leak, and nothing withheld", async () => {
      const mine = [...readProbes(), ...addProbes(), ...changeProbes(), ...ownProbes()];
      const { asked, wrong } = await inside(() => disagreements(admin, askers, mine));
      expect(wrong.slice(0, 30)).toEqual([]);
      expect(asked).toBeGreaterThan(10_000);
    });

    test("no role, for no purpose, writes a decile; nobody deletes anything", async () => {
      const deciles = neverProbes([]).filter(({ table }) => table === "family");
      const { wrong } = await inside(() => disagreements(admin, askers, deciles));
      expect(wrong).toEqual([]);
      const telling = await inside(() =>
        disagreements(admin, askers.filter(isTelling), neverProbes(tables)),
      );
      expect(telling.wrong).toEqual([]);
    });

    test("without a session only reference tables answer", async () => {
      await inside(async () => {
        await admin.query("set local role dtsen_app");
        const probes = readProbes().filter(({ table }) => !REFERENCE.includes(table));
        const answers = await askAll(admin, probes);
        for (const [i, probe] of probes.entries()) {
          expect([probe.name, answers[i]]).toEqual([
            probe.name,
            CLOSED.includes(probe.table) || /_v1/.test(probe.table)
              ? "denied"
              : expect.stringMatching(/^0?$/),
          ]);
        }
      });
    });

    test.each([
      ["expired", "valid_from = current_date - 9, valid_to = current_date - 2"],
      ["not yet begun", "valid_from = current_date + 2, valid_to = current_date + 9"],
      ["revoked", "revoked_at = now()"],
      ["never confirmed", "confirmed_by = null"],
    ])(
      "an appointment that is %s opens nothing, in any role, for any purpose",
      async (_how, change) => {
        await inside(async () => {
          await admin.query(`update dtsen.appointment set ${change}`);
          const gone = askers.map(({ actor, token }) => ({
            token,
            actor: { ...actor, isInForce: false },
          }));
          const probes = readProbes().filter(
            ({ table }) => !["account", "appointment"].includes(table),
          );
          const { wrong } = await disagreements(admin, gone, probes);
          expect(wrong.slice(0, 10)).toEqual([]);
        });
      },
    );

    test("two appointments far apart open both and nothing between", async () => {
      await inside(async () => {
        await admin.query(
          `insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi,
           valid_from, valid_to, decree, appointed_by, confirmed_by)
         select account_id, office_code, role_code, region_id, ${FOREIGN}, ${FOREIGN}, valid_from, valid_to, decree,
           appointed_by, confirmed_by from dtsen.appointment where role_code = 'village-operator'`,
        );
        const token = await sessionForTests(desk, "village-operator");
        await admin.query("set local role dtsen_app");
        await ask1(
          admin,
          { role: "village-operator", purpose: "verification", isInForce: true },
          token,
        );
        const family = readProbes().filter(({ name }) => name === "read family");
        expect(await askAll(admin, family)).toEqual([
          "own,foreign,moved-in,arrival,unconfirmed,suppressed-member",
        ]);
      });
    });

    test("a person acts once in a transaction: a second begin_as is refused", async () => {
      await inside(async () => {
        const [first, second] = [askers[0], askers.at(-1)];
        await admin.query("set local role dtsen_app");
        await ask1(admin, { role: "", purpose: "account", isInForce: true }, first?.token ?? "");
        expect(
          await ask1(admin, { role: "", purpose: "account", isInForce: true }, second?.token ?? ""),
        ).toContain("already");
      });
    });

    test("each database role reads what it must and no more", async () => {
      expect(await inside(() => backstage(admin, tables))).toEqual([]);
    });

    test(
      "pooled connections never mix people: interleaved, a fifth aborted",
      async () => {
        const officers = [
          "village-operator",
          "district-operator",
          "regency-verifier",
          "auditor",
        ] as const;
        const seenBy = {
          "village-operator": 4,
          "district-operator": 5,
          "regency-verifier": 6,
          auditor: 0,
        };
        const tokens = new Map<string, string>();
        for (const name of officers) tokens.set(name, await sessionForTests(desk, name));
        // What earlier tests left unsealed would stop all reads when it is a quarter of an hour old.
        await admin.query(
          "update dtsen.audit_watermark set sealed_xid = pg_snapshot_xmax(pg_current_snapshot())",
        );
        let wrong = 0;
        await Promise.all(
          Array.from({ length: SIZES.pooledAttempts }, async (_, turn) => {
            const name = officers[turn % officers.length] ?? "auditor";
            const client = await desk.app.connect();
            try {
              await client.query("begin");
              await ask1(
                client,
                { role: name, purpose: "verification", isInForce: true },
                tokens.get(name) ?? "",
              );
              const { rows } = await client.query<{ n: number }>(
                "select count(*)::int as n from dtsen.family",
              );
              if (rows[0]?.n !== seenBy[name]) wrong += 1;
              await client.query(turn % 5 === 0 ? "rollback" : "commit");
              const after = await client.query<{ n: number }>(
                "select count(*)::int as n from dtsen.family",
              );
              if (after.rows[0]?.n !== 0) wrong += 1;
            } finally {
              client.release();
            }
          }),
        );
        expect(wrong).toBe(0);
      },
      2 * PATIENCE,
    );

    test("dropping, or opening wide, any one policy turns the matrix red", async () => {
      const policies = await admin.query<Policy>(
        `select policyname as name, tablename as table, qual as using, with_check as check
       from pg_policies where schemaname = 'dtsen' order by 2, 1`,
      );
      const survivors: string[] = [];
      for (const policy of policies.rows) {
        for (const mutant of mutantsOf(policy)) {
          const isFound = await inside(async () => {
            await admin.query(mutant);
            return await isRed(admin, askers.filter(isTelling), allProbes(), policy.table);
          });
          if (!isFound) survivors.push(mutant);
        }
      }
      expect(survivors).toEqual([]);
      expect(policies.rows.length).toBeGreaterThan(80);
    });
  },
);

const SEALER_READS = new Set(["audit_entry", "audit_leaf", "audit_watermark"]);
const WORKER_READS = new Set([
  "area_figure",
  "what_if_cell",
  "joint_what_if",
  "rule_part",
  "delivery",
  "quarantine_row",
  "tombstone",
  "finding",
  "evidence_check",
  "identity_check",
  "identity_question",
  "removal",
  "removal_act",
  "unidentified_person",
  "unidentified_event",
  "check_code",
  "family_redirect",
  "person_redirect",
  "person_passage",
  "family_passage",
  "family",
  "person",
  "outcome",
  "lookup_name",
  "public_sheet",
  "finding_answer",
  "review_record",
  "review_pair",
  "review_gold",
  "review_cluster",
  "review_event",
  "identity_decision",
  ...PAYMENT_TABLES,
  "case_file",
  "case_event",
  "card_holder",
  "holder_change",
  "aid_proposal",
  "ground_check",
  "ground_check_answer",
  "deliberation",
  "deliberation_decision",
  "case_finding",
  "objection",
  "objector",
  "resignation",
  "unchanged_word",
  "complaint",
  "complainant",
  "appeal",
  "commitment_refusal",
  "book_check",
]);

/** Adds and changes of the roles behind the scenes, each with the rows it must touch. */
const BACKSTAGE: readonly (readonly [role: string, table: string, sql: string])[] = [
  [
    "dtsen_worker",
    "audit_entry",
    "insert into dtsen.audit_entry (actor, act, subject_kind) values ('cli:x', 'x', 'none')",
  ],
  [
    "dtsen_worker",
    "unidentified_event",
    "insert into dtsen.unidentified_event (unidentified_id, kind, village_no, domicile_village_no) values (101, 'noted', 1, 1)",
  ],
  ["dtsen_worker", "vault_fact", `insert into dtsen.vault_fact values (1, 999, ${OWN}, '{1}')`],
  ["dtsen_worker", "identity_check", "update dtsen.identity_check set delivery_no = delivery_no"],
  [
    "dtsen_worker",
    "version_gate",
    `insert into dtsen.version_gate values (${VERSION}, 'duplicates', 1, 20, 'passed', 'x')`,
  ],
  ["dtsen_worker", "program_evaluation", keptEvaluation(String(VERSION), `${VERSION} + 70`)],
  ["dtsen_worker", "joint_what_if", keptJoint(String(VERSION), "8")],
  [
    "dtsen_worker",
    "removal_run",
    `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days)
     values (${VERSION} + 70, ${VERSION}, '{}', repeat('1', 64), 30)`,
  ],
  [
    "dtsen_worker",
    "removal_bound",
    "insert into dtsen.removal_bound values (70, 'y', 'nation', 0, 'any', null, 100, null, 40, 'within', 'x', true)",
  ],
  [
    "dtsen_worker",
    "withdrawal_list",
    `insert into dtsen.withdrawal_list (version_no, back_to_no, decrees, counts, file_sha256)
     values (${VERSION}, ${VERSION} + 70, '{2}', '{}', repeat('1', 64))`,
  ],
  [
    "dtsen_worker",
    "area_figure",
    `insert into dtsen.area_figure values (${VERSION}, '99', 2, 1, 2, 0, '{}', null, null, 0, 0, '{}')`,
  ],
  ["dtsen_worker", "area_figure", "delete from dtsen.area_figure"],
  [
    "dtsen_worker",
    "what_if_cell",
    `insert into dtsen.what_if_cell values (${VERSION}, 'x', 9, 1, 2, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0)`,
  ],
  ["dtsen_worker", "what_if_cell", "delete from dtsen.what_if_cell"],
  ...PAYMENT_ERRANDS,
  ...HOLDER_ERRANDS,
  ...COMMITMENT_ERRANDS,
  ["dtsen_sealer", "audit_leaf", "insert into dtsen.audit_leaf values (2, 2, '\\x00', 1)"],
  [
    "dtsen_sealer",
    "audit_checkpoint",
    "insert into dtsen.audit_checkpoint values (2, 2, 2, 'x', 'x', now())",
  ],
  ["dtsen_sealer", "audit_watermark", "update dtsen.audit_watermark set sealed_seq = 0"],
];

/** No note without a name, neither of the worker nor of an application that nobody has signed into; no answer changed. */
const NEVER_BACKSTAGE: readonly (readonly [role: string, table: string, sql: string])[] = [
  [
    "dtsen_worker",
    "audit_entry",
    "insert into dtsen.audit_entry (actor, act, subject_kind) values ('public', 'x', 'none')",
  ],
  // The worker takes the book along and writes nothing in it.
  [
    "dtsen_worker",
    "identity_decision",
    "update dtsen.identity_decision set decided_by = decided_by",
  ],
  // Which version was in force when is written by the pointer's own switch.
  [
    "dtsen_worker",
    "publication",
    "insert into dtsen.publication (version_no, kind, from_at, published_by) values (1, 'again', now(), 'x')",
  ],
  // What was judged stays judged, and nobody answers for a gate but by their own word.
  ["dtsen_worker", "version_gate", "update dtsen.version_gate set bound = bound"],
  [
    "dtsen_worker",
    "gate_override",
    `insert into dtsen.gate_override values (${VERSION}, 'removed', 2, 'alasan yang cukup panjang')`,
  ],
  // Nobody proposes or approves a list but as themselves, by the functions that know both people.
  [
    "dtsen_app",
    "determination_word",
    "insert into dtsen.determination_word (determination_no, state, account_id) values (1, 'approved', 2)",
  ],
  [
    "dtsen_worker",
    "determination_word",
    "insert into dtsen.determination_word (determination_no, state, account_id) values (1, 'approved', 2)",
  ],
  [
    "dtsen_worker",
    "determination",
    "update dtsen.determination set outcome_sha256 = outcome_sha256",
  ],
  ["dtsen_app", "version_list", "update dtsen.version_list set outcome_sha256 = outcome_sha256"],
  ...RULE_REFUSALS,
  ...EVALUATION_REFUSALS,
  ["dtsen_worker", "joint_what_if", "update dtsen.joint_what_if set answer = answer"],
  // Notices are given by the switch alone; nobody answers for removals, or moves one, but by their own act.
  [
    "dtsen_worker",
    "removal_run",
    `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
     values (${VERSION} + 70, ${VERSION}, '{}', repeat('1', 64), 30, '2026-01-01', '2026-01-31')`,
  ],
  ["dtsen_worker", "removal_run", "update dtsen.removal_run set file_sha256 = file_sha256"],
  ["dtsen_worker", "removal_bound", "update dtsen.removal_bound set outcome = outcome"],
  [
    "dtsen_worker",
    "removal_override",
    "insert into dtsen.removal_override values (70, 'x', 2, 'alasan yang cukup panjang')",
  ],
  ["dtsen_worker", "removal", "update dtsen.removal set state = 'effective'"],
  ["dtsen_app", "removal", "update dtsen.removal set state = 'effective'"],
  ["dtsen_worker", "removal_act", "update dtsen.removal_act set reason = reason"],
  // A decree and a word for a going back are somebody's own act; what was sealed stays as it was.
  ["dtsen_worker", "decree", "update dtsen.decree set version_no = version_no"],
  ["dtsen_worker", "withdrawal_list", "update dtsen.withdrawal_list set counts = counts"],
  [
    "dtsen_worker",
    "withdrawal_word",
    "insert into dtsen.withdrawal_word values (70, 2, 'alasan yang cukup panjang')",
  ],
  ["dtsen_worker", "withdrawal_order", "update dtsen.withdrawal_order set reason = reason"],
  [
    "dtsen_worker",
    "withdrawal_order",
    `insert into dtsen.withdrawal_order (version_no, account_id, reason)
     values (${VERSION}, 2, 'alasan yang cukup panjang')`,
  ],
  ...PAYMENT_NEVER,
  ...COMMITMENT_NEVER,
  // No second officer but by an answer of their own.
  ["dtsen_worker", "identity_check", "update dtsen.identity_check set confirmed_by = confirmed_by"],
  [
    "dtsen_app",
    "audit_entry",
    "insert into dtsen.audit_entry (act, subject_kind) values ('x', 'none')",
  ],
];

/** The worker changes these: a row set to what it is must be touched. */
const WORKER_CHANGES: readonly string[] = [
  "delivery",
  "version",
  "version_delivery",
  "publication_pointer",
  "version_figure",
  "version_diff",
  "version_list",
  "ledger_segment",
  "program",
  "region",
  "region_code",
  "region_succession",
  "source_owner",
  "finding",
  "evidence_check",
  "identity_question",
  "unidentified_person",
  "check_code",
  "publication_sheet",
  "family_redirect",
  "person_redirect",
  "person_passage",
  "quarantine_row",
  "header_mapping",
  "finding_answer",
  "version_model",
  "review_record",
  "review_pair",
  "review_gold",
  "review_cluster",
];

const EXPECTED_READERS: Readonly<Record<string, (table: string) => boolean>> = {
  dtsen_owner: () => true,
  dtsen_worker: (table) => WORKER_READS.has(table) || REFERENCE.includes(table),
  dtsen_gate: () => false,
  dtsen_lake: () => false,
  dtsen_sealer: (table) => SEALER_READS.has(table) || REFERENCE.includes(table),
  dtsen_auditor: (table) => SEALER_READS.has(table) || REFERENCE.includes(table),
  dtsen_vault: (table) =>
    ["vault_fact", "vault_note", "suppression", "suppression_member", "hidden_unit"].includes(
      table,
    ),
};

type Errand = {
  readonly role: string;
  readonly sql: string;
  readonly isMet: boolean;
  readonly name: string;
};

/** The roles behind the scenes against what each must read and change. */
async function backstage(client: pg.ClientBase, tables: readonly string[]): Promise<string[]> {
  const reads = Object.entries(EXPECTED_READERS).flatMap(([role, may]) =>
    tables
      .filter((table) => table !== "acting")
      .map((table): Errand => {
        const sql = `select count(*)::text as answer from dtsen.${table}`;
        return { role, sql, isMet: may(table), name: `read ${table}` };
      }),
  );
  const asked = ([role, table, sql]: (typeof BACKSTAGE)[number], isMet: boolean): Errand[] =>
    tables.includes(table) ? [{ role, sql, isMet, name: sql }] : [];
  const errands = [
    ...reads,
    ...BACKSTAGE.flatMap((each) => asked(each, true)),
    ...NEVER_BACKSTAGE.flatMap((each) => asked(each, false)),
    ...(await workerChanges(client, tables)),
  ];
  const answers = await askAll(client, errands);
  return errands.flatMap(({ role, isMet, name }, i) =>
    ["0", "denied"].includes(answers[i] ?? "") === isMet ? [`${role}: ${name}: ${answers[i]}`] : [],
  );
}

/** A row of each table that the worker changes, set to what it is. */
async function workerChanges(client: pg.ClientBase, tables: readonly string[]): Promise<Errand[]> {
  const changed = WORKER_CHANGES.filter((each) => tables.includes(each));
  const { rows } = await client.query<{ table: string; column: string }>(
    `select distinct on (c.relname) c.relname as table, a.attname as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'dtsen'::regnamespace and c.relname = any ($1) and a.attnum > 0 and a.attidentity = ''
     order by c.relname, a.attnum`,
    [changed],
  );
  return rows.map(({ table, column }) => ({
    role: "dtsen_worker",
    sql: `update dtsen.${table} set ${column} = ${column}`,
    isMet: true,
    name: `change ${table}`,
  }));
}

/** Enough people to miss every policy: each right is held, and not held, by some of them. */
const TELLING: readonly string[] = [
  "village-operator verification",
  "village-operator service",
  "village-operator worklist",
  "village-operator account",
  "psm verification",
  "village-head verification",
  "pkh-facilitator service",
  "regency-verifier verification",
  "social-worker protection",
  "agency-head administration",
  "account-admin administration",
  "auditor oversight",
  "auditor supervision",
  "regency-supervisor statistics",
  "bps-statistician statistics",
  "bps-steward update",
  "civil-registry-officer identity-check",
  "regency-verifier complaint",
  "province-officer complaint",
];

const isTelling = ({ actor }: Asker) => TELLING.includes(`${actor.role} ${actor.purpose}`);

/** Whether the matrix, looking at one table, finds anything. */
async function isRed(
  client: pg.ClientBase,
  askers: readonly Asker[],
  probes: readonly Probe[],
  table: string,
): Promise<boolean> {
  if ((await backstage(client, [table])).length > 0) return true;
  const own = probes.filter((probe) => probe.table === table);
  const { wrong } = await disagreements(client, askers, own, 1);
  return wrong.length > 0;
}

/** Dropped; and opened wide in all that it says (one half alone is often held by the other). */
function mutantsOf(policy: Policy): string[] {
  const on = `policy ${policy.name} on dtsen.${policy.table}`;
  const wide = [
    ...(policy.using === null ? [] : ["using (true)"]),
    ...(policy.check === null ? [] : ["with check (true)"]),
  ];
  const isWide = [policy.using, policy.check].every((each) => each === null || each === "true");
  return [`drop ${on}`, ...(isWide ? [] : [`alter ${on} ${wide.join(" ")}`])];
}
