import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { FamilyId } from "#contract/families.ts";
import { CardHolders } from "#contract/holder-changes.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { mayHold, ROLE_END_WORDS, type RoleEnd } from "#domain/card-holder.ts";
import { ageOn, type PlainDate } from "#domain/plain-date.ts";
import { postalTermsOn } from "#domain/postal-collection.ts";
import { say } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { asChosen } from "./guard.ts";
import { type CardMember, factsOf, MARITAL_PLACE, writeCandidates } from "./holder-candidates.ts";
import { todayOf } from "./office-day.ts";
import { openFamily } from "./open-family.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const DOC = {
  id: "readCardHolders",
  tag: "families",
  summary: "Who held the cards of a family's aid and when, and who of it may hold one",
  needs: "read-family under the chosen purpose, within one's region",
} as const;

/** The dated roles of one family, with what decides who may hold a card and who collects at the post. */
export const cardHolderRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/families/:familyId/card-holders",
    {
      schema: {
        headers: PurposeHeader,
        params: Type.Object({ familyId: FamilyId }),
        ...describe(DOC, CardHolders),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const found = await asChosen(deps, request, reply, async (tx) => {
        const opened = await openFamily(tx, request, familyId, "read-card-holders");
        return opened === undefined
          ? undefined
          : await readCardHolders(tx, familyId, todayOf(deps.clock()));
      });
      if (!found.ok) return reply;
      return found.value === undefined
        ? sendProblem(request, reply, "not-found")
        : reply.send(found.value);
    },
  );
};

type RoleRow = {
  readonly program: string;
  readonly person_id: number;
  readonly name: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly end_reason: RoleEnd | null;
  readonly source: "payment-report" | "case";
  readonly is_payer_behind: boolean;
};

const ROLES = `select h.program, h.person_id, p.name, h.held_from::text as from, h.held_until::text as until, h.end_reason, h.source,
  h.held_until is null and coalesce((select y.holder_person_id <> h.person_id from dtsen.payment y
    where y.program = h.program and y.unit = 'family' and y.family_id = h.family_id
    order by y.reported_on desc, y.phase desc limit 1), false) as is_payer_behind
from dtsen.card_holder h left join dtsen.current_person p on p.person_id = h.person_id
where h.family_id in (select dtsen.ids_of_family($1))
order by h.program, h.held_from desc, h.role_no desc`;

const MEMBERS = `select p.person_id, p.name, p.birth_date, p.life_status, p.facts[$2] as marital,
  exists (select from dtsen.card_holder h where h.held_until is null and h.person_id = p.person_id
    and h.family_id in (select dtsen.ids_of_family($1))) as is_holder
from dtsen.current_person p where p.family_id = $1 order by p.person_id`;

async function readCardHolders(tx: Tx, familyId: string, today: PlainDate): Promise<CardHolders> {
  const roles = await tx.query<RoleRow>(ROLES, [familyId]);
  const members = await tx.query<CardMember>(MEMBERS, [familyId, MARITAL_PLACE]);
  // Seen under the purpose of the cases alone; elsewhere the sheet stays silent.
  const [open] = await tx.query<{ case_id: number }>(
    `select c.case_id from dtsen.case_file c where c.kind = 'holder-change'
       and c.family_id in (select dtsen.ids_of_family($1)) and c.state in ('open', 'returned', 'paused')`,
    [familyId],
  );
  return {
    items: roles.map(writeRole),
    candidates: writeCandidates(members, today),
    ...(open === undefined ? {} : { openCaseId: String(open.case_id) }),
    ...postOf(roles, members, today),
  };
}

function writeRole(row: RoleRow): CardHolders["items"][number] {
  return {
    program: row.program,
    programName: { ...(findProgram(row.program)?.name ?? say(row.program, row.program)) },
    personId: String(row.person_id),
    name: row.name ?? "–",
    from: row.from,
    ...(row.until === null ? {} : { until: row.until }),
    ...(row.end_reason === null ? {} : { end: { ...ROLE_END_WORDS[row.end_reason] } }),
    isByCase: row.source === "case",
    isPayerBehind: row.is_payer_behind,
  };
}

/** What the counter of the post asks of this family; nothing where nobody holds a card. */
function postOf(
  roles: readonly RoleRow[],
  members: readonly CardMember[],
  today: PlainDate,
): Pick<CardHolders, "post"> {
  const now = roles.find(({ until }) => until === null);
  if (now === undefined) return {};
  const facts = members.find(({ person_id }) => person_id === now.person_id);
  const holder = facts === undefined ? undefined : factsOf(facts);
  const from = postalTermsOn(today)?.elderlyFrom ?? Number.POSITIVE_INFINITY;
  return {
    post: {
      holder: holder?.isAlive === false ? "dead" : "alive",
      otherAdults: members.filter((member) => mayHold(factsOf(member), today).ok).length,
      isElderly: holder?.bornOn !== undefined && ageOn(holder.bornOn, today) >= from,
    },
  };
}
