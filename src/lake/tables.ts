import { CUTS } from "#domain/cut-state.ts";
import { FACTS_AGE, INDICATORS } from "#domain/indicators.ts";
import {
  FAMILY_FACTS,
  IDENTITY_COLUMNS,
  PERSON_FACTS,
  PERSON_VAULT_FACTS,
} from "#domain/variables/catalogue.ts";

/** Column types that DuckDB, Spark and Parquet all have under one meaning. */
export type ColumnType = "int" | "bigint" | "varchar" | "decimal(38,0)";

export type LakeTable = {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Unique, and the order of the rows in the file. */
  readonly key: readonly string[];
};

const ints = (names: readonly string[]): Record<string, ColumnType> =>
  Object.fromEntries(names.map((name) => [name, "int"]));

/** Days are yyyymmdd ints, coordinates micro-degrees; the rest of identity is text. */
const IDENTITY_TYPES: Readonly<Record<string, ColumnType>> = Object.fromEntries(
  IDENTITY_COLUMNS.map((name) => [
    name,
    name === "birth_date" || name === "latitude" || name === "longitude" ? "int" : "varchar",
  ]),
);

/**
 * `record_key` packs (delivery number, rank of the row digest, occurrence) of the delivery that first said the row so: one that
 * delivers the list again keeps it for rows that are the same. `delivery_no` is the delivery that began the list, in all of its rows,
 * whoever delivers it now. `row_no` is the place in the delivered file, counted from 1 below the header, and is for people, never a key.
 */
export const RECORD: Readonly<Record<string, ColumnType>> = {
  record_key: "bigint",
  delivery_no: "int",
  row_no: "bigint",
  source: "varchar",
  /** yyyymmdd: the day the source speaks of. */
  as_of: "int",
};

/** One accepted row about one person; identity and facts together, so the file is always sealed. */
export const STAGED_PERSON: LakeTable = {
  name: "staged_person",
  columns: {
    ...RECORD,
    ...IDENTITY_TYPES,
    /** Ten digits, Kemendagri, no dots; null where unknown. Domicile as the source says. */
    village_code: "varchar",
    /** 1 alive, 2 reported dead; the civil registry's word where the source is dukcapil. */
    life_status: "int",
    ...ints(PERSON_FACTS),
    ...ints(PERSON_VAULT_FACTS),
  },
  key: ["record_key"],
};

/** One accepted row about one family (one KK). */
export const STAGED_FAMILY: LakeTable = {
  name: "staged_family",
  columns: {
    ...RECORD,
    kk: "varchar",
    head_name: "varchar",
    address: "varchar",
    rt: "varchar",
    rw: "varchar",
    village_code: "varchar",
    latitude: "int",
    longitude: "int",
    meter_no: "varchar",
    /** DTKS welfare label 1-5, P3KE or DTSEN decile 1-10: kept as history, never mapped to ours. */
    welfare_label: "int",
    source_decile: "int",
    ...ints(FAMILY_FACTS),
  },
  key: ["record_key"],
};

/** One statement of a supporting source about a person, house, meter, vehicle or business. */
export const STAGED_EVIDENCE: LakeTable = {
  name: "staged_evidence",
  columns: {
    ...RECORD,
    /** person, house, meter, vehicle, land, business. */
    subject_kind: "varchar",
    nik: "varchar",
    name: "varchar",
    birth_date: "int",
    /** Meter, plate, certificate or company number as delivered. */
    subject_no: "varchar",
    village_code: "varchar",
    /** What is stated: power-va, monthly-wage, civil-servant, director, car, land-value, enrolled … */
    statement: "varchar",
    /** Rupiah, VA, year of make … as the statement says; 1 where it only states a yes. */
    amount: "bigint",
    observed_on: "int",
  },
  key: ["record_key"],
};

/** One household of the Susenas-like sample: features as the families', with expenditure and weight. */
export const STAGED_SURVEY: LakeTable = {
  name: "staged_survey",
  columns: {
    ...RECORD,
    household_no: "varchar",
    psu: "varchar",
    /** Four digits, Kemendagri. */
    regency_code: "varchar",
    household_size: "int",
    /** Design weight in thousandths. */
    weight_milli: "bigint",
    /** Rupiah per person and month. */
    expenditure_per_capita: "bigint",
    ...ints(FAMILY_FACTS),
    /** Summaries of members, named as ranking's features. */
    head_age: "int",
    head_sex: "int",
    head_diploma: "int",
    head_job_status: "int",
    head_industry: "int",
    members_0_6: "int",
    members_7_18: "int",
    members_19_59: "int",
    members_60_up: "int",
    members_working: "int",
    members_disabled: "int",
    members_in_school: "int",
    max_diploma: "int",
  },
  key: ["record_key"],
};

/** Which person each record speaks of, after the ledger has named them. Covers every staged person. */
export const MEMBERSHIP: LakeTable = {
  name: "membership",
  columns: {
    record_key: "bigint",
    person_id: "bigint",
    /** Name of the deterministic rule or of the scored pass that linked it; "spine" for Dukcapil. */
    rule: "varchar",
    weight_millibits: "bigint",
    /** spine, link, residual (no spine person). */
    band: "varchar",
  },
  key: ["record_key"],
};

