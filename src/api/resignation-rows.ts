import type { ServiceFact } from "#contract/service-cases.ts";
import {
  MEETING_PLACE_WORDS,
  type MeetingPlace,
  RESIGNATION_CLUSTER,
} from "#domain/resignation.ts";
import { say, type Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { todayOf } from "./office-day.ts";
import { dayInWords } from "./pages/language.ts";
import type { ServiceAsk, ServiceFacts } from "./service-case-kind.ts";

/** What a list reads of a resignation. */
export type ResignationRow = {
  readonly case_id: number;
  readonly programs: readonly string[];
  readonly channel: "web" | "counter";
  readonly met_on: string | null;
  readonly met_at: MeetingPlace | null;
  readonly cooling_until: string | null;
  readonly again_on: string | null;
  readonly again_at: MeetingPlace | null;
  readonly effective_on: string | null;
  readonly head_name: string | null;
  readonly of_village: number | null;
};

const ASKED_BY = {
  web: say("keluarganya lewat internet", "the family over the internet"),
  counter: say("keluarganya di loket", "the family at the counter"),
} as const;

const MANY = say(
  "Banyak permintaan dari desa ini: periksa bersama.",
  "Many requests from this village: look at them together.",
);

const dayWords = (day: string): Words => say(dayInWords("id", day), dayInWords("en", day));
const meetingWords = (on: string, at: MeetingPlace | null): Words => {
  const [day, where] = [dayWords(on), at === null ? undefined : MEETING_PLACE_WORDS[at]];
  return where === undefined ? day : say(`${day.id}, ${where.id}`, `${day.en}, ${where.en}`);
};

/** Programs by their names. */
export function programsInWords(programs: readonly string[]): Words {
  const names = programs.map((id) => findProgram(id)?.name ?? say(id, id));
  return say(names.map(({ id }) => id).join(", "), names.map(({ en }) => en).join(", "));
}

/** How resignations are read and shown. */
export const RESIGNATION_READING = {
  from: "dtsen.resignation",
  columns: `x.programs, x.channel, x.met_on::text, x.met_at, x.cooling_until::text, x.again_on::text, x.again_at, x.effective_on::text`,
  people: `(select * from dtsen.resigning_people(array[y.case_id], ${RESIGNATION_CLUSTER.days}))`,
  peopleColumns: "h.head_name, h.of_village::int",
  nameOf: ({ head_name }: ResignationRow): string => head_name ?? "–",
  aboutOf: ({ programs }: ResignationRow): Words => programsInWords(programs),
  marksOf: ({ of_village }: ResignationRow): readonly Words[] =>
    (of_village ?? 0) >= RESIGNATION_CLUSTER.resignations ? [MANY] : [],
  factsOf,
} as const;

async function factsOf(tx: Tx, row: ResignationRow, { now }: ServiceAsk): Promise<ServiceFacts> {
  const grown = await tx.query<{ person_id: number; name: string | null; was_met: boolean | null }>(
    "select * from dtsen.grown_of_resigning($1, $2)",
    [row.case_id, todayOf(now)],
  );
  const { met_on, met_at, cooling_until, again_on, again_at, effective_on } = row;
  const fact = (label: Words, value: Words | undefined): readonly ServiceFact[] =>
    value === undefined ? [] : [{ label: { ...label }, value: { ...value } }];
  return {
    facts: [
      ...fact(say("Bantuan", "Aid"), programsInWords(row.programs)),
      ...fact(say("Diminta oleh", "Asked by"), ASKED_BY[row.channel]),
      ...fact(
        say("Ditemui pertama", "First met"),
        met_on === null ? undefined : meetingWords(met_on, met_at),
      ),
      ...fact(
        say("Masa tenang sampai", "Days to think until"),
        cooling_until === null ? undefined : dayWords(cooling_until),
      ),
      ...fact(
        say("Ditemui lagi", "Met again"),
        again_on === null ? undefined : meetingWords(again_on, again_at),
      ),
      ...fact(
        say("Berhenti sejak", "Given back since"),
        effective_on === null ? undefined : dayWords(effective_on),
      ),
    ],
    ...(grown.length === 0
      ? {}
      : {
          people: grown.map(({ person_id, name, was_met }) => ({
            personId: String(person_id),
            name: name ?? "–",
            wasMet: was_met === true,
          })),
        }),
  };
}
