import type { DecileBasis } from "#domain/decile-basis.ts";
import type { RoomCost } from "./room-costs.ts";

/** Rows of one delivery, as its receipt says. */
export type SourceFigures = {
  readonly source: string;
  readonly set: string;
  readonly received: number;
  readonly refused: number;
};

/** Matching against truth: shares of links that are right, and of true persons that were found. */
export type MatchingFigures = {
  readonly source: string;
  readonly precision: number;
  readonly recall: number;
};

/** Ranking against true expenditure, at quotas of the population (targeting error at a fixed quota). */
export type RankingFigures = {
  readonly spearman: number;
  readonly r2: number;
  readonly errors: readonly {
    readonly quota: number;
    readonly exclusion: number;
    readonly inclusion: number;
  }[];
};

export type DecileFigures = {
  readonly decile: number;
  readonly families: number;
  readonly persons: number;
};

export type ProgramFigures = {
  readonly program: string;
  readonly recipients: number;
  readonly quota: number;
  readonly inReview: number;
};

/** What the walk prints at its end, and keeps beside the version. */
export type WalkSummary = {
  readonly label: string;
  readonly families: number;
  readonly persons: number;
  readonly seed: string;
  readonly basis: DecileBasis;
  readonly contentHash: string;
  readonly sources: readonly SourceFigures[];
  readonly matching: readonly MatchingFigures[];
  readonly ranking: RankingFigures;
  readonly deciles: readonly DecileFigures[];
  readonly programs: readonly ProgramFigures[];
  readonly rooms: readonly RoomCost[];
};
