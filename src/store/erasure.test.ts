import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adminForTests, deskForTests, sessionForTests } from "#test/store.ts";
import { seedDemoAccounts } from "./demo-accounts.ts";
import { eraseAtDesk, repeatErasures } from "./erasure.ts";
import { asSession, asWorker, inTransaction } from "./transact.ts";

const desk = deskForTests();
const VILLAGE = 3204052001;
/**
 * She is 10 and 20; in version 1 also row 30, which is another's by now, and her telephone stands at 40. 11 lives with her
 * and is hidden for safety, 12 lives with them; 50 is a stranger.
 */
const [HER, OLD, SEAT, PHONE, HIDDEN, MATE, STRANGER] = [10, 20, 30, 40, 11, 12, 50];
const FAMILIES: Readonly<Record<number, readonly number[]>> = {
  1: [HER, HIDDEN],
  2: [OLD],
  3: [SEAT, MATE],
  4: [PHONE],
  5: [STRANGER],
};
/** A record of hers by the newest word. */
const RECORD = 7001;
const PEOPLE = Object.values(FAMILIES).flat();
const nameOf = (id: number): string =>
  `KANARIA${"ABCDEFGHIJ"[Math.trunc(id / 10)]}${id % 10 === 0 ? "A" : "B"} WARGA`;

let admin: pg.Client;
let officer = 0;
beforeAll(async () => {
  admin = await adminForTests(desk());
  await seedDemoAccounts(desk(), "3204");
  const { rows } = await admin.query<{ id: number }>(
    "select account_id::int as id from account where username = 'village-operator'",
  );
  officer = rows[0]?.id ?? 0;
  await project(1);
  await plant();
});
afterAll(async () => await admin.end());

/** A projection in which everybody says everything that can be erased. */
async function project(no: number): Promise<void> {
  const families = Object.entries(FAMILIES).map(
    ([family, [head = 0, ...others]]) =>
      `(${no}, ${family}, ${head}, ${others.length + 1}, ${VILLAGE}, ${VILLAGE}, '\\x01', '\\x02', '${nameOf(head)}', 'JALAN 1',
        '001', '002', 1, 2, 20260101, '{1,2}', 5, 1, 2, 3, 4, 'm', '{"housing": {}}')`,
  );
  const people = Object.entries(FAMILIES).flatMap(([family, ids]) =>
    ids.map(
      (
        id,
      ) => `(${no}, ${id}, ${family}, ${VILLAGE}, ${VILLAGE}, '${nameOf(id)}', 'k', '\\x01', '\\x02', '\\x03', 19800101, 'IBU',
        '\\x04', 'padan', 1, '{1,2}', '{"work": {}}')`,
    ),
  );
  await admin.query(`
    insert into version (version_no, label, state, basis, as_of, manifest_sha256, built_by)
      overriding system value values (${no}, '${no}', 'projected', 'families', '2026-01-01', 'x', 't');
    select open_projection(${no}, 1);
    insert into dtsen_loading.family_v${no} (version_no, family_id, head_person_id, size, village_no, domicile_village_no, kk_enc,
      kk_index, head_name, address, rt, rw, latitude, longitude, facts_as_of, facts, score, decile_national, decile_province,
      decile_regency, percentile, model_id, sources) values ${families.join(", ")};
    insert into dtsen_loading.person_v${no} (version_no, person_id, family_id, village_no, domicile_village_no, name, name_key,
      nik_enc, nik_index, kk_index, birth_date, mother_name, phone_enc, identity_status, life_status, facts, sources)
      values ${people.join(", ")};
    insert into dtsen_loading.lookup_name_v${no} (version_no, name_key, family_id, person_id, village_no)
      select version_no, '\\x01', family_id, person_id, village_no from dtsen_loading.person_v${no};
    insert into dtsen_loading.public_sheet_v${no} (version_no, family_id, masked_head, programs, reviewed)
      select version_no, family_id, 'K***', 1, 2 from dtsen_loading.family_v${no};
    insert into dtsen_loading.outcome_v${no} (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
      select version_no, family_id, 'pbi', 'person', person_id, village_no, village_no, 'eligible' from dtsen_loading.person_v${no}
      union all select version_no, family_id, 'pkh', 'family', family_id, village_no, village_no, 'eligible' from dtsen_loading.family_v${no};
    select close_projection(${no});
    insert into vault_fact select ${no}, person_id, village_no, '{1}' from person where version_no = ${no};
    insert into publication_pointer (version_no) values (${no}) on conflict (one) do update set version_no = excluded.version_no`);
}

