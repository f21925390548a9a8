import type { RemovalBound, RemovalProgram, VersionRemovals } from "#contract/removals.ts";
import { basisWords } from "#domain/quality-gate.ts";
import { REMOVAL_CAUSE_WORDS, REMOVAL_CAUSES, replyTermsOn } from "#domain/removal.ts";
import { BUDGET_OUTCOME_WORDS, type JudgedBudget } from "#domain/removal-budget.ts";
import { say } from "#domain/words.ts";
import type { DeterminedBase } from "#jobs/determined-places.ts";
import type { ProgramRemovals } from "#jobs/removal-figures.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { ruleWords } from "./removal-words.ts";

type RunRow = VersionRow & {
  readonly run_no: number;
  readonly before_no: number;
  readonly before_label: string;
  readonly figures: {
    readonly programs: readonly ProgramRemovals[];
    /** Runs made before determinations were held against them say nothing of it. */
    readonly heldAgainst?: readonly DeterminedBase[];
  };
  readonly made_at: Date;
  readonly issued_on: string | null;
  readonly effect_on: string | null;
  readonly reply_days: number;
};
type BoundRow = Omit<JudgedBudget, "areaNo" | "leaving" | "permille" | "isExample"> & {
  readonly area_no: number;
  readonly leaving: number | null;
  readonly permille: number | null;
  readonly is_example: boolean;
};
type AnswerRow = {
  readonly program: string;
  readonly username: string | null;
  readonly is_mine: boolean;
  readonly reason: string;
  readonly at: Date;
};

const PEOPLE = 2;
/** More regencies than this are counted, not listed. */
const MOST_BOUNDS = 30;

/** The simulation that counts for a version: the one it was published by, or the newest against the version in force. */
export async function readRemovals(
  tx: Tx,
  versionNo: number,
  area: string,
): Promise<VersionRemovals | undefined> {
  const [run] = await tx.query<RunRow>(
    `select ${VERSION_COLUMNS}, n.run_no, n.before_no, b.label as before_label, n.figures, n.made_at, n.issued_on::text,
       n.effect_on::text, n.reply_days
     from dtsen.version v join dtsen.removal_run n on n.version_no = v.version_no join dtsen.version b on b.version_no = n.before_no
     where v.version_no = $1
     order by n.issued_on nulls last, n.before_no = (select p.version_no from dtsen.publication_pointer p) desc, n.run_no desc limit 1`,
    [versionNo],
  );
  if (run === undefined) return undefined;
  const areas = new Set(
    run.figures.programs.flatMap(({ causes }) => causes.map((one) => one.area)),
  );
  if (area !== "ID" && !areas.has(area)) return undefined;
  const bounds = await tx.query<BoundRow>(
    `select program, tier, area_no, cause, leaving, recipients, permille, bound, outcome, basis, is_example
     from dtsen.removal_bound where run_no = $1 order by area_no <> 0, outcome <> 'over', permille desc nulls last, area_no, cause`,
    [run.run_no],
  );
  const answers = await tx.query<AnswerRow>(
    "select * from dtsen.removal_answers($1) order by at, username",
    [run.run_no],
  );
  const mine = await tx.query<{ program: string }>(
    "select p as program from dtsen.my_determined_programs() p",
  );
  const codes = run.figures.programs.flatMap(({ causes }) =>
    causes.flatMap((one) => [one.area, ...one.table.regions]),
  );
  const names = await readRegionNames(tx, [
    ...new Set(["ID", ...codes, ...bounds.map(({ area_no }) => String(area_no).padStart(4, "0"))]),
  ]);
  const isOpen = run.state === "frozen" || run.state === "projected";
  return {
    version: writeVersion(run),
    before: { versionNo: run.before_no, label: run.before_label },
    simulatedAt: run.made_at.toISOString(),
    ...(run.issued_on === null ? {} : { issuedOn: run.issued_on }),
    ...(run.effect_on === null ? {} : { effectOn: run.effect_on }),
    replyDays: run.reply_days,
    replyBasis: replyBasis(run.as_of),
    area: namedRegion(area, names),
    isOpen,
    programs: run.figures.programs.map((figures) => {
      const own = <Row extends { readonly program: string }>(rows: readonly Row[]) =>
        rows.filter(({ program }) => program === figures.program);
      const program = { figures, area, names };
      return {
        ...writeProgram(program),
        ...writeDetermined(run.figures.heldAgainst ?? [], figures.program),
        ...writeBounds(own(bounds), names),
        ...writeAnswers(own(answers), {
          isOver: own(bounds).some(({ outcome }) => outcome === "over"),
          mayAnswer: isOpen && own(mine).length > 0,
        }),
      };
    }),
  };
}

