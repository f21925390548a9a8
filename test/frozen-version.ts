import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CUTS } from "#domain/cut-state.ts";
import type { Outcome } from "#domain/program.ts";
import { FAMILY_FACTS, PERSON_FACTS, PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, identifier, openDuckDb, text } from "#engine/duckdb/database.ts";
import { sealFile } from "#lake/envelope.ts";
import type { LakeFolders } from "#lake/folders.ts";
import type { Keyring } from "#lake/keyring.ts";
import { regionBook } from "#regions/region-book.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** How a version made for tests differs from another one. */
export type FrozenVersion = {
  readonly label: string;
  readonly families: number;
  readonly asOf?: string;
  /** Families on the lists of all programs: those whose id leaves this rest when divided by three. */
  readonly listedRest?: 0 | 1 | 2;
  /** Of those listed, families up to this id are turned away by the decile instead. */
  readonly unlistedUpTo?: number;
  /** Families from this id on have nobody who is pregnant, ill or has a disability; before it, everybody has it all. */
  readonly healthyFrom?: number;
  /** What PKH says of single families instead. */
  readonly outcomes?: Readonly<Record<number, Outcome>>;
  /** Values that differ from the plain ones: "family 7 column roof_material is 3". */
  readonly facts?: readonly {
    readonly familyId: number;
    readonly column: string;
    readonly value: number;
  }[];
};

/** Villages that the families are spread over, 200 to each, from the first of the country onwards. */
export function villageOf(familyId: number): string {
  const villages = regionBook().villages;
  const village = villages[Math.floor((familyId - 1) / 200) % villages.length];
  if (village === undefined) throw new Error(`no village for family ${familyId}`);
  return village.code;
}

/** Name of a family's head: unique in its village except for every 50th, who share one name. */
export function headNameOf(familyId: number): string {
  return familyId % 50 === 0 ? "SITI AMINAH" : `WARGA ${letters(familyId)}`;
}

/** The columns that the words of names are made of. */
function letters(value: number): string {
  return Array.from(String(value), (digit) => "ABCDEFGHIJ".charAt(Number(digit))).join("");
}

/**
 * A frozen version of plain made-up families of two persons each, written as a build writes it, with
 * its row in the desk. Set-based: a million families take seconds. NIK and KK begin with 99.
 */
export async function freezeVersionForTests(
  house: { readonly desk: Desk; readonly folders: LakeFolders; readonly keyring: Keyring },
  draft: FrozenVersion,
): Promise<number> {
  const versionNo = await addVersionRow(house.desk, draft);
  const folder = join(house.folders.versions, String(versionNo));
  await mkdir(join(folder, "identity"), { recursive: true });
  const workFolder = join(house.folders.work, `frozen-${versionNo}`);
  const db = await openDuckDb({ threads: 2, memory: "4GB", workFolder });
  try {
    await makeTables(db, draft);
    const write = (table: string, file: string, order: string) =>
      db.run(
        `copy (select * from ${table} order by ${order}) to ${text(file)} (format parquet, compression zstd)`,
      );
    for (const [table, order] of [
      ["family", "family_id"],
      ["person", "person_id"],
      ["rank", "family_id"],
      ["stability", "family_id"],
      ["provenance", "unit, unit_id, field_group"],
      ["outcome", "program, unit, unit_id"],
      ["evidence", "record_key"],
    ] as const) {
      await write(table, join(folder, `${table}.parquet`), order);
    }
    for (const [table, name] of [
      ["identity", "identity/000"],
      ["vault", "vault"],
    ] as const) {
      const plain = join(workFolder, `${table}.parquet`);
      await write(table, plain, "person_id");
      const key = await house.keyring.mint(`test ${table}`);
      await sealFile(plain, join(folder, `${name}.parquet.enc`), key);
      await rm(plain);
    }
  } finally {
    db.close();
    await rm(workFolder, { recursive: true, force: true });
  }
  return versionNo;
}

async function addVersionRow(desk: Desk, draft: FrozenVersion): Promise<number> {
  const [row] = await asWorker(desk, (tx) =>
    tx.query<{ version_no: number }>(
      `insert into version (label, state, basis, as_of, manifest_sha256, families, persons, built_by, frozen_at)
       values ($1, 'frozen', 'families', $2, 'test', $3::bigint, $3::bigint * 2, 'test', now()) returning version_no`,
      [draft.label, draft.asOf ?? "2026-01-10", draft.families],
    ),
  );
  if (row === undefined) throw new Error("the version row was not added");
  await mayFollow(desk, row.version_no);
  return row.version_no;
}

/** As if a simulation had found that nobody leaves: the version may follow any earlier one. */
async function mayFollow(desk: Desk, versionNo: number): Promise<void> {
  await asWorker(desk, (tx) =>
    tx.query(
      `insert into removal_run (before_no, version_no, figures, file_sha256, reply_days)
       select v.version_no, $1, '{"programs": []}', repeat('0', 64), 21 from version v where v.version_no < $1`,
      [versionNo],
    ),
  );
}

function personFact(name: string, { healthyFrom }: FrozenVersion): string {
  if (name === "age") return "case m when 0 then 40 else 8 end";
  if (name === "relationship") return "m * 2 + 1";
  const healthy = name.startsWith("difficulty_")
    ? 4
    : name === "pregnant" || name === "has_chronic_disease"
      ? 0
      : undefined;
  if (healthy === undefined || healthyFrom === undefined) return "1";
  return `case when family_id >= ${healthyFrom} then ${healthy} else 1 end`;
}

