import type { Step } from "#engine/step.ts";
import { BLOCKING_KEYS, KEYS_OF_A_KIND } from "#matching/blocking-keys.ts";
import { leftKeys } from "#matching/candidate-pairs.ts";
import { NAME_KEYS } from "#matching/match-record.ts";
import { RARITY_BITS } from "#matching/weights.ts";
import type { StateTable } from "./match-state.ts";

/** Tables of the state, and those of the whole run that they are. */
export const stateTables = (told: boolean): readonly (readonly [StateTable, string])[] => [
  ["record", "record_now"],
  ["record_gone", "no_record"],
  ["registry_key", "registry_key_now"],
  ["name", "name_form"],
  ["left_state", "left_now"],
  ["left_key", "left_key_now"],
  ["left_gone", "no_record"],
  ["exact", "exact_now"],
  ["exact_gone", "no_record"],
  ["state_link", "link_now"],
  ["link_gone", "no_record"],
  ["own_pair", "own_now"],
  ["own_gone", "no_pair"],
  ["kin_state", "kin_now"],
  ["sure_link", "sure_now"],
  ["sure_gone", "no_record"],
  ["residual_state", "residual_now"],
  ["spine_repeat_state", "spine_repeat"],
  ["decided_state", "decided_now"],
  ["state_review", "review_pair"],
  ["frozen_name", "frozen_name"],
  ["frozen_day", "frozen_day"],
  ...(told
    ? ([
        ["evidence", "evidence_now"],
        ["evidence_gone", "no_record"],
        ["state_evidence", "evidence_link"],
      ] as const)
    : []),
];

/** A frozen model needs no trials and no lessons. */
export function noTrials(): readonly Step[] {
  const none = (columns: string): string => `select ${columns} from exact_link where 1 = 0`;
  const keys = "record_key, delivery_no, spine_key";
  return [
    { table: "masked_sample", sql: none(keys) },
    { table: "open_link", sql: none(keys) },
    { table: "kin_lesson", sql: none("record_key, spine_key, 0 as is_accepted") },
  ];
}

const MOST = RARITY_BITS.most * 1000;

/** Tables `frozen_name` and `frozen_day`: only of names and days that are not as rare as can be. */
export function freezeRarities(): readonly Step[] {
  const common = (table: string, column: string): string =>
    `select ${column}, ${table} from ${table} where ${table} < ${MOST}`;
  return [
    { table: "frozen_name", sql: common("name_rarity", "kanon_key") },
    { table: "frozen_day", sql: common("day_rarity", "birth_day") },
  ];
}

/** Tables `name_rarity` and `day_rarity` as the model has them, for the records of a table. */
export function frozenRarities(records: string): readonly Step[] {
  const frozen = (table: string, from: string, column: string): Step => ({
    table,
    sql: `\
select s.${column}, coalesce(f.${table}, ${MOST}) as ${table}
from (select distinct ${column} from ${records}) s left join ${from} f on f.${column} = s.${column}`,
  });
  return [
    frozen("name_rarity", "frozen_name", "kanon_key"),
    frozen("day_rarity", "frozen_day", "birth_day"),
  ];
}

/** What residual clusters are made from. */
export const RESIDUAL_COLUMNS =
  "record_key, is_spine, nik, kk, village, birth_day, birth_year, birth_month, birth_dom, sex, name_id, mother_id, kanon_key";

/** What is kept of every record; the rest is said again by its names and its numbers (`wholeRecords`). */
export const RECORD_COLUMNS = [
  "record_key",
  "delivery_no",
  "as_of",
  "is_spine",
  "nik",
  "kk",
  "birth_day",
  "sex",
  "village",
  "name_id",
  "mother_id",
  "relationship",
] as const;

/** Those who seek are few: all that is compared of them is kept. */
export const LEFT_COLUMNS = [
  ...[
    "record_key",
    "delivery_no",
    "nik",
    "kk",
    "birth_day",
    "sex",
    "village",
    "name_id",
    "mother_id",
  ],
  ...NAME_KEYS,
  ...["birth_year", "birth_month", "birth_dom", "district", "regency"],
] as const;

/** SQL: records as they are kept. */
export const keptRecords = (table: string): string =>
  `select ${of("m", RECORD_COLUMNS.join(", "))} from ${table} m`;

