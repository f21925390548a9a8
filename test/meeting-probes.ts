import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { encryptField, openFieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { caseOf, DELIBERATES, eachFamily, SEES } from "#test/proposal-probes.ts";
import type { Probe } from "#test/work-probes.ts";

const photoOf = (one: FixtureFamily): number => 30_000 + caseOf(one);
const SCAN = Buffer.from("%PDF-1.7 contoh");
const PICTURE = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#999" } })
  .jpeg()
  .toBuffer();
const TOMORROW = {
  plannedOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
  startsAt: "09:00",
  place: "Balai desa",
};

/** A meeting that was called and held on the proposal, a visit, a scan and a photo, sealed as the desk seals them. */
export async function plantMeetings(desk: Desk, families: readonly FixtureFamily[]): Promise<void> {
  for (const one of families) await plantEvidence(desk, one);
}

async function plantEvidence(desk: Desk, one: FixtureFamily): Promise<void> {
  const keys = openFieldKeys(desk.settings.keyFolder);
  const [id, village] = [caseOf(one), one.villageNo];
  await desk.owner.query(`
    insert into dtsen.ground_check (check_no, client_id, request_sha256, case_id, family_id, village_no, domicile_village_no, visited_on,
        outcome, respondent, is_agreed, by_account, at)
      overriding system value select ${id}, gen_random_uuid(), '\\x00', ${id}, ${one.familyId}, ${village}, ${village}, current_date,
        'met', 'head', true, min(account_id), now() from dtsen.account;
    insert into dtsen.village_meeting (meeting_no, client_id, request_sha256, village_no, year, serial, minutes_number, planned_on,
        starts_at, place, by_account, at)
      overriding system value select ${id}, gen_random_uuid(), '\\x00', ${village}, 2020, ${id}, 'BA/${id}', current_date, '09:00',
        'Balai desa', min(account_id), now() from dtsen.account;
    insert into dtsen.deliberation (deliberation_no, client_id, request_sha256, village_no, form, held_on, minutes_number, invited,
        attended, attended_women, by_account, at, meeting_no)
      overriding system value select ${id}, gen_random_uuid(), '\\x00', ${village}, 'deliberation', current_date, 'BA/${id}', 9, 9, 4,
        min(account_id), now(), ${id} from dtsen.account;
    insert into dtsen.deliberation_decision (deliberation_no, case_id, decision, votes_for, votes_against)
      values (${id}, ${id}, 'agreed', 9, 0)`);
  for (const [fileNo, of, kind] of [
    [id, "deliberation_no", "minutes"],
    [photoOf(one), "check_no", "asset"],
  ] as const) {
    const client = randomUUID();
    const place = { table: "evidence_file", column: "sealed", rowId: client.replaceAll("-", "") };
    await desk.owner.query(
      `insert into dtsen.evidence_file (file_no, client_id, request_sha256, ${of}, kind, media, came_sha256, kept_sha256, byte_count,
         sealed, by_account, at)
       overriding system value select $1, $2, '\\x00', $3, $4, 'application/pdf', sha256('1'), sha256('1'), 9, $5, min(account_id), now()
       from dtsen.account`,
      [fileNo, client, id, kind, encryptField(keys, place, SCAN)],
    );
  }
}

/** Meetings, their papers, and files of evidence. */
export function meetingProbes(
  families: () => readonly FixtureFamily[],
): Readonly<Record<string, Probe>> {
  const each = eachFamily(families);
  return {
    listMeetings: each(
      (one) => ["GET", `/api/v1/meetings?limit=50&region=${one.villageNo}`],
      (one) => `"deliberationNo":"${caseOf(one)}"`,
      SEES,
    ),
    callMeeting: each(
      (one) => ["POST", "/api/v1/meetings", { ...TOMORROW, village: String(one.villageNo) }],
      (one) => `/BA-MUS/${one.villageNo}/`,
      DELIBERATES,
    ),
    printMeetingPapers: each(
      (one) => ["GET", `/api/v1/meetings/${caseOf(one)}/papers?paper=agenda`],
      () => "%PDF-",
      DELIBERATES,
    ),
    readOutcomes: each(
      (one) => ["GET", `/api/v1/outcomes/${one.villageNo}`],
      () => '"kinds":',
      SEES,
    ),
    printMinutes: each(
      (one) => ["GET", `/api/v1/deliberations/${caseOf(one)}/minutes`],
      () => "%PDF-",
      SEES,
    ),
    keepScan: each(
      (one) => ["POST", `/api/v1/deliberations/${caseOf(one)}/scans?kind=minutes`, SCAN],
      () => "cameSha256",
      DELIBERATES,
    ),
    // Photos are of whoever made the visit; nobody here made this one.
    keepPhoto: each(
      (one) => ["POST", `/api/v1/ground-checks/${caseOf(one)}/photos?kind=asset`, PICTURE],
      () => "cameSha256",
      [],
    ),
    readScan: each(
      (one) => ["GET", `/api/v1/deliberations/${caseOf(one)}/scans/${caseOf(one)}`],
      () => "%PDF-",
      SEES,
    ),
    readPhoto: each(
      (one) => ["GET", `/api/v1/ground-checks/${caseOf(one)}/photos/${photoOf(one)}`],
      () => "%PDF-",
      SEES,
    ),
  };
}