function replyBasis(asOf: string) {
  const { legalBasis, isExample } = replyTermsOn(asOf);
  return isExample
    ? { id: `${legalBasis}, sebagai contoh`, en: `${legalBasis}, as an example` }
    : { id: legalBasis, en: legalBasis };
}

type OfProgram = {
  readonly figures: ProgramRemovals;
  readonly area: string;
  readonly names: ReadonlyMap<string, string>;
};

function writeProgram({ figures, area, names }: OfProgram) {
  const { program, recipients, leaving, held, causes, rules } = figures;
  const table = causes.find((one) => one.area === area)?.table;
  const known = findProgram(program);
  return {
    program,
    name: { ...(known?.name ?? say(program, program)) },
    recipients: area === "ID" ? recipients : null,
    leaving: area === "ID" ? leaving : (table?.sum ?? null),
    held: area === "ID" ? held : null,
    causes: (table?.columns ?? []).flatMap(([place = 0], i) => {
      const cause = REMOVAL_CAUSES[place];
      const count = table?.columnSums[i] ?? null;
      return cause === undefined
        ? []
        : [{ cause, words: { ...REMOVAL_CAUSE_WORDS[cause] }, leaving: count }];
    }),
    rules: rules.map(({ rule, leaving: units }) => ({
      rule,
      words: { ...ruleWords(program, rule).says },
      leaving: units,
    })),
    parts: (table?.regions ?? []).map((code, i) => ({
      region: namedRegion(code, names),
      leaving: table?.regionSums[i] ?? null,
    })),
  } satisfies Partial<RemovalProgram>;
}

function writeDetermined(
  heldAgainst: readonly DeterminedBase[],
  program: string,
): Pick<RemovalProgram, "determined"> {
  const base = heldAgainst.find((one) => one.program === program);
  if (base === undefined) return {};
  return { determined: { determinationNo: Number(base.determinationNo), label: base.label } };
}

function writeBounds(rows: readonly BoundRow[], names: ReadonlyMap<string, string>) {
  const whole = (value: number | null) => (value === null ? null : Number(value));
  const bounds = rows.slice(0, MOST_BOUNDS).map(
    ({
      area_no: areaNo,
      cause,
      outcome,
      basis,
      leaving,
      permille,
      recipients,
      bound,
      is_example,
    }): RemovalBound => ({
      ...(areaNo === 0 ? {} : { region: namedRegion(String(areaNo).padStart(4, "0"), names) }),
      cause,
      words: {
        ...(cause === "any" ? say("semua sebab", "all causes") : REMOVAL_CAUSE_WORDS[cause]),
      },
      leaving: whole(leaving),
      recipients: Number(recipients),
      permille: whole(permille),
      bound: Number(bound),
      outcome,
      outcomeWords: { ...BUDGET_OUTCOME_WORDS[outcome] },
      basis: { ...basisWords(basis) },
      isExample: is_example,
    }),
  );
  return { bounds, moreBounds: Math.max(0, rows.length - MOST_BOUNDS) };
}

function writeAnswers(
  rows: readonly AnswerRow[],
  { isOver, mayAnswer }: { readonly isOver: boolean; readonly mayAnswer: boolean },
) {
  const waitsFor = isOver ? Math.max(0, PEOPLE - rows.length) : 0;
  return {
    answers: rows.map(({ username, is_mine: isMine, reason, at }) => ({
      ...(username === null ? {} : { by: username }),
      isMine,
      reason,
      at: at.toISOString(),
    })),
    waitsFor,
    mayAnswer: mayAnswer && waitsFor > 0 && !rows.some(({ is_mine }) => is_mine),
  };
}
