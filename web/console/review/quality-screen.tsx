import type { ReviewFigures, ReviewStatistics } from "#contract/review-quality.ts";
import { formatCount, formatDay, formatShare } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked } from "../officer.tsx";
import { KappaScale } from "./kappa-scale.tsx";
import { ReviewTabs } from "./review-tabs.tsx";

type Reviewer = ReviewStatistics["reviewers"][number];
type Performance = Pick<Reviewer, "answers" | "seconds" | "agreement" | "gold">;

/** How the queue stands and how far reviewers agree; by name for settlers only. */
export function QualityScreen() {
  const { reviewQuality } = useSpeech().words;
  const figures = useAsked<ReviewFigures>("/identity-reviews/figures");
  return (
    <Page title={reviewQuality.title} lead={reviewQuality.lead}>
      <ReviewTabs />
      <Loaded query={figures}>
        {(found) => (
          <>
            <div className="columns">
              <div>
                <Queue figures={found} />
              </div>
              <div>
                <Part id="me" title={reviewQuality.me}>
                  <PerformanceFacts of={found.me} />
                </Part>
              </div>
            </div>
            {found.may.settle ? <Reviewers /> : <p>{reviewQuality.settlersOnly}</p>}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Queue({ figures: { queue, doublePermille } }: { readonly figures: ReviewFigures }) {
  const { words, language } = useSpeech();
  const { queue: title, queueOf, double } = words.reviewQuality;
  const rows = (Object.keys(queueOf) as (keyof typeof queueOf)[]).map(
    (part) => [queueOf[part], formatCount(queue[part], language)] as const,
  );
  return (
    <Part id="queue" title={title}>
      <WorkFacts rows={rows} />
      <p className="soft">{double(formatShare(doublePermille / 1000, language))}</p>
    </Part>
  );
}

function PerformanceFacts({ of }: { readonly of: Performance }) {
  const { words, language, say } = useSpeech();
  const { reviewQuality } = words;
  const count = (value: number) => formatCount(value, language);
  const { answers, seconds, agreement, gold } = of;
  const kappa = agreement.kappaMilli;
  return (
    <WorkFacts
      rows={[
        [reviewQuality.answers, count(answers)],
        [reviewQuality.pace, seconds === undefined ? "–" : count(seconds)],
        [reviewQuality.pairs, count(agreement.pairs)],
        [reviewQuality.alike, count(agreement.alike)],
        [
          reviewQuality.kappa,
          kappa === undefined ? reviewQuality.notMeasured : count(kappa / 1000),
        ],
        [reviewQuality.assessment, say(agreement.says)],
        [
          reviewQuality.gold,
          gold.pairs === 0 ? "–" : reviewQuality.goldOf(count(gold.right), count(gold.pairs)),
        ],
      ]}
    />
  );
}

function Reviewers() {
  const { words, say } = useSpeech();
  const { reviewQuality } = words;
  const query = useAsked<ReviewStatistics>("/identity-reviews/statistics");
  return (
    <Part id="reviewers" title={reviewQuality.reviewers} lead={reviewQuality.kappaLead}>
      <Loaded query={query}>
        {({ all, reviewers }) => (
          <>
            <KappaScale name={reviewQuality.all} agreement={all} />
            <ul className="reviewers">
              {reviewers.map((reviewer) => (
                <li key={reviewer.name}>
                  <h3>
                    {reviewer.name}
                    {reviewer.isOwn ? <span className="tag">{reviewQuality.you}</span> : null}
                  </h3>
                  <KappaScale name={reviewer.name} agreement={reviewer.agreement} />
                  {reviewer.drift === undefined ? null : (
                    <Notice tone="attention">{say(reviewer.drift)}</Notice>
                  )}
                  <PerformanceFacts of={reviewer} />
                  <Weeks reviewer={reviewer} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Part>
  );
}

function Weeks({ reviewer: { name, weeks } }: { readonly reviewer: Reviewer }) {
  const { words, language } = useSpeech();
  const { reviewQuality } = words;
  const share = (permille: number | undefined) =>
    permille === undefined ? "–" : formatShare(permille / 1000, language);
  if (weeks.length === 0) return null;
  return (
    <details>
      <summary>{reviewQuality.weeks(name)}</summary>
      <Table
        caption={reviewQuality.weeks(name)}
        rows={weeks}
        keyOf={({ from }) => from}
        columns={[
          { head: reviewQuality.week, cell: ({ from }) => formatDay(from, language) },
          {
            head: reviewQuality.answers,
            cell: ({ answers }) => formatCount(answers, language),
            isFigure: true,
          },
          {
            head: reviewQuality.pace,
            cell: ({ seconds }) => (seconds === undefined ? "–" : formatCount(seconds, language)),
            isFigure: true,
          },
          {
            head: reviewQuality.alike,
            cell: ({ alikePermille }) => share(alikePermille),
            isFigure: true,
          },
          {
            head: reviewQuality.same,
            cell: ({ samePermille }) => share(samePermille),
            isFigure: true,
          },
        ]}
      />
    </details>
  );
}
