import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { digits } from "./digits.ts";

/** What a record says of who it is. Equal in all of it, records of one source are the same statement. */
const TUPLE = ["nik", "name", "birth_date", "kk", "mother_name", "sex"] as const;

const columns = (of: string): string =>
  ["record_key", "source", ...TUPLE, "village_code"].map((name) => `${of}.${name}`).join(", ");

/**
 * Who the records are that decisions name: as they stand in a delivery of this run, else in the delivery
 * that the reviewer saw, else as the parent version carried it on; deliveries of one list that hold a record say the same of it. Table `reviewed_tuple` (record_key,
 * source, nik, name, birth_date, kk, mother_name, sex, village_code).
 */
export function reviewedTuples(has: {
  readonly earlier: boolean;
  readonly carried: boolean;
}): readonly Step[] {
  const from = (table: string): string =>
    `select ${columns("s")} from ${table} s join asked_key k on k.record_key = s.record_key`;
  const delivered = ["staged_person", ...(has.earlier ? ["earlier_person"] : [])].map(from);
  const carried = `${from("carried_record")}
where not exists (select 1 from delivered_tuple d where d.record_key = s.record_key)`;
  return [
    { table: "delivered_tuple", sql: delivered.join("\nunion\n") },
    {
      table: "reviewed_tuple",
      sql: [
        `select ${columns("s")} from delivered_tuple s`,
        ...(has.carried ? [carried] : []),
      ].join("\nunion all\n"),
    },
  ];
}

/**
 * Records of this run that say the same as one that a decision names. Table `named_record` (asked_key,
 * record_key, anchor_place): a place above 0 is the registry's record that stands for its NIK, the living
 * before the dead, the newest first. A record without NIK is found in its own village only, one without
 * name as well by its own key alone.
 */
export function namedRecords(dialect: Dialect): readonly Step[] {
  const alike = TUPLE.map((name) => {
    const none = name === "birth_date" || name === "sex" ? "-9" : "''";
    return `coalesce(s.${name}, ${none}) = coalesce(t.${name}, ${none})`;
  });
  const shown = "s.record_key, s.source, s.nik, s.as_of, s.life_status";
  return [
    {
      table: "found_record",
      sql: `\
select t.record_key as asked_key, ${shown}
from staged_person s join reviewed_tuple t on s.source = t.source
  and ${alike.join(" and ")}
where t.nik is not null or t.name is not null and coalesce(s.village_code, '') = coalesce(t.village_code, '')
union
select k.record_key as asked_key, ${shown}
from staged_person s join asked_key k on k.record_key = s.record_key`,
    },
    {
      table: "registry_rival",
      sql: `\
select f.record_key, d.record_key as rival_key, d.as_of as rival_as_of, f.as_of
from (select distinct record_key, nik, as_of from found_record
  where source = ${dialect.text("dukcapil")} and ${digits("nik", 16)} is not null) f
join staged_person d on d.nik = f.nik and d.source = ${dialect.text("dukcapil")}
where d.record_key <> f.record_key`,
    },
    {
      table: "registry_anchor",
      sql: `\
select record_key, row_number() over (
  order by case when life_status = 2 then 1 else 0 end, as_of desc, coalesce(nik, ''), record_key) as place
from (select distinct record_key, nik, as_of, life_status from found_record
  where source = ${dialect.text("dukcapil")}) f
where not exists (select 1 from registry_rival r where r.record_key = f.record_key
  and (r.rival_as_of > r.as_of or r.rival_as_of = r.as_of and r.rival_key < r.record_key))`,
    },
    {
      table: "named_record",
      sql: `\
select f.asked_key, f.record_key, coalesce(a.place, 0) as anchor_place
from found_record f left join registry_anchor a on a.record_key = f.record_key`,
    },
  ];
}
