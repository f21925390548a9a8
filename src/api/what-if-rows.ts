import type {
  WhatIfAnswer,
  WhatIfDraft,
  WhatIfReceipt,
  WhatIfSaved,
  WhatIfTermsDraft,
} from "#contract/what-if.ts";
import { LAKE_ASK_PROBLEM_WORDS } from "#domain/lake-job.ts";
import type { WhatIfTerms } from "#domain/what-if.ts";
import { answerWhatIf, type SideAnswer, type Tally } from "#programs/what-if/answer.ts";
import {
  type ErrorCard,
  errorsOf,
  type Measured,
  measuredAt,
  type SurveyErrors,
} from "#programs/what-if/survey-errors.ts";
import { shownGroups } from "#programs/what-if/tables.ts";
import { atLeastSmallest, shownSides } from "#programs/what-if/whole-table.ts";
import { DESK_POOR_DECILE, deskCellsFrom } from "#publication/what-if-cells.ts";
import type { Tx } from "#store/transact.ts";
import type { TableRefusal } from "./cross-table-ask.ts";
import { readCurrentVersion } from "./current-version.ts";
import { villageRange } from "./region-code.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

const PHASES_A_YEAR = 4;

const termsOf = ({ by, atMost, flatRupiah, ...money }: WhatIfTermsDraft): WhatIfTerms => ({
  cut:
    by === "quota"
      ? { by, places: atMost, area: "nation", shares: { formula: "families" } }
      : { by, atMost: Math.min(atMost, by === "decile" ? 10 : 100) },
  programRules: true,
  conditions: [],
  benefit: flatRupiah === undefined ? { kind: "program" } : { kind: "flat", rupiah: flatRupiah },
  phasesAYear: PHASES_A_YEAR,
  ...(money.budgetRupiah === undefined ? {} : { budgetRupiah: money.budgetRupiah }),
  ...(money.administrationRupiah === undefined
    ? {}
    : { administrationRupiah: money.administrationRupiah }),
});

/** The answer for a region of whoever acts; undefined where nothing is published, or no cells of it are theirs. */
export async function readWhatIf(
  tx: Tx,
  draft: WhatIfTermsDraft,
): Promise<WhatIfAnswer | undefined> {
  const version = await readCurrentVersion(tx);
  if (version === undefined) return undefined;
  const [low, high] = draft.area === "ID" ? [0, 9_999_999_999] : villageRange(draft.area);
  const answer = await answerWhatIf({
    ask: (sql) => tx.query(sql),
    from: deskCellsFrom(version.versionNo, draft.program, [low, high]),
    scenario: {
      reform: termsOf(draft),
      baseline: "as-determined",
      marginalPercentiles: 2,
      rhoTenths: 30,
      poorDecile: DESK_POOR_DECILE,
    },
  });
  if (answer.families === 0) return undefined;
  const level = draft.area === "ID" ? "province" : "regency_no";
  const parts = partsOf(level, answer.groups[level] ?? []);
  const names = await readRegionNames(tx, [draft.area, ...parts.map(({ code }) => code)]);
  const { winners, losers, staying, marginal, solved } = answer;
  const isShown = shownSides(answer);
  const deciles = shownGroups("decile", answer.groups.decile ?? []);
  const survey = await readSurveyErrors(tx, version.versionNo);
  return {
    version,
    region: namedRegion(draft.area, names),
    program: draft.program,
    isExact: answer.isExact,
    baseline: sideOf(answer.baseline, survey, isShown.baseline),
    reform: sideOf(answer.reform, survey, isShown.reform),
    nothing: answer.nothing,
    survey: survey.quotas.map(writeMeasured),
    staying: atLeastSmallest(staying),
    winners: atLeastSmallest(winners),
    losers: atLeastSmallest(losers),
    marginal: atLeastSmallest(marginal),
    deciles: deciles
      .filter(({ key }) => key > 0)
      .map(({ key, ...group }) => ({ decile: key, ...group })),
    parts: parts.map(({ code, key: _, ...group }) => ({
      region: namedRegion(code, names),
      ...group,
    })),
    frontier: answer.frontier.map(({ percentile, units, rupiahAYear, exclusion, inclusion }) => {
      const isSmall = atLeastSmallest(units) === null;
      return {
        percentile,
        units: atLeastSmallest(units),
        rupiahAYear: isSmall ? null : rupiahAYear,
        exclusion: isSmall ? null : exclusion,
        inclusion: isSmall ? null : inclusion,
      };
    }),
    solved: {
      budgetRupiah: isShown.reform ? solved.budgetRupiah : null,
      flatRupiah: isShown.reform ? solved.flatRupiah : null,
      percentile: solved.quota?.percentile ?? null,
      units: solved.quota === null ? null : atLeastSmallest(solved.quota.units),
    },
  };
}

