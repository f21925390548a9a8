import type { FamilySheet, FindingRow, HistoryRow, Member } from "#contract/family-sheet.ts";
import { levelVariables, maskNumber, type Sheet, showsDecile } from "#domain/disclosure.ts";
import { FINDING_TERMS } from "#domain/finding.ts";
import { FAMILY_FACTS, getVariable, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import {
  readCurrentVersion,
  VERSION_COLUMNS,
  type VersionRow,
  writeVersion,
} from "./current-version.ts";
import { factGroups, writeDay } from "./family-facts.ts";
import { type IdentityPart, identityOf, readIdentityChecks } from "./family-identity.ts";
import { placeOf } from "./family-place.ts";
import { decisionsOf } from "./family-programs.ts";
import {
  type FamilyRecord,
  type FindingRecord,
  type PersonRecord,
  readFindings,
  readMembers,
  readOutcomes,
  readStandings,
  SHOWN_SIZE,
} from "./family-rows.ts";
import { readSetAside, sayAllSetAside } from "./family-set-aside.ts";
import { readWhy } from "./family-why.ts";
import { sayAnswer } from "./family-words.ts";
import { surenessOf } from "./place-band.ts";

/** What stands on the sheet of a family for a role of that level. */
export async function composeSheet(
  tx: Tx,
  keys: FieldKeys,
  family: FamilyRecord,
  level: Sheet,
): Promise<FamilySheet> {
  const version = await readCurrentVersion(tx);
  if (version === undefined) throw new Error("a family was read though no version is published");
  const members = await readMembers(tx, family);
  const findings = await readFindings(tx, family);
  const checks = await readIdentityChecks(tx, family.version_no, members);
  const carried = levelVariables(level);
  const familyFindings = findings.filter(({ unit }) => unit === "family");
  return {
    ...headOf(keys, family, level),
    ...(await readUnchanged(tx, family)),
    version,
    ...(showsDecile(level) ? standingOf(family) : {}),
    ...(level === "L4" ? await readWhy(tx, family) : {}),
    members: members.map((person) => ({
      ...memberOf(keys, person, family, findings, level),
      ...identityOf(person, checks.get(person.person_id)),
    })),
    groups: factGroups(
      FAMILY_FACTS,
      { facts: family.facts, sources: family.sources, corrected: correctedPlaces(familyFindings) },
      carried.filter(({ unit }) => unit === "family"),
    ),
    programs: showsDecile(level)
      ? decisionsOf(
          await readOutcomes(tx, family),
          version.asOf,
          { family, members, level, standings: await readStandings(tx, family) },
          await readProgramBook(tx),
        )
      : [],
    setAside: showsDecile(level)
      ? sayAllSetAside(await readSetAside(tx, family.version_no, [family.family_id]))
      : [],
    history: showsDecile(level) ? await readHistory(tx, family) : [],
    findings: findings.map(writeFinding),
  };
}

/** Of the version in force: the day on which the family said that all of it still is so. */
async function readUnchanged(
  tx: Tx,
  { family_id, version_no }: FamilyRecord,
): Promise<Pick<FamilySheet, "unchangedOn">> {
  const [row] = await tx.query<{ said_on: string }>(
    "select said_on::text from dtsen.unchanged_word where family_id = $1 and version_no = $2",
    [family_id, version_no],
  );
  return row === undefined ? {} : { unchangedOn: row.said_on };
}

function headOf(keys: FieldKeys, family: FamilyRecord, level: Sheet) {
  const { address, rt, rw } = family;
  const street = [address, rt === null ? "" : `RT ${rt}`, rw === null ? "" : `RW ${rw}`];
  const isNamed = level !== "L2";
  return {
    familyId: String(family.family_id),
    headName: isNamed ? (family.head_name ?? "–") : "–",
    ...(family.kk_enc === null || !isNamed
      ? {}
      : { kk: maskNumber(decryptField(keys, kkPlace(family.family_id), family.kk_enc)) }),
    ...(address === null || !isNamed ? {} : { address: street.filter(Boolean).join(" ") }),
    place: placeOf(family.domicile_village_no),
    size: family.size,
    ...dayOfFacts(family),
  };
}

/** The lake writes nought where no list ever spoke of a family: only the civil registry knows it. */
function dayOfFacts({ facts_as_of }: FamilyRecord): Pick<FamilySheet, "factsAsOf" | "surveyed"> {
  if (facts_as_of === null) return {};
  return facts_as_of === 0 ? { surveyed: "never" } : { factsAsOf: writeDay(facts_as_of) };
}

function standingOf(family: FamilyRecord): Pick<FamilySheet, "standing"> {
  const { decile_national, decile_province, decile_regency, percentile } = family;
  if (decile_national === null || decile_province === null || decile_regency === null) return {};
  return {
    standing: {
      national: decile_national,
      province: decile_province,
      regency: decile_regency,
      ...(percentile === null ? {} : { percentile }),
      ...surenessOf(family),
    },
  };
}

function memberOf(
  keys: FieldKeys,
  person: PersonRecord,
  family: FamilyRecord,
  findings: readonly FindingRecord[],
  level: Sheet,
): Omit<Member, keyof IdentityPart> {
  const own = findings.filter(
    ({ unit, unit_id }) => unit === "person" && unit_id === person.person_id,
  );
  const fact = (id: string) => person.facts[PERSON_FACTS.indexOf(id)] ?? -2;
  const age = fact("age");
  return {
    personId: String(person.person_id),
    name: person.name ?? "–",
    ...(person.nik_enc === null
      ? {}
      : { nik: maskNumber(decryptField(keys, nikPlace(person.person_id), person.nik_enc)) }),
    isHead: person.person_id === family.head_person_id,
    relationship: { ...sayAnswer(getVariable("relationship"), fact("relationship")) },
    sex: { ...sayAnswer(getVariable("sex"), fact("sex")) },
    ...(age < 0 ? {} : { age }),
    groups: factGroups(
      PERSON_FACTS,
      { facts: person.facts, sources: person.sources, corrected: correctedPlaces(own) },
      levelVariables(level).filter(
        ({ unit, disclosure }) => unit === "person" && disclosure === "fact",
      ),
    ),
  };
}

/** Where the encrypted numbers stand, as the projection bound them. */
export const nikPlace = (personId: number) =>
  ({ table: "person", column: "nik_enc", rowId: personId }) as const;
export const kkPlace = (familyId: number) =>
  ({ table: "family", column: "kk_enc", rowId: familyId }) as const;

function correctedPlaces(findings: readonly FindingRecord[]): ReadonlySet<number> {
  return new Set(
    findings.flatMap(({ fact_place, is_confirmed }) =>
      fact_place === null || !is_confirmed ? [] : [fact_place],
    ),
  );
}

function writeFinding(row: FindingRecord): FindingRow {
  return {
    kind: row.kind,
    words: { ...FINDING_TERMS[row.kind].words },
    state: row.is_confirmed
      ? { id: "disahkan, berlaku", en: "confirmed, in force" }
      : { id: "menunggu orang kedua", en: "waits for a second person" },
    on: row.observed_on,
  };
}

async function readHistory(tx: Tx, family: FamilyRecord): Promise<HistoryRow[]> {
  const rows = await tx.query<
    VersionRow & { national: number | null; regency: number | null; size: number }
  >(
    `select ${VERSION_COLUMNS}, f.decile_national::int as national,
       f.decile_regency::int as regency, ${SHOWN_SIZE}
     from dtsen.family f join dtsen.version v on v.version_no = f.version_no
     where f.family_id = $1 and v.state in ('published', 'withdrawn')
     order by v.version_no desc`,
    [family.family_id],
  );
  return rows.map((row) => ({
    version: writeVersion(row),
    ...(row.national === null ? {} : { national: row.national }),
    ...(row.regency === null ? {} : { regency: row.regency }),
    size: row.size,
  }));
}