/** What lies beside projections, about her old id as about a stranger. */
async function plant(): Promise<void> {
  await admin.query(`
    insert into suppression (unit, unit_id, ground, ordered_by) values ('person', ${HIDDEN}, 'threat', 1);
    select mark_suppressed()`);
  // A version whose projection is no more, and a record of hers that nobody's id says.
  await admin.query(`
    insert into version (version_no, label, basis, as_of, built_by) overriding system value values (7, '7', 'families', '2026-01-01', 't');
    insert into review_record values (${RECORD}, 1, null, null, ${VILLAGE}, ${RECORD}, 'dtks', 20260101, '\\x00')`);
  for (const family of [1, 2, 5]) {
    await admin.query(`
      insert into check_code (code_index, family_id, village_no, domicile_village_no)
        values (sha256('${family}'), ${family}, ${VILLAGE}, ${VILLAGE})`);
  }
  for (const id of [OLD, STRANGER]) {
    const family = id / 10;
    const name = nameOf(id);
    const user = `warga${id}`;
    await admin.query(`
      insert into finding (finding_id, unit, unit_id, family_id, kind, variable_id, fact_place, fact_value, village_no,
          domicile_village_no, observed_on, note, recorded_by, answer_reason) overriding system value
        values (${id}, 'person', ${id}, ${family}, 'correction', 'works', 1, 1, ${VILLAGE}, 3204052002, '2026-01-01', 'catatan', ${officer}, 'dijawab'),
          (${id + 1}, 'family', ${family}, ${family}, 'still-here', null, null, null, ${VILLAGE}, ${VILLAGE}, '2026-01-01', 'bu ${name} ada', ${officer}, null),
          (${id + 2}, 'family', ${family}, ${family}, 'still-here', null, null, null, ${VILLAGE}, ${VILLAGE}, '2026-01-01', 'rumah ada', ${officer}, null);
      insert into finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, note, recorded_by)
        values ('family', ${family}, ${family}, 'still-here', ${VILLAGE}, ${VILLAGE}, '2026-01-01', 'KTP 9932040101150001', ${officer});
      insert into vault_fact values (7, ${id}, ${VILLAGE}, '{1}');
      insert into review_record values (${id}, 1, ${id}, ${family}, ${VILLAGE}, ${id}, 'dtks', 20260101, '\\x00');
      insert into finding_answer (version_no, finding_id, answer, reason) values (1, ${id}, 'absorbed', 'karena ${name}');
      insert into evidence_check (version_no, family_id, person_id, village_no, domicile_village_no, source, subject_kind, statement,
          match_probability_milli, reason) values (1, ${family}, ${id}, ${VILLAGE}, ${VILLAGE}, 'pln', 'person', 'power-va', 500, 'too-old');
      insert into identity_question (question_id, person_id, family_id, village_no, domicile_village_no, adapter, asked_by)
        values (gen_random_uuid(), ${id}, ${family}, ${VILLAGE}, ${VILLAGE}, 'manual', 'x');
      insert into identity_check (person_id, family_id, village_no, domicile_village_no, adapter, outcome)
        values (${id}, ${family}, ${VILLAGE}, ${VILLAGE}, 'manual', 'padan');
      insert into vault_note (person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
        values (${id}, 'diagnosis', 'UU', '\\x00', 1, '2027-01-01');
      insert into unidentified_person (unidentified_id, client_id, name, sex, birth_year_estimate, description, referred_to,
          village_no, domicile_village_no, found_on, recorded_by, state, promoted_person_id) overriding system value
        values (${id}, gen_random_uuid(), '${name}', 1, 1980, 'tinggi', 'puskesmas', ${VILLAGE}, ${VILLAGE}, '2026-01-01', ${officer}, 'promoted', ${id});
      insert into unidentified_event (unidentified_id, kind, village_no, domicile_village_no, note)
        values (${id}, 'noted', ${VILLAGE}, ${VILLAGE}, 'mungkin ${name}');
      insert into account (username, person_name, password_hash, person_id, email, phone)
        values ('${user}', '${name}', 'x', ${id}, 'a@contoh.id', '0812');
      insert into session (token_sha256, account_id, device, idle_until, absolute_until)
        select sha256('${user}'), account_id, 'HP ${name}', now() + interval '1 day', now() + interval '1 day' from account where username = '${user}';
      insert into sign_in_attempt (username) values ('${user}');
      insert into idempotency_key (account_id, key, request_sha256, status, body)
        select account_id, 'own', '\\x00', 200, '{}' from account where username = '${user}';
      insert into idempotency_key (account_id, key, request_sha256, status, body)
        values (${officer}, 'about-${id}', '\\x00', 200, '{"person": ${id}}')`);
  }
}