/** SQL: those who seek as they are kept. */
export const keptLeft = (table: string, layer: number): string =>
  `select ${of("m", LEFT_COLUMNS.join(", "))}, ${layer} as layer from ${table} m`;

/**
 * SQL: every key that the registry's records have, a column a kind and none where it is not known, and what refines them. To
 * reckon them again from records cost twice as much as to read them (1.4 beside .63 CPU-seconds at 2.7 M records).
 */
export function registryKeys(table: string): string {
  const keys = BLOCKING_KEYS.map(
    ({ key, known }, kind) =>
      `case when ${known.map((column) => `${column} <> 0`).join(" and ")} then ${BigInt(kind) * KEYS_OF_A_KIND} + ${key} end as key_${kind}`,
  );
  const refinements = [...new Set(BLOCKING_KEYS.map(({ refinement }) => refinement))];
  return `select record_key, ${[...refinements, ...keys].join(",\n  ")} from ${table} where is_spine = 1`;
}

/** Everything as the first layer has it, and nobody gone yet; `records` holds registry and lists. */
export function firstLayer(
  held: boolean,
  told: boolean,
  records = "match_record",
): readonly Step[] {
  return [
    { table: "no_record", sql: `select record_key, 0 as layer from ${records} where 1 = 0` },
    {
      table: "no_pair",
      sql: "select record_key, spine_key, 0 as layer from every_pair where 1 = 0",
    },
    { table: "record_now", sql: keptRecords(records), isPassing: true },
    { table: "registry_key_now", sql: registryKeys(records), isPassing: true },
    { table: "left_now", sql: keptLeft("left_form", 0), isPassing: true },
    { table: "left_key_now", sql: `select k.*, 0 as layer from (${keysOfLeft("left_form")}) k` },
    { table: "exact_now", sql: exactRows("exact_link", records, "spine", 0) },
    { table: "own_now", sql: ownPairs("every_pair", 0) },
    { table: "sure_now", sql: `select s.*, 0 as layer from (${sureRows("own_now")}) s` },
    {
      table: "kin_now",
      sql: "select k.*, l.kk from kin_score k join left_form l on l.record_key = k.record_key",
    },
    { table: "link_now", sql: "select l.*, 0 as layer from link l" },
    {
      table: "residual_now",
      sql: `select ${of("m", RESIDUAL_COLUMNS)} from ${records} m
join link l on l.record_key = m.record_key and l.band = 'residual'`,
    },
    { table: "decided_now", sql: decidedKeys(held) },
    ...(told
      ? [{ table: "evidence_now", sql: "select e.*, 0 as layer from evidence_record e" }]
      : []),
  ];
}

/** SQL: columns of a table by its short name. */
export const of = (table: string, columns: string): string =>
  columns
    .split(", ")
    .map((column) => `${table}.${column}`)
    .join(", ");

/** SQL: pass 0 with the cards on both sides. */
export const exactRows = (
  links: string,
  records: string,
  persons: string,
  layer: number,
): string => `\
select e.record_key, e.delivery_no, e.spine_key, e.rule, e.weight, m.kk, coalesce(s.kk, 0) as spine_kk, ${layer} as layer
from ${links} e join ${records} m on m.record_key = e.record_key
left join ${persons} s on s.record_key = e.spine_key`;

/** SQL: scored pairs with the cards on both sides. */
export const ownPairs = (pairs: string, layer: number): string => `\
select p.*, l.kk, s.kk as spine_kk, ${layer} as layer from ${pairs} p
join left_form l on l.record_key = p.record_key
join spine s on s.record_key = p.spine_key`;

/** SQL: links that are sure by themselves and not of pass 0, with the cards on both sides as their pairs have them. */
export const sureRows = (pairs: string): string => `\
select c.record_key, c.delivery_no, c.spine_key, p.kk, p.spine_kk
from confident_link c join ${pairs} p on p.record_key = c.record_key and p.spine_key = c.spine_key
where not exists (select 1 from exact_link e where e.record_key = c.record_key)`;

/** SQL: records about which people decided. */
export const decidedKeys = (held: boolean): string =>
  held
    ? "select distinct record_key from decided_unit"
    : "select record_key from match_record where 1 = 0";

/** SQL: every key that records seek by. */
export const keysOfLeft = (table: string): string =>
  BLOCKING_KEYS.map((key, kind) => leftKeys(table, key, kind)).join("\nunion all\n");
