import type { PlainDate } from "#domain/plain-date.ts";
import type { BuildDraft } from "#jobs/build-version.ts";
import type { House } from "#jobs/house.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { says } from "./said-of-records.ts";
import { BPS, deliverHamlet, hamlet, putStaged } from "./staged-house.ts";

/** A hamlet, as it is delivered first. */
export const made = hamlet(7, 40);
export type Rows = typeof made.list;
export const STATEMENTS = { source: "bpjs-kesehatan", set: "evidence", asOf: 20260301 } as const;
export const statements = (people: Rows): Rows =>
  people.map(({ nik = null, name = null, birth_date = null, village_code = null }) => ({
    subject_kind: "person",
    subject_no: nik,
    statement: "wage-earner",
    amount: 1,
    observed_on: 20260301,
    nik,
    name,
    birth_date,
    village_code,
  }));

/** The list as it is delivered the next time: a name said in another way, a card left out, somebody gone. */
export const again = made.list
  .map((row, i) => ({
    ...row,
    ...(i % 17 === 0 ? { name: `${row.name}H` } : {}),
    ...(i % 23 === 0 ? { nik: null } : {}),
  }))
  .filter((_, i) => i % 29 !== 0);

export const record = (delivery: number, row: number): number => delivery * 4_294_967_296 + row + 1;
/** Numbers of deliveries in either house: registry, list, families, meters, survey, statements. */
const REGISTRY = 1;
export const LIST = 2;
export const joined = says(1, record(LIST, 7), "same", record(REGISTRY, 9));
export const parted = says(2, record(LIST, 3), "different", record(REGISTRY, 3));
export const thought = says(3, Number(joined.leftKey), "undone", Number(joined.rightKey));

export const draftOf = (label: string, decisions: readonly ReviewDecision[]): BuildDraft => ({
  label,
  basis: "persons",
  asOf: "2026-04-01" as PlainDate,
  seed: "1",
  actors: BPS,
  decisions,
});

/** The first quarter: the hamlet, and statements about some of its people. */
export async function deliverFirst(house: House): Promise<void> {
  await deliverHamlet(house, made);
  await putStaged(house, STATEMENTS, statements(made.registry.slice(0, 20)));
}