const rows = async <T extends object>(sql: string): Promise<readonly T[]> =>
  (await admin.query<T>(sql)).rows;
const one = async (sql: string): Promise<unknown> => Object.values((await rows(sql))[0] ?? {})[0];

/** All that the desk says of people and families, for those whom nobody erased. */
const rest = async (): Promise<unknown> => {
  const whom = `(${[HIDDEN, PHONE, STRANGER].join(", ")})`;
  const tables = {
    person: `select * from person where person_id in ${whom}`,
    family: "select * from family where family_id in (4, 5)",
    sheet: "select * from public_sheet where family_id in (4, 5)",
    outcome: `select * from outcome where unit_id in ${whom} or family_id in (4, 5)`,
    lookup: `select * from lookup_name where person_id in ${whom}`,
    record: `select * from review_record where person_id in ${whom}`,
    vault: `select * from vault_fact where person_id in ${whom}`,
    note: `select * from vault_note where person_id in ${whom}`,
    finding: `select * from finding where family_id = 5`,
    answer: `select * from finding_answer where finding_id >= ${STRANGER}`,
    evidence: `select * from evidence_check where person_id in ${whom}`,
    check: `select * from identity_check where person_id in ${whom}`,
    question: `select * from identity_question where person_id in ${whom}`,
    found: `select * from unidentified_person where promoted_person_id in ${whom}`,
    event: `select * from unidentified_event where unidentified_id in ${whom}`,
    account: `select * from account where person_id in ${whom}`,
    session: `select s.* from session s join account a using (account_id) where a.person_id in ${whom}`,
    attempt: `select * from sign_in_attempt where username = 'warga${STRANGER}'`,
    key: `select * from idempotency_key where key = 'about-${STRANGER}' or account_id in (select account_id from account where person_id in ${whom})`,
    code: "select * from check_code where family_id = 5",
  };
  const told: Record<string, unknown> = {};
  for (const [table, sql] of Object.entries(tables)) {
    told[table] = (await rows(
      `select to_jsonb(t) - 'phone_enc' - 'is_suppressed' as row from (${sql}) t order by 1`,
    )) as unknown;
  }
  return told;
};

const DECISION = {
  personId: String(HER),
  ids: [String(HER), String(OLD)],
  records: [String(RECORD)],
  stoodIn: [
    [1, String(SEAT), "row"],
    [1, String(PHONE), "phone"],
    [7, String(STRANGER), "row"],
  ] as const,
  ground: "UU 27/2022 pasal 8",
  erasedBy: "bps-steward",
  confirmedBy: "bps-steward-2",
};
const erase = (change: Partial<Parameters<typeof eraseAtDesk>[1]> = {}) =>
  asWorker(desk(), (tx) => eraseAtDesk(tx, { ...DECISION, ...change }));

describe("who may not", () => {
  test.each([
    [{ confirmedBy: "BPS-Steward" }, "same-person"],
    [{ erasedBy: "village-operator" }, "right-not-held"],
    [{ confirmedBy: "auditor" }, "second-right-not-held"],
    [{ ground: " x " }, "ground-missing"],
  ])("%j is refused as %s, and nothing is buried", async (change, problem) => {
    expect(await erase(change)).toEqual({ ok: false, problem });
    expect(await one("select count(*)::int from tombstone")).toBe(0);
    expect(await one(`select name from person where person_id = ${HER}`)).toBe(nameOf(HER));
  });

  test("nobody but the worker is let to the act, and the worker to no tombstone", async () => {
    const session = await sessionForTests(desk(), "bps-steward");
    const call =
      "select dtsen.erase_person(50, '{}', '{}', '[]', 'UU 27/2022', 'bps-steward', 'bps-steward-2')";
    await expect(asSession(desk(), session, "update", (tx) => tx.query(call))).rejects.toThrow(
      "permission denied",
    );
    for (const sql of [
      "insert into dtsen.tombstone (unit, unit_id, ground, erased_by) values ('person', 50, 'x', 'x')",
      "update dtsen.tombstone set ground = 'x'",
      "select dtsen.erase_projected(1, '{50}')",
      "select dtsen.erase_beside('{50}', '{}')",
      "select dtsen.honour_tombstones()",
      "select dtsen.bury_person(50, '{}', '{}', '[]', 'x', now(), 'x', 'x')",
      "select dtsen.repeat_erasure(50, '{}', '{}', '[]', 'x', now(), 'x', 'x')",
    ]) {
      await expect(
        asWorker(desk(), (tx) => tx.query(sql)),
        sql,
      ).rejects.toThrow("permission denied");
    }
  });
});

