import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { QualityRule } from "./quality-rule.ts";
import { QUALITY_RULES } from "./quality-rules.ts";
import { type FilledColumn, ruleColumn } from "./standardise.ts";

/**
 * Tables `rule` (the rules as data), `issue` (row_no, column_name, rule, value: everything that is
 * wrong, the value as delivered) and `refused` (row_no of rows that go to quarantine).
 */
export async function findIssues(
  db: DuckDb,
  about: { readonly source: Source; readonly set: DeliverySet },
  filled: readonly FilledColumn[],
): Promise<void> {
  await writeRules(db);
  await db.run(
    `create or replace table issue as
    select b.row_no, '' as column_name, r.rule, b.line as value
    from broken b join rule r on r.code = b.problem`,
  );
  await findCellIssues(db, filled);
  for (const [place, rule] of QUALITY_RULES.entries()) {
    if (rule.on !== "row" || !isAsked(rule, about, filled)) continue;
    await db.run(
      `insert into issue select row_no, '', ${place + 1}, null from std where ${rule.condition}`,
    );
  }
  await db.run(
    `create or replace table refused as
    select distinct i.row_no from issue i join rule r on r.rule = i.rule
    where r.severity = 'refuse'`,
  );
}

async function writeRules(db: DuckDb): Promise<void> {
  const rows = QUALITY_RULES.map(({ code, severity, sentence, remedy }, place) => {
    const words = [code, severity, sentence.id_ID, sentence.en, remedy.id_ID, remedy.en];
    return `(${place + 1}, ${words.map(text).join(", ")})`;
  });
  await db.run(
    `create or replace table rule (rule int, code varchar, severity varchar, sentence_id varchar,
      sentence_en varchar, remedy_id varchar, remedy_en varchar)`,
  );
  await db.run(`insert into rule values ${rows.join(", ")}`);
}

/** One look over all columns tells which have anything to report; only those are walked. */
async function findCellIssues(db: DuckDb, filled: readonly FilledColumn[]): Promise<void> {
  if (filled.length === 0) return;
  const counts = filled.map(({ name }, i) => `count(*) filter (${ruleColumn(name)} > 0) as n${i}`);
  const [found] = await db.all<Record<string, bigint>>(`select ${counts.join(", ")} from std`);
  for (const [i, { name, header }] of filled.entries()) {
    if ((found?.[`n${i}`] ?? 0n) === 0n) continue;
    await db.run(
      `insert into issue
      select s.row_no, ${text(header)}, s.${ruleColumn(name)}, raw.${identifier(name)}
      from (select row_no, ${ruleColumn(name)} from std where ${ruleColumn(name)} > 0) s
      join raw on raw.row_no = s.row_no`,
    );
  }
}

function isAsked(
  rule: Extract<QualityRule, { on: "row" }>,
  { source, set }: { readonly source: Source; readonly set: DeliverySet },
  filled: readonly FilledColumn[],
): boolean {
  const names = new Set(filled.map(({ name }) => name));
  return (
    rule.sets.includes(set) &&
    (rule.sources === undefined || rule.sources.includes(source)) &&
    rule.needs.every((name) => names.has(name))
  );
}
