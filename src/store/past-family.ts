import type { Tx } from "./transact.ts";

/** Facts in catalogue order; null where the version was frozen before there was such a fact. */
export type PastFacts = readonly (number | null)[];

/** Where a field group came from, as the projection keeps it. */
type Sources = Readonly<Record<string, { source: string; as_of?: number; reason?: string }>>;

/** A family's row of a frozen version: no name, no number of anybody. */
export type PastFamilyRow = {
  readonly family_id: number;
  readonly head_person_id: number | null;
  readonly village_no: number;
  readonly domicile_village_no: number;
  readonly facts_as_of: number | null;
  readonly facts: PastFacts;
  readonly sources: Sources;
  readonly decile_national: number | null;
  readonly decile_province: number | null;
  readonly decile_regency: number | null;
  readonly percentile: number | null;
};

export type PastPersonRow = {
  readonly person_id: number;
  readonly family_id: number | null;
  readonly life_status: number | null;
  readonly facts: PastFacts;
  readonly sources: Sources;
  /** Added by the desk: who it is today, and in which family. */
  readonly now_id?: number | null;
  readonly now_family?: number | null;
};

export type PastOutcomeRow = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly family_id: number;
  readonly outcome: string;
};

/** What a version said of some families and people. */
export type PastRecord = {
  readonly families: readonly PastFamilyRow[];
  readonly persons: readonly PastPersonRow[];
  readonly outcomes: readonly PastOutcomeRow[];
};

/** A line of the case file as the desk tells it. */
export type ToldEvent = {
  readonly kind: string;
  readonly at: string;
  readonly unit: "family" | "person" | null;
  readonly unit_id: number | null;
  readonly what: string | null;
  readonly variable: string | null;
  readonly value: number | null;
  readonly detail: string | null;
};

/** A confirmed finding, and when a version in force had answered it. */
export type LaidFinding = {
  readonly unit: "family" | "person";
  readonly unit_id: number;
  readonly kind: string;
  readonly place: number | null;
  readonly value: number | null;
  readonly from: string;
  readonly answered: readonly { readonly from: string; readonly until: string | null }[];
};

export type ToldPast = {
  readonly state: "ready";
  readonly from: "desk" | "lake";
  readonly ids: {
    readonly families: readonly { readonly id: number; readonly parted: boolean }[] | null;
    readonly persons: readonly { readonly now: number; readonly then: number }[];
  };
  readonly said: PastRecord;
  readonly events: { readonly told: readonly ToldEvent[]; readonly laid: readonly LaidFinding[] };
};

export type PastAnswer =
  | ToldPast
  | { readonly state: "reading" }
  | { readonly state: "refused"; readonly reason: string | null };

/** Under which ids the lake is to be looked into. */
export type PastQuestion = {
  readonly families: readonly number[];
  readonly persons: readonly number[];
};

/** Asks as whoever acts; undefined where they may not read that family today. */
export async function askPast(
  tx: Tx,
  asked: { readonly versionNo: number; readonly familyId: number; readonly requestId: string },
): Promise<PastAnswer | undefined> {
  const [row] = await tx.query<{ past: PastAnswer | null }>(
    "select dtsen.ask_past($1, $2, $3) as past",
    [asked.versionNo, asked.familyId, asked.requestId],
  );
  return row?.past ?? undefined;
}

/** With the roles by which the account reads this family: the widest sheet among them counts. */
export type WorkPast = { readonly roles: readonly string[] } & (
  | ToldPast
  | ({ readonly state: "reading" } & PastQuestion)
);

/** The same in the name of an account; with what the lake said, once it was read. */
export async function workPast(
  tx: Tx,
  asked: {
    readonly versionNo: number;
    readonly familyId: number;
    readonly by: string;
    readonly purpose: string;
  },
  said?: PastRecord,
): Promise<WorkPast | undefined> {
  const [row] = await tx.query<{ past: WorkPast | null }>(
    "select dtsen.work_past($1, $2, $3, $4, $5) as past",
    [
      asked.versionNo,
      asked.familyId,
      asked.by,
      asked.purpose,
      said === undefined ? null : JSON.stringify(said),
    ],
  );
  return row?.past ?? undefined;
}
