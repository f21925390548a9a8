import type { Meeting, MeetingFilter, MeetingPage } from "#contract/meetings.ts";
import type { ProposalAim } from "#domain/aid-proposal.ts";
import {
  DELIBERATION_DECISION_WORDS,
  DELIBERATION_FORM_WORDS,
  type DeliberationDecision,
  type DeliberationForm,
  DISSENT_WORDS,
  type Dissent,
} from "#domain/deliberation.ts";
import { SCAN_KIND_WORDS, type ScanKind } from "#domain/evidence-file.ts";
import { findVillage, writePlace } from "#regions/place.ts";
import type { Tx } from "#store/transact.ts";
import type { MeetingFamily, MeetingTerms } from "#verification/meeting-papers.ts";
import type { MinutesLine, MinutesTerms } from "#verification/minutes-paper.ts";
import { askedWords } from "./aid-proposal-rows.ts";
import { placeOf } from "./family-place.ts";
import { weekdayInWords } from "./pages/language.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

type Row = {
  readonly meeting_no: number | null;
  readonly village_no: number;
  readonly minutes_number: string;
  readonly planned_on: string | null;
  readonly starts_at: string | null;
  readonly place: string | null;
  readonly deliberation_no: number | null;
  readonly held_on: string | null;
  readonly form: DeliberationForm | null;
  readonly attended: number | null;
  readonly agreed: number;
  readonly declined: number;
  readonly day_no: number;
  readonly row_no: number;
  readonly scans: readonly ScanRow[];
};

type ScanRow = {
  readonly fileNo: number;
  readonly kind: ScanKind;
  readonly media: "application/pdf" | "image/jpeg";
  readonly bytes: number;
  readonly came: string;
  readonly on: string;
};

/** Meetings called and meetings held, as one list; a later day stands first. */
const MEETINGS = `
select m.meeting_no, coalesce(d.village_no, m.village_no) as village_no, coalesce(d.minutes_number, m.minutes_number) as minutes_number,
  m.planned_on::text, m.starts_at, m.place, d.deliberation_no, d.held_on::text, d.form, d.attended,
  -(coalesce(d.held_on, m.planned_on) - date '2000-01-01') as day_no,
  -coalesce(d.deliberation_no * 2, m.meeting_no * 2 + 1) as row_no
from dtsen.village_meeting m full join dtsen.deliberation d using (meeting_no)`;
const TOLD = `
select x.*,
  (select count(*)::int from dtsen.deliberation_decision y where y.deliberation_no = x.deliberation_no and y.decision = 'agreed') as agreed,
  (select count(*)::int from dtsen.deliberation_decision y where y.deliberation_no = x.deliberation_no and y.decision = 'declined')
    as declined,
  coalesce((select json_agg(json_build_object('fileNo', f.file_no, 'kind', f.kind, 'media', f.media, 'bytes', f.byte_count,
      'came', encode(f.came_sha256, 'hex'), 'on', (f.at at time zone 'Asia/Jakarta')::date) order by f.file_no desc)
    from dtsen.evidence_file f where f.deliberation_no = x.deliberation_no and f.sealed is not null), '[]') as scans`;

export async function listMeetings(
  tx: Tx,
  filter: MeetingFilter,
): Promise<{ readonly page: MeetingPage; readonly villages: readonly number[] }> {
  const slice = readSlice(filter, [-(2 ** 31), -(2 ** 53 - 1)]);
  const rows = await tx.query<Row>(
    `${TOLD} from (select * from (${MEETINGS}) y where village_no between $1 and $2
       and (day_no, row_no) > ($3::bigint, $4::bigint) order by day_no, row_no limit $5) x order by day_no, row_no`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1],
  );
  const { shown, next } = cutSlice(rows, slice, ({ day_no, row_no }) => [day_no, row_no]);
  return {
    page: { items: shown.map(writeMeeting), ...next },
    villages: [...new Set(shown.map(({ village_no }) => village_no))],
  };
}

function writeMeeting(row: Row): Meeting {
  const { deliberation_no, held_on, form, attended, agreed, declined } = row;
  return {
    ...(row.meeting_no === null ? {} : { meetingNo: String(row.meeting_no) }),
    number: row.minutes_number,
    place: placeOf(row.village_no),
    ...(row.planned_on === null ? {} : { plannedOn: row.planned_on }),
    ...(row.starts_at === null ? {} : { startsAt: row.starts_at }),
    ...(row.place === null ? {} : { at: row.place }),
    ...(deliberation_no === null || held_on === null || form === null
      ? {}
      : {
          held: {
            deliberationNo: String(deliberation_no),
            heldOn: held_on,
            form: { ...DELIBERATION_FORM_WORDS[form] },
            attended: attended ?? 0,
            ...{ agreed, declined },
            scans: row.scans.map(({ fileNo, kind, media, bytes, came, on }) => ({
              ...{ fileNo: String(fileNo), kind, words: { ...SCAN_KIND_WORDS[kind] } },
              ...{ media, bytes, cameSha256: came, on },
            })),
          },
        }),
  };
}

