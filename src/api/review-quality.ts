import type {
  Agreement,
  GoldAccuracy,
  ReviewFigures,
  ReviewStatistics,
} from "#contract/review-quality.ts";
import {
  ReviewFigures as Figures,
  ReviewStatistics as Statistics,
} from "#contract/review-quality.ts";
import { REVIEW_VERDICTS } from "#domain/identity-review.ts";
import {
  type AnswerTable,
  findDrift,
  type Kappa,
  kappaOf,
  PAIRS_FOR_KAPPA,
  sayAgreement,
} from "#domain/kappa.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { lapseReviews } from "./review-rows.ts";
import { describe } from "./routes-doc.ts";

/** Weeks that are told, the newest. */
const WEEKS = 12;

/** How the queue stands and how people review: counts alone. */
export function addReviewQuality(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  root.get(
    "/api/v1/identity-reviews/figures",
    {
      schema: describe(
        {
          id: "readReviewFigures",
          tag: "verification",
          summary: "The queue of my region, and my own pace and agreement",
          description:
            "Agreement and accuracy up to yesterday, so that no answer tells what it was.",
          needs: "review-pair under the purpose update",
        },
        Figures,
      ),
    },
    async (request, reply) => {
      const figures = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        return await readFigures(tx);
      });
      return figures.ok ? reply.send(figures.value) : reply;
    },
  );
  root.get(
    "/api/v1/identity-reviews/statistics",
    {
      schema: describe(
        {
          id: "readReviewStatistics",
          tag: "verification",
          summary: "How each reviewer of my region agrees with others and with known truth",
          needs: "settle-review under the purpose update",
        },
        Statistics,
      ),
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "settle-review");
        const statistics = await readStatistics(tx);
        await recordAct(tx, {
          act: "read-review-statistics",
          subjectKind: "none",
          fieldsClass: "work",
          rowCount: statistics.reviewers.length,
          requestId: request.id,
          by: ["settle-review"],
        });
        return statistics;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

type QueueRow = ReviewFigures["queue"] & {
  readonly doublePermille: number;
  readonly review: boolean;
  readonly settle: boolean;
};

const QUEUE = [
  ["open", "open"],
  ["senior", "senior"],
  ["second", "second"],
  ["undo-second", "undoSecond"],
  ["set-aside", "setAside"],
  ["decided", "decided"],
  ["answered", "answered"],
] as const;

async function readFigures(tx: Tx): Promise<ReviewFigures> {
  await lapseReviews(tx);
  const [row] = await tx.query<QueueRow>(
    `select ${QUEUE.map(([state, name]) => `coalesce(sum(p.pairs) filter (where p.state = '${state}'), 0)::int as "${name}"`).join(", ")},
       dtsen.held_pairs()::int as held,
       (select count(*)::int from dtsen.identity_decision d where d.decision_no > coalesce(
         (select max(dtsen.decisions_built(b.inputs)) from dtsen.version b
          where b.state in ('frozen', 'projected', 'published')), 0)
          and not dtsen.is_kept_from_me(d.pair_id, d.round)) as unbuilt,
       (select t.double_permille from dtsen.review_term t
        where t.valid_from <= (now() at time zone 'Asia/Jakarta')::date order by t.valid_from desc limit 1) as "doublePermille",
       dtsen.holds('review-pair') as review, dtsen.holds('settle-review') as settle
     from dtsen.count_reviews(0, 9999999999, null, null) p`,
  );
  const [own] = await tx.query<{ today: number; answers: number; seconds: number | null }>(
    `select count(*) filter (where (a.at at time zone 'Asia/Jakarta')::date = (now() at time zone 'Asia/Jakarta')::date)::int
         as today, count(*)::int as answers,
       (percentile_disc(0.5) within group (order by a.seconds))::int as seconds
     from dtsen.review_answer a where a.account_id = dtsen.acting_account() and a.stage = 'first' and a.verdict <> 'withdrawn'`,
  );
  if (row === undefined || own === undefined) throw new Error("a count without a row");
  const { doublePermille, review, settle, ...queue } = row;
  const { weeks, doubles } = await readWork(tx);
  return {
    queue,
    me: {
      today: own.today,
      answers: own.answers,
      ...(own.seconds === null ? {} : { seconds: own.seconds }),
      agreement: agreementOf(doubles.filter(({ is_own }) => is_own)),
      gold: goldOf(weeks.filter(({ is_own }) => is_own)),
    },
    doublePermille,
    may: { review, settle },
  };
}

type WeekRow = {
  readonly account_id: number;
  readonly person_name: string;
  readonly is_own: boolean;
  readonly week: string;
  readonly answers: number;
  readonly seconds: number | null;
  readonly same: number;
  readonly gold: number;
  readonly gold_right: number;
};
type DoubleRow = {
  readonly account_id: number;
  readonly is_own: boolean;
  readonly week: string;
  readonly said: string;
  readonly other_said: string;
  readonly pairs: number;
};

async function readWork(tx: Tx) {
  const weeks = await tx.query<WeekRow>(
    `select account_id, person_name, is_own, week::text, answers, seconds, same, gold, gold_right
     from dtsen.review_weeks()`,
  );
  const doubles = await tx.query<DoubleRow>(
    `select account_id, account_id = dtsen.acting_account() as is_own, week::text, said, other_said, pairs
     from dtsen.review_doubles()`,
  );
  return { weeks, doubles };
}

function tableOf(doubles: readonly DoubleRow[]): AnswerTable {
  const sum = (said: string, other: string): number =>
    doubles
      .filter((row) => row.said === said && row.other_said === other)
      .reduce((total, { pairs }) => total + pairs, 0);
  return REVIEW_VERDICTS.map((said) => REVIEW_VERDICTS.map((other) => sum(said, other)));
}

const agreementOf = (doubles: readonly DoubleRow[]): Agreement =>
  sayKappa(kappaOf(tableOf(doubles)));

function sayKappa(kappa: Kappa): Agreement {
  const { pairs, alike, kappaMilli } = kappa;
  const isTold = pairs >= PAIRS_FOR_KAPPA && kappaMilli !== undefined;
  return { pairs, alike, ...(isTold ? { kappaMilli } : {}), says: { ...sayAgreement(kappa) } };
}

const goldOf = (weeks: readonly WeekRow[]): GoldAccuracy => ({
  pairs: weeks.reduce((sum, { gold }) => sum + gold, 0),
  right: weeks.reduce((sum, { gold_right }) => sum + gold_right, 0),
});

async function readStatistics(tx: Tx): Promise<ReviewStatistics> {
  const { weeks, doubles } = await readWork(tx);
  // Every pair stands in it twice, once from each side.
  const { pairs, alike, kappaMilli } = kappaOf(tableOf(doubles));
  return {
    all: sayKappa({ pairs: pairs / 2, alike: alike / 2, kappaMilli }),
    reviewers: [...Map.groupBy(weeks, ({ account_id }) => account_id)].map(([account, own]) =>
      reviewerOf(
        own,
        doubles.filter(({ account_id }) => account_id === account),
      ),
    ),
  };
}

function reviewerOf(
  weeks: readonly WeekRow[],
  doubles: readonly DoubleRow[],
): ReviewStatistics["reviewers"][number] {
  const [first] = weeks;
  const seconds = weeks.at(-1)?.seconds ?? undefined;
  const drift = findDrift(weeks);
  return {
    name: first?.person_name ?? "–",
    isOwn: first?.is_own === true,
    answers: weeks.reduce((sum, { answers }) => sum + answers, 0),
    ...(seconds === undefined ? {} : { seconds }),
    agreement: agreementOf(doubles),
    gold: goldOf(weeks),
    weeks: weeks.slice(-WEEKS).map((week) => weekOf(week, doubles)),
    ...(drift === undefined ? {} : { drift: { ...drift } }),
  };
}

function weekOf(
  { week, answers, seconds, same }: WeekRow,
  doubles: readonly DoubleRow[],
): ReviewStatistics["reviewers"][number]["weeks"][number] {
  const table = tableOf(doubles.filter((row) => row.week === week));
  const { pairs, alike } = kappaOf(table);
  return {
    from: week,
    answers,
    ...(seconds === null ? {} : { seconds }),
    ...(pairs === 0 ? {} : { alikePermille: Math.round((1000 * alike) / pairs) }),
    samePermille: Math.round((1000 * same) / answers),
  };
}