function partsOf(level: "province" | "regency_no", tallies: readonly Tally[]) {
  return shownGroups(level, tallies)
    .filter(({ key }) => key > 0)
    .map((group) => ({
      ...group,
      code:
        level === "province"
          ? String(group.key / 100).padStart(2, "0")
          : String(group.key).padStart(4, "0"),
    }));
}

/** Sums of a side; nothing where they would tell a small part. */
function sideOf(
  { families, persons, units, rupiahAYear, expected, ...side }: SideAnswer,
  survey: SurveyErrors,
  isShown: boolean,
): WhatIfAnswer["reform"] {
  if (!isShown) {
    return {
      families: null,
      persons: null,
      units: null,
      rupiahAYear: null,
      exclusion: null,
      inclusion: null,
      administrationAYear: null,
      coverage: null,
      measured: null,
      welfare: null,
    };
  }
  const { exclusion, inclusion } = expected;
  const found = measuredAt(survey, side.coverage);
  const measured = found === undefined ? null : writeMeasured(found);
  return { families, persons, units, rupiahAYear, exclusion, inclusion, measured, ...side };
}

/** Aggregates that left the zone with the model; none where the version brought no model. */
async function readSurveyErrors(tx: Tx, versionNo: number): Promise<SurveyErrors> {
  const [row] = await tx.query<ErrorCard>(
    `select models->'card'->'groups' as groups, models->'card'->'lines' as lines
     from dtsen.version_model where version_no = $1`,
    [versionNo],
  );
  return errorsOf(row ?? {});
}

const writeMeasured = <One extends Measured>({ exclusion, inclusion, ...one }: One) => ({
  ...one,
  exclusion: [...exclusion] as [number, number],
  inclusion: [...inclusion] as [number, number],
});

type KeptSide = WhatIfSaved["reform"];

/** What of a side is kept with a scenario. */
const keptSide = ({
  administrationAYear: _,
  coverage: __,
  measured: ____,
  welfare: ___,
  ...kept
}: WhatIfAnswer["reform"]): KeptSide => kept;

const STATUS: Readonly<Record<string, number>> = {
  "area-unknown": 400,
  "version-not-published": 409,
};

/** Keeps a scenario as it is answered now; the desk says whether it may be kept. */
export async function saveWhatIf(
  tx: Tx,
  { name, terms }: WhatIfDraft,
  requestId: string,
): Promise<WhatIfReceipt | TableRefusal> {
  const answer = await readWhatIf(tx, terms);
  const [row] = await tx.query<{ verdict: string; made_scenario: number; made_revision: number }>(
    "select * from dtsen.save_what_if($1, $2, $3, $4, $5, $6, $7)",
    [
      name.trim(),
      answer?.version.versionNo ?? 0,
      terms.program,
      terms.area,
      JSON.stringify(terms),
      JSON.stringify(
        answer === undefined
          ? {}
          : {
              baseline: keptSide(answer.baseline),
              reform: keptSide(answer.reform),
              winners: answer.winners,
              losers: answer.losers,
            },
      ),
      requestId,
    ],
  );
  if (row?.verdict === "ok") {
    return { scenario: String(row.made_scenario), revision: row.made_revision };
  }
  const code = (row?.verdict ?? "right-not-held") as keyof typeof LAKE_ASK_PROBLEM_WORDS;
  const { id, en } = LAKE_ASK_PROBLEM_WORDS[code];
  const remedy =
    "Periksa wilayah dan versi, lalu simpan lagi. / Check region and version, then save again.";
  return { code, entry: [STATUS[code] ?? 403, "Skenario tidak dapat disimpan", id, en, remedy] };
}

type SavedRow = Pick<WhatIfSaved, "name" | "revision" | "owner" | "terms"> & {
  readonly scenario_no: number;
  readonly saved_at: Date;
  readonly label: string;
  readonly basis: WhatIfSaved["decileBasis"];
  readonly area: string;
  readonly answer: Pick<WhatIfSaved, "baseline" | "reform" | "winners" | "losers">;
};

/** The newest revisions of every scenario whose whole region is within that of whoever acts. */
export async function listWhatIf(tx: Tx): Promise<readonly WhatIfSaved[]> {
  const rows = await tx.query<SavedRow>(
    `select s.scenario_no, s.name, s.revision, coalesce(a.username, '') as owner, s.saved_at, v.label, v.basis, s.area, s.terms, s.answer
     from dtsen.what_if_scenario s join dtsen.version v on v.version_no = s.version_no
     left join dtsen.account a on a.account_id = s.account_id
     order by s.scenario_no desc limit 100`,
  );
  const names = await readRegionNames(
    tx,
    rows.map(({ area }) => area),
  );
  return rows.map(({ scenario_no, saved_at, label, basis, area, answer, ...row }) => ({
    ...row,
    scenario: String(scenario_no),
    savedAt: saved_at.toISOString(),
    version: label,
    decileBasis: basis,
    region: namedRegion(area, names),
    ...answer,
  }));
}