type FamilyRow = {
  readonly case_id: number;
  readonly name: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly asked_for: ProposalAim;
  readonly program: string | null;
};

const NOT_NAMED = "Keluarga belum dikenali";
const familyOf = (row: FamilyRow): MeetingFamily => ({
  name: row.name ?? NOT_NAMED,
  rt: row.rt ?? undefined,
  rw: row.rw ?? undefined,
  asked: askedWords(row).id,
});
const villageOf = (villageNo: number) => {
  const place = findVillage(String(villageNo));
  return place === undefined ? String(villageNo) : writePlace(place);
};

/** Whom a meeting is about: every proposal of its village that waits for one, with the numbers of the cases. */
export async function readMeetingTerms(
  tx: Tx,
  meetingNo: number,
  isExample: boolean,
): Promise<{ readonly terms: MeetingTerms; readonly cases: readonly number[] } | undefined> {
  const [row] = await tx.query<
    Pick<Row, "village_no" | "minutes_number"> & {
      readonly planned_on: string;
      readonly starts_at: string;
      readonly place: string;
    }
  >(
    `select village_no, minutes_number, planned_on::text, starts_at, place from dtsen.village_meeting where meeting_no = $1`,
    [meetingNo],
  );
  if (row === undefined) return undefined;
  const families = await tx.query<FamilyRow>(
    `select c.case_id, h.head_name as name, h.rt, h.rw, x.asked_for, x.program
     from dtsen.case_file c join dtsen.aid_proposal x using (case_id)
     left join lateral (select * from dtsen.proposal_people(array[c.case_id])) h on true
     where c.village_no = $1 and c.step = 'deliberation' and c.state in ('open', 'returned')
     order by h.rw, h.rt, c.case_id limit 500`,
    [row.village_no],
  );
  return {
    terms: {
      number: row.minutes_number,
      village: villageOf(row.village_no),
      villageCode: String(row.village_no),
      day: row.planned_on,
      dayInWords: weekdayInWords(row.planned_on),
      startsAt: row.starts_at,
      place: row.place,
      families: families.map(familyOf),
      isExample,
    },
    cases: families.map(({ case_id }) => case_id),
  };
}

type MinutesRow = {
  readonly village_no: number;
  readonly minutes_number: string;
  readonly held_on: string;
  readonly form: DeliberationForm;
  readonly invited: number;
  readonly attended: number;
  readonly attended_women: number;
  readonly record: string;
  readonly starts_at: string | null;
  readonly place: string | null;
};
type LineRow = FamilyRow & {
  readonly decision: DeliberationDecision;
  readonly votes_for: number;
  readonly votes_against: number;
  readonly dissent: readonly Dissent[];
};

/** What the minutes of a meeting say, of those families that the reader may see. */
export async function readMinutesTerms(
  tx: Tx,
  deliberationNo: number,
  isExample: boolean,
): Promise<{ readonly terms: MinutesTerms; readonly cases: readonly number[] } | undefined> {
  const [row] = await tx.query<MinutesRow>(
    `select d.village_no, d.minutes_number, d.held_on::text, d.form, d.invited, d.attended, d.attended_women,
       encode(d.request_sha256, 'hex') as record, m.starts_at, m.place
     from dtsen.deliberation d left join dtsen.village_meeting m using (meeting_no) where d.deliberation_no = $1`,
    [deliberationNo],
  );
  if (row === undefined) return undefined;
  const lines = await tx.query<LineRow>(
    `select x.case_id, h.head_name as name, h.rt, h.rw, p.asked_for, p.program, x.decision, x.votes_for, x.votes_against, x.dissent
     from dtsen.deliberation_decision x join dtsen.aid_proposal p using (case_id)
     left join lateral (select * from dtsen.proposal_people(array[x.case_id])) h on true
     where x.deliberation_no = $1 order by h.rw, h.rt, x.case_id`,
    [deliberationNo],
  );
  const decided = (decision: DeliberationDecision) =>
    lines.filter((line) => line.decision === decision).length;
  return {
    terms: {
      number: row.minutes_number,
      isStatement: row.form === "statement",
      village: villageOf(row.village_no),
      villageCode: String(row.village_no),
      heldOn: row.held_on,
      dayInWords: weekdayInWords(row.held_on),
      place: row.place === null ? undefined : `${row.place}, pukul ${row.starts_at} waktu setempat`,
      invited: row.invited,
      attended: row.attended,
      attendedWomen: row.attended_women,
      families: lines.map(lineOf),
      agreed: decided("agreed"),
      declined: decided("declined"),
      recordSha256: row.record,
      isExample,
    },
    cases: lines.map(({ case_id }) => case_id),
  };
}

function lineOf(row: LineRow): MinutesLine {
  return {
    ...familyOf(row),
    decision: DELIBERATION_DECISION_WORDS[row.decision].id,
    votesFor: row.votes_for,
    votesAgainst: row.votes_against,
    dissent: row.dissent.map((one) => DISSENT_WORDS[one].id),
  };
}
