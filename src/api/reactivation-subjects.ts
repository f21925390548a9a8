import type { ReactivationSubjects } from "#contract/reactivations.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { windowEnds } from "#domain/reactivation.ts";
import { PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { Tx } from "#store/transact.ts";
import { refuseWith } from "./guard.ts";

type Member = {
  readonly person_id: number;
  readonly village_no: number;
  readonly name: string | null;
  readonly identity_status: string | null;
  readonly has_regional_payer: boolean;
  readonly ended_on: PlainDate | null;
  readonly open_case: number | null;
};

const MEMBERS = `
select p.person_id, p.village_no, p.name, p.identity_status, coalesce(p.facts[$2] = 1, false) as has_regional_payer,
  dtsen.pbi_ended_on(p.person_id)::text as ended_on,
  (select max(c.case_id) from dtsen.case_file c where c.kind = 'pbi-reactivation' and c.person_id = p.person_id
    and c.state in ('open', 'returned', 'paused')) as open_case
from dtsen.current_person p where p.family_id = $1 and p.life_status = 1
order by p.person_id`;

/** Members of a family of one's region with what the register knows of their membership: the first half of the form fills itself. */
export async function readSubjects(
  tx: Tx,
  familyId: string,
  today: PlainDate,
): Promise<{ readonly subjects: ReactivationSubjects; readonly villageNo: number }> {
  const rows = await tx.query<Member>(MEMBERS, [
    familyId,
    PERSON_FACTS.indexOf("pbi_regional") + 1,
  ]);
  const [first] = rows;
  if (first === undefined) return refuseWith("not-found");
  return {
    subjects: { familyId, members: rows.map((row) => memberOf(row, today)) },
    villageNo: first.village_no,
  };
}

function memberOf(row: Member, today: PlainDate): ReactivationSubjects["members"][number] {
  const { ended_on: deactivatedOn, open_case: openCase } = row;
  return {
    personId: String(row.person_id),
    name: row.name ?? "–",
    ...(deactivatedOn === null ? {} : endOf(deactivatedOn, today)),
    hasRegionalPayer: row.has_regional_payer,
    isNotRecorded: row.identity_status === "belum-rekam",
    ...(openCase === null ? {} : { openCaseId: String(openCase) }),
  };
}

function endOf(deactivatedOn: PlainDate, today: PlainDate) {
  const ends = windowEnds(deactivatedOn, today);
  return { deactivatedOn, windowEnds: ends, isWindowOpen: today <= ends };
}