/** Version: one row a person, no identity columns. */
export const VERSION_PERSON: LakeTable = {
  name: "person",
  columns: {
    person_id: "bigint",
    family_id: "bigint",
    /** Region of the family card and of actual residence; ten-digit code as a number. */
    village_no: "bigint",
    domicile_village_no: "bigint",
    /** padan, belum-dicek, meninggal … the outcomes of the identity check. */
    identity_status: "varchar",
    life_status: "int",
    ...ints(PERSON_FACTS),
  },
  key: ["person_id"],
};

/** Version: vault columns, an own file under an own key, only rows that say something. */
export const VERSION_VAULT: LakeTable = {
  name: "vault",
  columns: { person_id: "bigint", ...ints(PERSON_VAULT_FACTS) },
  key: ["person_id"],
};

/** Version: one row a family. */
export const VERSION_FAMILY: LakeTable = {
  name: "family",
  columns: {
    family_id: "bigint",
    head_person_id: "bigint",
    size: "int",
    village_no: "bigint",
    domicile_village_no: "bigint",
    /** yyyymmdd of the newest fact used. */
    facts_as_of: "int",
    ...ints(FAMILY_FACTS),
  },
  key: ["family_id"],
};

/**
 * Version: place of a family among all; score in 1e-6 log rupiah per person and month. Its file has `previous_decile`
 * besides: the national decile of the version before, null where that had no such family. It is read off the parent, so the
 * content hash leaves it out: the same inputs say the same of now, whatever was said before.
 */
export const VERSION_RANK: LakeTable = {
  name: "rank",
  columns: {
    family_id: "bigint",
    size: "int",
    village_no: "bigint",
    score: "bigint",
    decile_national: "int",
    decile_province: "int",
    decile_regency: "int",
    /** Percentile band 1-100 nationally, by the version's basis. */
    percentile: "int",
    /** National decile by the basis the version does not have, to be counted and never to be used. */
    decile_other_basis: "int",
    model_id: "varchar",
  },
  key: ["family_id"],
};

/** Version: how sure a place is (docs/statisticians/ranking.md): variances in billionths, a band of deciles, chances in percent. */
export const VERSION_STABILITY: LakeTable = {
  name: "stability",
  columns: {
    ...{ family_id: "bigint", spread: "bigint", variance: "bigint" },
    ...ints(["decile_low", "decile_high", ...CUTS.map((cut) => `below_${cut}`)]),
  },
  key: ["family_id"],
};

/** Version: which record each group of fields came from, and by which reason it won. */
export const VERSION_PROVENANCE: LakeTable = {
  name: "provenance",
  columns: {
    /** person or family. */
    unit: "varchar",
    unit_id: "bigint",
    field_group: "varchar",
    source: "varchar",
    record_key: "bigint",
    as_of: "int",
    reason: "varchar",
  },
  key: ["unit", "unit_id", "field_group"],
};

/**
 * Version: what supporting sources state about a person or family, with the probability that it is
 * the right one. Below its threshold or older than its age it opens a check and never excludes.
 */
export const VERSION_EVIDENCE: LakeTable = {
  name: "evidence",
  columns: {
    record_key: "bigint",
    source: "varchar",
    /** person, house, meter, vehicle, land, business. */
    subject_kind: "varchar",
    /** Null where only the family (a meter, a house) is known. */
    person_id: "bigint",
    family_id: "bigint",
    statement: "varchar",
    amount: "bigint",
    observed_on: "int",
    match_probability_milli: "int",
  },
  key: ["record_key"],
};

/** Version: one row per unit and program (see design 5.13); rendered whole on demand. */
export const VERSION_OUTCOME: LakeTable = {
  name: "outcome",
  columns: {
    program: "varchar",
    /** family or person. */
    unit: "varchar",
    unit_id: "bigint",
    family_id: "bigint",
    village_no: "bigint",
    /** recipient, reserve, eligible-no-quota, ineligible, review. */
    outcome: "varchar",
    place: "int",
    first_reason: "varchar",
    rules_true: "bigint",
    rules_unknown: "bigint",
    amount_rupiah: "bigint",
    ruleset_id: "varchar",
  },
  key: ["program", "unit", "unit_id"],
};

/** Version: indicators of each family by the definitions in force; 1 yes, 0 no, below zero where it cannot be told; and how old its facts are. */
export const VERSION_INDICATOR: LakeTable = {
  name: "indicator",
  columns: { family_id: "bigint", ...ints([...INDICATORS, FACTS_AGE].map(({ id }) => id)) },
  key: ["family_id"],
};

/** Identity file of at most 50,000 persons: the only place of a version where people are named. */
export const IDENTITY_FILE: LakeTable = {
  name: "identity",
  columns: { person_id: "bigint", family_id: "bigint", ...IDENTITY_TYPES },
  key: ["person_id"],
};
