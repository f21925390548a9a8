import { Type } from "typebox";
import { CLUSTER_VERDICTS } from "#domain/cluster-decision.ts";
import { RegionCode } from "./families.ts";
import { PersonId } from "./identity-checks.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

/** Cohen's kappa in thousandths, with what it rests on; absent where too few pairs were answered by two. */
export const Agreement = Type.Object(
  {
    /** Pairs that the reviewer and another answered blindly. */
    pairs: Type.Integer(),
    /** Of these, answered alike. */
    alike: Type.Integer(),
    /** -1000 to 1000; absent below 20 pairs, or where everybody said the same all the time. */
    kappaMilli: Type.Optional(Type.Integer()),
    /** In words: "sangat baik", "cukup" … */
    says: Words,
  },
  { additionalProperties: false },
);
export type Agreement = Type.Static<typeof Agreement>;

/** Answers to pairs whose truth is known; which pairs they were is never told. */
export const GoldAccuracy = Type.Object(
  { pairs: Type.Integer(), right: Type.Integer() },
  { additionalProperties: false },
);
export type GoldAccuracy = Type.Static<typeof GoldAccuracy>;

/** One week of one reviewer. */
export const ReviewWeek = Type.Object(
  {
    /** Monday of the week. */
    from: Type.String(),
    answers: Type.Integer(),
    /** Median seconds a pair. */
    seconds: Type.Optional(Type.Integer()),
    alikePermille: Type.Optional(Type.Integer()),
    /** Share of "same" among the answers: a drift of it is a drift of the reviewer. */
    samePermille: Type.Integer(),
  },
  { additionalProperties: false },
);
export type ReviewWeek = Type.Static<typeof ReviewWeek>;

const Performance = {
  answers: Type.Integer(),
  /** Median seconds a pair; the aim is 15 or less. */
  seconds: Type.Optional(Type.Integer()),
  agreement: Agreement,
  gold: GoldAccuracy,
};

/** GET /api/v1/identity-reviews/figures: the queue in the caller's region and the caller's own pace and agreement. */
export const ReviewFigures = Type.Object(
  {
    queue: Type.Object(
      {
        open: Type.Integer(),
        /** Held by somebody at this moment. */
        held: Type.Integer(),
        senior: Type.Integer(),
        second: Type.Integer(),
        undoSecond: Type.Integer(),
        setAside: Type.Integer(),
        decided: Type.Integer(),
        /** The caller's own answers of which nothing is told yet; in no other of these counts. */
        answered: Type.Integer(),
        /** Decisions that no version has been built with yet. */
        unbuilt: Type.Integer(),
      },
      { additionalProperties: false },
    ),
    me: Type.Object({ today: Type.Integer(), ...Performance }, { additionalProperties: false }),
    /** Share of pairs that two people answer blindly, as the rules of the day say. */
    doublePermille: Type.Integer(),
    may: Type.Object(
      { review: Type.Boolean(), settle: Type.Boolean() },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ReviewFigures = Type.Static<typeof ReviewFigures>;

/** GET /api/v1/identity-reviews/statistics: for settlers, reviewer by reviewer in their region. */
export const ReviewStatistics = Type.Object(
  {
    /** All blind doubles together. */
    all: Agreement,
    reviewers: Type.Array(
      Type.Object(
        {
          /** The person's name at the desk: quality is talked about with people. */
          name: Type.String(),
          isOwn: Type.Boolean(),
          ...Performance,
          /** Newest last, at most twelve. */
          weeks: Type.Array(ReviewWeek),
          /** Set where the last weeks differ clearly from the ones before. */
          drift: Type.Optional(Words),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ReviewStatistics = Type.Static<typeof ReviewStatistics>;

/** Number of a cluster: the record around which it was gathered. */
export const ClusterId = Type.String({ pattern: "^[1-9][0-9]{0,18}$" });

/** GET /api/v1/identity-reviews/clusters: what matching joined and a person should look at. */
export const ClusterFilter = Type.Object(
  {
    /** largest: most records. sparse: fewest of its pairs agree. contradictory: most that cannot be one person. */
    kind: Type.Enum(["largest", "sparse", "contradictory"]),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type ClusterFilter = Type.Static<typeof ClusterFilter>;

export const ClusterRow = Type.Object(
  {
    clusterId: ClusterId,
    /** Name on the record in the middle. */
    name: Type.Optional(Type.String()),
    place: Type.Optional(Place),
    records: Type.Integer(),
    /** How many deliveries they come from. */
    deliveries: Type.Integer(),
    /** Of all pairs of its records, how many agree by themselves; 1000 where all do. */
    densityPermille: Type.Integer({ minimum: 0, maximum: 1000 }),
    /** Two values that one person cannot have, each once: two sexes, two NIK, births years apart … */
    contradictions: Type.Array(Words),
    /** In the civil registry, or gathered beside it. */
    isOnRegister: Type.Boolean(),
    personId: Type.Optional(PersonId),
  },
  { additionalProperties: false },
);
export type ClusterRow = Type.Static<typeof ClusterRow>;
export const ClusterPage = pageOf(ClusterRow);
export type ClusterPage = Type.Static<typeof ClusterPage>;

/** GET /api/v1/identity-reviews/clusters/:clusterId: members and edges for a graph and a table; an audit row each. */
export const ClusterCase = Type.Object(
  {
    ...ClusterRow.properties,
    members: Type.Array(
      Type.Object(
        {
          recordKey: Type.String(),
          source: Words,
          asOf: Type.String(),
          name: Type.Optional(Type.String()),
          nik: Type.Optional(Type.String({ description: "Masked" })),
          birthDate: Type.Optional(Type.String()),
          sex: Words,
          place: Type.Optional(Place),
          /** The record in the middle. */
          isHub: Type.Boolean(),
          /** Contradictions in which this member takes part. */
          contradicts: Type.Array(Words),
        },
        { additionalProperties: false },
      ),
    ),
    edges: Type.Array(
      Type.Object(
        {
          left: Type.String({ description: "recordKey" }),
          right: Type.String({ description: "recordKey" }),
          milliBits: Type.Integer(),
          /** Matching joined the two by this edge; the others only show how well members agree. */
          isLink: Type.Boolean(),
          says: Words,
        },
        { additionalProperties: false },
      ),
    ),
    /** Pairs among its records that people decided, or that wait for a second person: each is looked at and undone as a pair. */
    spoken: Type.Array(
      Type.Object(
        {
          pairId: Type.String(),
          left: Type.String({ description: "recordKey" }),
          right: Type.String({ description: "recordKey" }),
          says: Words,
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type ClusterCase = Type.Static<typeof ClusterCase>;

/**
 * POST /api/v1/identity-reviews/clusters/:clusterId/decisions, with Idempotency-Key. different: none of the chosen is
 * the person in the middle. same: the chosen are one person. Refused: reason-missing, not-a-choice, under-way.
 */
export const ClusterDecisionDraft = Type.Object(
  {
    verdict: Type.Enum([...CLUSTER_VERDICTS]),
    members: Type.Array(ClusterId, { minItems: 1, maxItems: 30, uniqueItems: true }),
    reason: Type.String({ minLength: 5, maxLength: 500 }),
  },
  { additionalProperties: false },
);
export type ClusterDecisionDraft = Type.Static<typeof ClusterDecisionDraft>;

/** How many decisions were written, and how many of them count only once a second person has said the same. */
export const ClusterReceipt = Type.Object(
  { decided: Type.Integer(), waiting: Type.Integer(), says: Words },
  { additionalProperties: false },
);
export type ClusterReceipt = Type.Static<typeof ClusterReceipt>;