describe("once two have erased her", () => {
  let before: unknown;
  beforeAll(async () => {
    before = await rest();
    expect(await erase()).toEqual({ ok: true, value: "erased" });
  });

  test("nobody else has lost a word", async () => {
    expect(await rest()).toEqual(before);
  });

  test("her rows are ids with absent facts, the row that was hers has lost her name and kept another's facts", async () => {
    const nothing = {
      name: null,
      name_key: null,
      nik_enc: null,
      nik_index: null,
      kk_index: null,
      birth_date: null,
      mother_name: null,
      phone_enc: null,
    };
    const absent = { identity_status: null, life_status: -5, facts: [-5, -5], sources: {} };
    const kept = { identity_status: "padan", life_status: 1, facts: [1, 2], sources: { work: {} } };
    const said =
      await rows(`select person_id::int as id, ${Object.keys({ ...nothing, ...absent }).join(", ")} from person
      where person_id in (${HER}, ${OLD}, ${SEAT}) order by 1`);
    expect(said).toEqual([
      { id: HER, ...nothing, ...absent },
      { id: OLD, ...nothing, ...absent },
      { id: SEAT, ...nothing, ...kept },
    ]);
    expect(await one(`select phone_enc is null from person where person_id = ${PHONE}`)).toBe(true);
    expect(await one(`select name from person where person_id = ${MATE}`)).toBe(nameOf(MATE));
  });

  test("a family keeps its card where others live, and says nothing where nobody does", async () => {
    const families = await rows<{
      id: number;
    }>(`select family_id::int as id, size, head_name, kk_enc is null as no_card,
        kk_index is null as no_index, address, rt, rw, latitude, longitude, facts_as_of, facts, score, decile_national as n,
        decile_province as p, decile_regency as r, percentile, model_id, sources from family where family_id in (1, 2, 3) order by 1`);
    const lives = {
      head_name: null,
      no_card: false,
      no_index: false,
      address: "JALAN 1",
      rt: "001",
      rw: "002",
      latitude: 1,
      longitude: 2,
      facts_as_of: 20260101,
      facts: [1, 2],
      score: 5,
      n: 1,
      p: 2,
      r: 3,
      percentile: 4,
      model_id: "m",
      sources: { housing: {} },
    };
    const gone = {
      size: 0,
      head_name: null,
      no_card: true,
      no_index: true,
      address: null,
      rt: null,
      rw: null,
      latitude: null,
      longitude: null,
      facts_as_of: null,
      facts: [-5, -5],
      score: null,
      n: null,
      p: null,
      r: null,
      percentile: null,
      model_id: null,
      sources: {},
    };
    expect(families).toEqual([
      { id: 1, size: 2, ...lives },
      { id: 2, ...gone },
      { id: 3, size: 2, ...lives },
    ]);
    expect(
      await rows(
        "select family_id::int as id, masked_head as head, programs, reviewed from public_sheet where family_id <= 3 order by 1",
      ),
    ).toEqual([
      { id: 1, head: "***", programs: 1, reviewed: 2 },
      { id: 2, head: "***", programs: 0, reviewed: 0 },
      { id: 3, head: "***", programs: 1, reviewed: 2 },
    ]);
    expect(await rows("select family_id::int as id from check_code order by 1")).toEqual([
      { id: 1 },
      { id: 5 },
    ]);
  });

  test("what programs, names and vault said of her is gone, and nothing of whom she lives with", async () => {
    expect(
      await rows("select unit, unit_id::int as id from outcome where family_id <= 3 order by 1, 2"),
    ).toEqual([
      { unit: "family", id: 1 },
      { unit: "family", id: 3 },
      { unit: "person", id: HIDDEN },
      { unit: "person", id: MATE },
      { unit: "person", id: SEAT },
    ]);
    const left = async (table: string) =>
      (
        await rows<{ id: number }>(`select distinct person_id::int as id from ${table} order by 1`)
      ).map(({ id }) => id);
    const others = PEOPLE.filter((id) => ![HER, OLD, SEAT].includes(id)).toSorted((a, b) => a - b);
    expect(await left("lookup_name")).toEqual(others);
    expect(await left("vault_fact")).toEqual(others);
    expect(await left("vault_note")).toEqual([STRANGER]);
    // Her records under review, by her ids and by their own keys.
    expect(await left("review_record")).toEqual([STRANGER]);
  });

  test("findings keep their day, notes that name her go and others stay", async () => {
    expect(
      await rows(`select finding_id::int as id, note, answer_reason as reason, fact_value as fact,
      domicile_village_no = village_no as is_home from finding where family_id = 2 and finding_id >= ${OLD} order by 1`),
    ).toEqual([
      { id: OLD, note: null, reason: null, fact: -5, is_home: true },
      { id: OLD + 1, note: null, reason: null, fact: null, is_home: true },
      { id: OLD + 2, note: "rumah ada", reason: null, fact: null, is_home: true },
    ]);
    expect(await one(`select reason from finding_answer where finding_id = ${OLD}`)).toBe("erased");
    // Sixteen digits in somebody's free words name somebody.
    const numbered = await rows(
      "select family_id::int as id from finding where note like 'KTP 99%'",
    );
    expect(numbered).toEqual([{ id: STRANGER / 10 }]);
  });

  test("questions, checks and what was found of her without a card are gone, under her old id too", async () => {
    for (const table of ["evidence_check", "identity_check", "identity_question"]) {
      expect(
        await one(`select count(*)::int from ${table} where person_id in (${HER}, ${OLD})`),
        table,
      ).toBe(0);
    }
    expect(
      await rows(`select name, sex, birth_year_estimate as year, description, referred_to as to from unidentified_person
      where promoted_person_id = ${OLD}`),
    ).toEqual([{ name: null, sex: null, year: null, description: null, to: null }]);
    expect(
      await one(`select note from unidentified_event where unidentified_id = ${OLD}`),
    ).toBeNull();
  });

  test("her account is nobody's: no name, no way in, no session, no trace of signing in", async () => {
    const [account] = await rows<{ id: number; username: string }>(
      `select account_id::int as id, username, person_name, email, phone, password_hash as hash, totp_secret_enc as totp,
         disabled_at is not null as is_over, person_id from account where username like 'erased-%'`,
    );
    expect(account).toEqual({
      id: account?.id,
      username: `erased-${account?.id}`,
      person_name: "",
      email: null,
      phone: null,
      hash: "",
      totp: null,
      is_over: true,
      person_id: null,
    });
    expect(
      await rows(
        `select device, end_reason, ended_at is not null as is_over from session where account_id = ${account?.id}`,
      ),
    ).toEqual([{ device: "", end_reason: "erased", is_over: true }]);
    expect(
      await one(`select count(*)::int from sign_in_attempt where username = 'warga${OLD}'`),
    ).toBe(0);
    expect(await rows("select key from idempotency_key order by 1")).toEqual([
      { key: `about-${STRANGER}` },
      { key: "own" },
    ]);
  });

  test("each id has its tombstone, what else was hers stands at the last; a second time adds to it", async () => {
    const stones = () =>
      rows(
        "select unit_id::int as id, erased_by as by, confirmed_by as second, records, stood_in from tombstone order by 1",
      );
    const by = { by: "bps-steward", second: "bps-steward-2" };
    const places = [
      [1, String(SEAT), "row"],
      [1, String(PHONE), "phone"],
      [7, String(STRANGER), "row"],
    ];
    expect(await stones()).toEqual([
      { id: HER, ...by, records: ["7001"], stood_in: places.toSorted() },
      { id: OLD, ...by, records: [], stood_in: [] },
    ]);
    await erase({ records: ["7002"], stoodIn: [] });
    expect(await stones()).toEqual([
      {
        id: HER,
        ...by,
        records: expect.arrayContaining(["7001", "7002"]),
        stood_in: places.toSorted(),
      },
      { id: OLD, ...by, records: [], stood_in: [] },
    ]);
    const detail = { ground: DECISION.ground, second: "bps-steward-2", ids: 2 };
    expect(
      await rows(
        "select actor, purpose_code as purpose, subject_id::int as id, detail from audit_entry where act = 'erase-person'",
      ),
    ).toEqual(Array(2).fill({ actor: "cli:bps-steward", purpose: "protection", id: HER, detail }));
  });

  test("a family whose others are all hidden is hidden from that moment", async () => {
    expect(await rows("select family_id::int as id from family where is_suppressed")).toEqual([
      { id: 1 },
    ]);
  });

  test("what a job brings of her later is not taken in, and what it brings of others is", async () => {
    const bring = (id: number) =>
      admin.query(`
        insert into vault_fact values (9, ${id}, ${VILLAGE}, '{1}');
        insert into evidence_check (version_no, family_id, person_id, village_no, domicile_village_no, source, subject_kind, statement,
          match_probability_milli, reason) values (1, 9, ${id}, ${VILLAGE}, ${VILLAGE}, 'pln', 'person', 'later', 500, 'too-old');
        insert into identity_question (question_id, person_id, village_no, domicile_village_no, adapter, asked_by)
          values (gen_random_uuid(), ${id}, ${VILLAGE}, ${VILLAGE}, 'manual', 'later');
        insert into identity_check (person_id, village_no, domicile_village_no, adapter, outcome)
          values (${id}, ${VILLAGE}, ${VILLAGE}, 'manual', 'later')`);
    await admin.query(
      "insert into version (version_no, label, basis, as_of, built_by) overriding system value values (9, '9', 'families', '2026-01-01', 't')",
    );
    await bring(OLD);
    await bring(STRANGER);
    for (const sql of [
      "select person_id::int as id from vault_fact where version_no = 9",
      "select person_id::int as id from evidence_check where statement = 'later'",
      "select person_id::int as id from identity_question where asked_by = 'later'",
      "select person_id::int as id from identity_check where outcome = 'later'",
    ]) {
      expect(await rows(sql), sql).toEqual([{ id: STRANGER }]);
    }
  });

  test("history stays append-only but for blanking a note", async () => {
    const at = `where unidentified_id = ${STRANGER}`;
    for (const sql of [
      `update unidentified_event set kind = 'closed' ${at}`,
      `update unidentified_event set note = 'lain' ${at}`,
      `update unidentified_event set note = null, kind = 'closed' ${at}`,
      `delete from unidentified_event ${at}`,
    ]) {
      await expect(admin.query(sql), sql).rejects.toThrow("append-only");
    }
  });

  test("a desk that is older than the erasure, or a projection made again, forgets her by the tombstone", async () => {
    await admin.query("delete from tombstone");
    await project(2);
    await admin.query(`select mark_suppressed();
      insert into vault_note (person_id, category, legal_basis, sealed_note, recorded_by, erase_after)
        values (${OLD}, 'diagnosis', 'UU', '\\x00', 1, '2027-01-01')`);
    const isHidden = () =>
      one("select is_suppressed from family where version_no = 2 and family_id = 1");
    expect(await isHidden()).toBe(false);
    const stood = [
      [2, String(SEAT), "row"],
      [2, String(PHONE), "phone"],
    ] as const;
    const decided = { ...DECISION, stoodIn: stood, erasedAt: "2026-11-01T00:00:00Z" };
    await inTransaction(desk().owner, (tx) => repeatErasures(tx, [decided]));
    expect(await isHidden()).toBe(true);
    expect(await one(`select count(*)::int from vault_note where person_id = ${OLD}`)).toBe(0);
    expect(
      await rows(
        `select person_id::int as id, name, life_status as life from person where version_no = 2 and person_id <= ${SEAT} order by 1`,
      ),
    ).toEqual([
      { id: HER, name: null, life: -5 },
      { id: HIDDEN, name: nameOf(HIDDEN), life: 1 },
      { id: MATE, name: nameOf(MATE), life: 1 },
      { id: OLD, name: null, life: -5 },
      { id: SEAT, name: null, life: 1 },
    ]);
    expect(
      await one(
        `select phone_enc is null from person where version_no = 2 and person_id = ${PHONE}`,
      ),
    ).toBe(true);
    expect(
      await one("select min(erased_at) = '2026-11-01T00:00:00Z' and count(*) = 2 from tombstone"),
    ).toBe(true);
  });
});