async function makeTables(db: DuckDb, draft: FrozenVersion): Promise<void> {
  const villages = regionBook().villages.slice(0, Math.ceil(draft.families / 200));
  await db.run("create table village (place bigint, code bigint)");
  const rows = villages.map(({ code }, place) => `(${place}, ${code})`);
  for (let from = 0; from < rows.length; from += 5_000) {
    await db.run(`insert into village values ${rows.slice(from, from + 5_000).join(",")}`);
  }
  const digits = Array.from("0123456789", (digit, i) => [digit, "ABCDEFGHIJ".charAt(i)] as const);
  const spelled = digits.reduce(
    (sql, [from, to]) => `replace(${sql}, '${from}', '${to}')`,
    "cast(family_id as varchar)",
  );
  const family = (column: string) =>
    (draft.facts ?? [])
      .filter((fact) => fact.column === column)
      .reduce(
        (sql, { familyId, value }) =>
          `case family_id when ${familyId} then ${value} else ${sql} end`,
        "1",
      );
  const facts = (names: readonly string[], value: (name: string) => string) =>
    names.map((name) => `cast(${value(name)} as int) as ${identifier(name)}`).join(", ");
  const isListed = `family_id % 3 = ${draft.listedRest ?? 0}`;
  const isTurnedAway = `family_id <= ${draft.unlistedUpTo ?? 0}`;
  for (const sql of [
    `create table base as select i as family_id, v.code as village_no,
       case when i % 50 = 0 then 'SITI AMINAH' else 'WARGA ' || ${spelled.replaceAll("family_id", "i")} end as head_name
     from range(1, ${draft.families + 1}) t(i) join village v on v.place = (i - 1) // 200`,
    `create table family as select family_id, family_id * 10 as head_person_id, 2 as size, village_no,
       village_no as domicile_village_no, 20251201 as facts_as_of, ${facts(FAMILY_FACTS, family)} from base`,
    `create table person as select family_id * 10 + m as person_id, family_id, village_no,
       village_no as domicile_village_no, 'padan' as identity_status, 1 as life_status,
       ${facts(PERSON_FACTS, (name) => personFact(name, draft))}
     from base, range(0, 2) t(m)`,
    `create table rank as select family_id, 2 as size, village_no, family_id * 1000 as score,
       cast((family_id % 10) + 1 as int) as decile_national, cast((family_id % 10) + 1 as int) as decile_province,
       cast((family_id % 10) + 1 as int) as decile_regency, cast((family_id % 100) + 1 as int) as percentile, 'test' as model_id,
       cast(null as int) as previous_decile from base`,
    `create table stability as select family_id, cast(1000 as bigint) as spread, cast(200000000 as bigint) as variance,
       decile_national as decile_low, decile_national as decile_high,
       ${CUTS.map((cut) => `cast(case when decile_national <= ${cut} then 90 else 10 end as int) as below_${cut}`).join(", ")} from rank`,
    `create table provenance as select 'family' as unit, family_id as unit_id, 'housing' as field_group,
       'regsosek' as source, family_id as record_key, 20221015 as as_of, 'newest' as reason from base`,
    `create table outcome as select p as program, case p when 'pbi-jk' then 'person' else 'family' end as unit,
       case p when 'pbi-jk' then family_id * 10 else family_id end as unit_id, family_id, village_no,
       case when ${isListed} and not ${isTurnedAway} then 'recipient' when family_id % 20 = 0 and p = 'pkh' then 'review' else 'ineligible' end as outcome,
       cast(null as int) as place,
       case when ${isListed} and ${isTurnedAway} then case p when 'pkh' then 'decile-1-to-4' else 'decile-1-to-5' end else 'decile' end as first_reason, cast(1 as bigint) as rules_true,
       cast(0 as bigint) as rules_unknown, cast(600000 as bigint) as amount_rupiah, 'test' as ruleset_id
     from base, (values ('pkh'), ('sembako'), ('pbi-jk')) t(p)`,
    ...Object.entries(draft.outcomes ?? {}).map(
      ([family, outcome]) =>
        `update outcome set outcome = ${text(outcome)} where family_id = ${family} and program = 'pkh'`,
    ),
    `create table evidence as select family_id as record_key, 'pln' as source, 'meter' as subject_kind,
       cast(null as bigint) as person_id, family_id, 'power-va' as statement, cast(3500 as bigint) as amount,
       20251201 as observed_on, case when family_id % 20 = 0 then 600 else 990 end as match_probability_milli
     from base where family_id % 10 = 0`,
    `create table identity as select p.person_id, p.family_id,
       '99' || lpad(cast(p.person_id as varchar), 14, '0') as nik, '99' || lpad(cast(p.family_id as varchar), 14, '0') as kk,
       case when p.person_id % 10 = 0 then b.head_name else 'ANAK ' || b.head_name end as name,
       'IBU' as mother_name, 19850101 as birth_date, cast(null as varchar) as phone, 'JALAN MAWAR' as address,
       '001' as rt, '002' as rw, cast(null as int) as latitude, cast(null as int) as longitude, cast(null as varchar) as meter_no
     from person p join base b on b.family_id = p.family_id`,
    `create table vault as select person_id, ${facts(PERSON_VAULT_FACTS, () => "1")} from person where person_id % 500 = 0`,
  ]) {
    await db.run(sql);
  }
}
