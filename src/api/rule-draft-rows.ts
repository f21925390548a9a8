import type { ProgramRule, RuleCounted, RuleDraft } from "#contract/rule-drafts.ts";
import { addDays, parsePlainDate } from "#domain/plain-date.ts";
import { type Program, programOn } from "#domain/program.ts";
import {
  RULE_ACT_WORDS,
  RULE_DRAFT_STATE_WORDS,
  type RuleAct,
  type RuleDraftState,
} from "#domain/rule-draft.ts";
import { findIn, type ProgramBook } from "#programs/program-book.ts";
import { termsOn } from "#programs/rule-terms.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import type { Tx } from "#store/transact.ts";
import { readRuleCount } from "./rule-exact-rows.ts";
import { ruleFacts } from "./rule-facts.ts";

/** A program's rule on a day as it may be edited, with all that was proposed of it; undefined where it has no rules. */
export async function readRule(
  tx: Tx,
  book: ProgramBook,
  {
    id,
    today,
    on,
  }: { readonly id: string; readonly today: string; readonly on: string | undefined },
): Promise<ProgramRule | undefined> {
  const program = findIn(book, id);
  if (program === undefined) return undefined;
  const firstDay = await firstDayOf(tx, program, today);
  const day = within(program, on ?? firstDay);
  const mine = await tx.query<{ program: string }>(
    "select program from dtsen.my_determined_programs() as program",
  );
  const isMine = mine.some((row) => row.program === id);
  const ruleset = rulesetOn(program, day);
  return {
    id,
    name: { ...program.name },
    unit: program.unit,
    on: day,
    rulesetId: ruleset.id,
    terms: termsOn(program, day).map((term) => ({ ...term, words: { ...term.words } })),
    rules: ruleset.rules.map((rule) => ({
      id: rule.id,
      says: { ...rule.says },
      mayEnd: rule.kind !== "amount",
    })),
    facts: ruleFacts(program.unit),
    notEstablished: programOn(program, day).notEstablished.map((words) => ({ ...words })),
    firstDay,
    mayPropose: isMine && (program.validTo === undefined || firstDay <= program.validTo),
    drafts: await readDrafts(tx, { id, today, isMine }),
  };
}

const within = ({ validFrom, validTo }: Program, day: string): string =>
  day < validFrom ? validFrom : validTo !== undefined && day > validTo ? validTo : day;

/** After today, after the last change of the program, and after the day of every version that stands. */
export async function firstDayOf(
  tx: Tx,
  { changes = [] }: Program,
  today: string,
): Promise<string> {
  const [row] = await tx.query<{ last: string | null }>(
    "select max(as_of)::text as last from dtsen.version where state <> 'failed'",
  );
  const last = [row?.last ?? "", ...changes.map(({ validFrom }) => validFrom)].toSorted().at(-1);
  if (last === undefined || last < today) return today;
  const parsed = parsePlainDate(last);
  return parsed.ok ? addDays(parsed.value, 1) : today;
}

type Row = {
  readonly draft_no: number;
  readonly state: RuleDraftState;
  readonly effective_on: string;
  readonly act_kind: RuleAct;
  readonly act_number: string;
  readonly act_signed_on: string;
  readonly said: RuleDraft["lines"];
  readonly before_ruleset: string;
  readonly after_ruleset: string;
  readonly counted: RuleCounted | null;
};
type Word = {
  readonly state: RuleDraftState;
  readonly username: string | null;
  readonly is_mine: boolean;
  readonly reason: string | null;
  readonly at: Date;
};

type Reader = { readonly id: string; readonly today: string; readonly isMine: boolean };

async function readDrafts(tx: Tx, reader: Reader): Promise<RuleDraft[]> {
  const rows = await tx.query<Row>(
    `select draft_no::int as draft_no, dtsen.rule_draft_state(draft_no) as state, effective_on::text as effective_on, act_kind,
       act_number, act_signed_on::text as act_signed_on, said, before_ruleset, after_ruleset, counted
     from dtsen.rule_draft where program_code = $1 order by draft_no desc limit 50`,
    [reader.id],
  );
  const drafts: RuleDraft[] = [];
  for (const row of rows) {
    const words = await tx.query<Word>("select * from dtsen.rule_draft_words($1)", [row.draft_no]);
    const exact = await readRuleCount(
      tx,
      `c.state = 'done' and c.program_code = $1 and c.rule_sha256 = (select dtsen.rule_digest(d.effective_on, d.edits, d.based_on)
         from dtsen.rule_draft d where d.draft_no = $2)`,
      [reader.id, row.draft_no],
    );
    drafts.push({
      ...draftOf(row, words, reader),
      ...(exact?.counted === undefined ? {} : { exact: exact.counted }),
    });
  }
  return drafts;
}

function draftOf(row: Row, words: readonly Word[], { today, isMine }: Reader): RuleDraft {
  const said = (state: RuleDraftState) => words.some((one) => one.state === state && one.is_mine);
  const waits = isMine && row.state === "proposed";
  const act = RULE_ACT_WORDS[row.act_kind];
  return {
    number: row.draft_no,
    state: row.state,
    stateWords: { ...RULE_DRAFT_STATE_WORDS[row.state] },
    effectiveOn: row.effective_on,
    act: { id: `${act.id} ${row.act_number}`, en: `${act.en} ${row.act_number}` },
    signedOn: row.act_signed_on,
    lines: row.said,
    beforeRuleset: row.before_ruleset,
    afterRuleset: row.after_ruleset,
    ...(row.counted === null ? {} : { counted: row.counted }),
    words: words.map(({ state, username, is_mine, reason, at }) => ({
      state,
      stateWords: { ...RULE_DRAFT_STATE_WORDS[state] },
      ...(username === null ? {} : { by: username }),
      isMine: is_mine,
      ...(reason === null ? {} : { reason }),
      at: at.toISOString(),
    })),
    may: {
      activate: waits && !said("proposed"),
      return: waits && !said("proposed"),
      withdraw: waits && said("proposed"),
      cancel: isMine && row.state === "activated" && row.effective_on > today && !said("activated"),
    },
  };
}
