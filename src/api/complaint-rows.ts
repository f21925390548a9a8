import type { ServiceFact } from "#contract/service-cases.ts";
import {
  COMPLAINT_CHANNEL_WORDS,
  COMPLAINT_CLUSTER,
  COMPLAINT_PARTY_WORDS,
  COMPLAINT_REDRESS_WORDS,
  COMPLAINT_TOPIC_WORDS,
  type ComplaintChannel,
  type ComplaintParty,
  type ComplaintRedress,
  type ComplaintTopic,
} from "#domain/complaint.ts";
import { toRupiah, writeRupiah } from "#domain/rupiah.ts";
import { say, type Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { openComplaintText } from "#verification/complaint-book.ts";
import { dayInWords } from "./pages/language.ts";
import type { ServiceFacts } from "./service-case-kind.ts";

/** What a list reads of a complaint; never who complains. */
export type ComplaintRow = {
  readonly case_id: number;
  readonly topics: readonly ComplaintTopic[];
  readonly party: ComplaintParty;
  readonly program: string | null;
  readonly channel: ComplaintChannel;
  readonly outside_number: string | null;
  readonly happened_on: string | null;
  readonly amount_rupiah: number | null;
  readonly is_threatened: boolean;
  readonly redress: ComplaintRedress | null;
  readonly of_party: number | null;
};

const THREATENED = say("Pelapor merasa terancam.", "Whoever complains feels threatened.");
const MANY = say(
  "Banyak pengaduan serupa dari desa ini: periksa bersama.",
  "Many alike from this village: look at them together.",
);

/** Topics in words, one after the other. */
export const topicsInWords = (topics: readonly ComplaintTopic[]): Words =>
  say(
    topics.map((topic) => COMPLAINT_TOPIC_WORDS[topic].id).join(", "),
    topics.map((topic) => COMPLAINT_TOPIC_WORDS[topic].en).join(", "),
  );

/** How complaints are read and shown. */
export const complaintReading = (keys: FieldKeys) =>
  ({
    from: "dtsen.complaint",
    columns: `x.topics, x.party, x.program, x.channel, x.outside_number, x.happened_on::text, x.amount_rupiah, x.is_threatened, x.redress`,
    people: `(select * from dtsen.complaint_counts(array[y.case_id], ${COMPLAINT_CLUSTER.days}))`,
    peopleColumns: "h.of_party::int",
    nameOf: ({ case_id }: ComplaintRow): string => `#${case_id}`,
    aboutOf: ({ topics }: ComplaintRow): Words => topicsInWords(topics),
    marksOf: ({ is_threatened, of_party }: ComplaintRow): readonly Words[] => [
      ...(is_threatened ? [THREATENED] : []),
      ...((of_party ?? 0) >= COMPLAINT_CLUSTER.complaints ? [MANY] : []),
    ],
    factsOf: (tx: Tx, row: ComplaintRow) => factsOf(tx, keys, row),
  }) as const;

/** What was told in their own words is opened for whoever may know who complains. */
async function factsOf(tx: Tx, keys: FieldKeys, row: ComplaintRow): Promise<ServiceFacts> {
  const [sealed] = await tx.query<{ told_enc: Buffer | null; family_id: number | null }>(
    `select x.told_enc, (select m.family_id from dtsen.complainant m where m.case_id = x.case_id) as family_id
     from dtsen.complaint x where x.case_id = $1 and dtsen.holds('read-complainant')`,
    [row.case_id],
  );
  const told =
    sealed?.told_enc == null ? undefined : openComplaintText(keys, row.case_id, sealed.told_enc);
  const { happened_on: day, amount_rupiah: amount, program, redress, outside_number: number } = row;
  const fact = (label: Words, value: Words | undefined): readonly ServiceFact[] =>
    value === undefined ? [] : [{ label: { ...label }, value: { ...value } }];
  const same = (text: string | undefined) => (text === undefined ? undefined : say(text, text));
  const channel = COMPLAINT_CHANNEL_WORDS[row.channel];
  return {
    facts: [
      ...fact(say("Yang diadukan", "Complained of"), topicsInWords(row.topics)),
      ...fact(say("Tentang", "About"), COMPLAINT_PARTY_WORDS[row.party]),
      ...fact(say("Program", "Program"), program === null ? undefined : findProgram(program)?.name),
      ...fact(
        say("Diterima", "Received"),
        number === null ? channel : say(`${channel.id}, ${number}`, `${channel.en}, ${number}`),
      ),
      ...fact(
        say("Kejadian", "Happened"),
        day === null ? undefined : say(dayInWords("id", day), dayInWords("en", day)),
      ),
      ...fact(
        say("Jumlah uang", "Amount"),
        same(amount === null ? undefined : writeRupiah(toRupiah(BigInt(amount)))),
      ),
      ...fact(say("Ceritanya", "In their words"), same(told?.text)),
      ...fact(say("Cara menjawab", "How to answer"), same(told?.contact)),
      ...fact(
        say("Keluarga yang mengadu", "Family that complains"),
        same(sealed?.family_id == null ? undefined : String(sealed.family_id)),
      ),
      ...fact(
        say("Yang dilakukan", "What was done"),
        redress === null ? undefined : COMPLAINT_REDRESS_WORDS[redress],
      ),
    ],
  };
}
