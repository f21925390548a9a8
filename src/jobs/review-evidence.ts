import { REVIEW_VERDICTS } from "#domain/identity-review.ts";
import { type Kappa, kappaOf } from "#domain/kappa.ts";
import { type Estimate, wilson } from "#matching/wilson.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Decided pairs of like chance: what the calibration expected of them, and what people found. */
export type ReviewedBand = {
  /** Thousandths, from this on and under the next hundred; undefined where nothing calibrated the pair. */
  readonly fromPermille: number | undefined;
  readonly decided: number;
  readonly same: number;
  readonly observed: Estimate;
  /** Mean chance of these pairs. */
  readonly expectedShare: number | undefined;
};

/** What reviewers' answers say of a version's matching and of themselves. They are judged by, and train nothing. */
export type ReviewEvidence = {
  readonly bands: readonly ReviewedBand[];
  /** Answers to pairs of known truth, and how many were right; who was unsure was not right. */
  readonly gold: { readonly answers: number; readonly right: number; readonly accuracy: Estimate };
  readonly doubles: Kappa;
};

type EvidenceRow = {
  readonly kind: "decided" | "gold" | "double";
  readonly band: number | null;
  readonly said: string;
  readonly other_said: string;
  readonly pairs: number;
  readonly chances: number;
};

/** Counts alone, of pairs that this version or an earlier one asks; no record of anybody is opened. */
export async function readReviewEvidence(desk: Desk, versionNo: number): Promise<ReviewEvidence> {
  const rows = await asWorker(desk, (tx) =>
    tx.query<EvidenceRow>("select * from dtsen.review_evidence($1)", [versionNo]),
  );
  const of = (kind: EvidenceRow["kind"]) => rows.filter((row) => row.kind === kind);
  const gold = of("gold");
  const [answers, right] = [
    sumOf(gold),
    sumOf(gold.filter(({ said, other_said }) => said === other_said)),
  ];
  return {
    bands: [...Map.groupBy(of("decided"), ({ band }) => band)].map(([band, found]) =>
      bandOf(band, found),
    ),
    gold: { answers, right, accuracy: wilson(right, answers) },
    doubles: kappaOf(tableOf(of("double"))),
  };
}

const sumOf = (rows: readonly Pick<EvidenceRow, "pairs">[]): number =>
  rows.reduce((sum, { pairs }) => sum + pairs, 0);

function bandOf(band: number | null, found: readonly EvidenceRow[]): ReviewedBand {
  const decided = sumOf(found);
  const same = sumOf(found.filter(({ said }) => said === "same"));
  const chances = found.reduce((sum, row) => sum + row.chances, 0);
  return {
    fromPermille: band === null ? undefined : band * 100,
    decided,
    same,
    observed: wilson(same, decided),
    expectedShare: band === null ? undefined : chances / (1000 * decided),
  };
}

function tableOf(rows: readonly EvidenceRow[]): readonly (readonly number[])[] {
  const sum = (said: string, other: string): number =>
    sumOf(rows.filter((row) => row.said === said && row.other_said === other));
  return REVIEW_VERDICTS.map((said) => REVIEW_VERDICTS.map((other) => sum(said, other)));
}
