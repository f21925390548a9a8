import type { LedgerEvent } from "#contract/identity-reviews.ts";
import {
  LEDGER_EVENT_WORDS,
  LEDGER_EVENTS,
  LEDGER_REASON_WORDS,
  LEDGER_REASONS,
  OTHER_SIDE_WORDS,
} from "#domain/ledger-event.ts";
import { ROLE_TERMS, ROLES } from "#domain/role.ts";
import { say, type Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { same } from "./family-words.ts";
import type { OpenRecord } from "./review-records.ts";

/** More would not be read beside a pair. */
const EVENTS_AT_MOST = 20;

type EventRow = {
  readonly kind: string;
  readonly is_other: boolean;
  readonly record_key: number | null;
  readonly reason: string;
  readonly weight_millibits: number | null;
  readonly is_build: boolean;
  readonly roles: readonly string[] | null;
  readonly label: string;
  readonly happened_on: string;
};

/** What the identity ledger says of a record's person, the newest first; nothing of a record that is not to be told of. */
export async function readLedger(
  tx: Tx,
  { person_id, record_key }: OpenRecord,
  untold = 0,
): Promise<readonly LedgerEvent[]> {
  if (person_id === null) return [];
  const rows = await tx.query<EventRow>(
    `select e.kind, e.person_id <> $1 as is_other, e.record_key, e.reason, e.weight_millibits, e.actor = 'build' as is_build,
       (select array_agg(distinct r.role_code order by r.role_code) from dtsen.roles_of_deciders(
         case when e.actor ~ '^[0-9]+([+][0-9]+)?$' then string_to_array(e.actor, '+')::bigint[] else '{}' end) r) as roles,
       v.label, coalesce((v.frozen_at at time zone 'Asia/Jakarta')::date, v.as_of)::text as happened_on
     from dtsen.review_event e join dtsen.version v on v.version_no = e.version_no
     where $1 in (e.person_id, e.other_person_id) and e.record_key is distinct from $2
     order by e.event_no desc limit ${EVENTS_AT_MOST}`,
    [person_id, untold],
  );
  return rows.map((row) => writeLedgerEvent(row, record_key));
}

function writeLedgerEvent(row: EventRow, recordKey: number): LedgerEvent {
  const [kind, reason] = [sayKind(row), sayReason(row.reason)];
  const { weight_millibits: weight } = row;
  return {
    on: row.happened_on,
    version: row.label,
    says: { ...say(`${kind.id}: ${reason.id}`, `${kind.en}: ${reason.en}`) },
    by: { ...sayActors(row) },
    ...(weight === null || weight === 0 ? {} : { milliBits: weight }),
    isThisRecord: row.record_key === Math.abs(recordKey),
  };
}

function sayKind({ kind, is_other }: EventRow): Words {
  if (is_other && (kind === "merge" || kind === "split")) return OTHER_SIDE_WORDS[kind];
  const known = LEDGER_EVENTS.find((one) => one === kind);
  return known === undefined ? same(kind) : LEDGER_EVENT_WORDS[known];
}

function sayReason(code: string): Words {
  const known = LEDGER_REASONS.find((one) => one === code);
  return known === undefined ? same(code) : LEDGER_REASON_WORDS[known];
}

/** Roles, never names: those are for auditors. */
function sayActors({ is_build, roles }: EventRow): Words {
  if (is_build) return say("pemadanan", "matching");
  const all = (roles ?? []).map(sayReviewer);
  if (all.length === 0) return sayReviewer(null);
  return say(all.map(({ id }) => id).join(", "), all.map(({ en }) => en).join(", "));
}

/** The role of whoever said it, in words; names of officers are for auditors. */
export function sayReviewer(roleCode: string | null): Words {
  const role = ROLES.find((known) => known === roleCode);
  return role === undefined ? say("petugas", "an officer") : ROLE_TERMS[role].words;
}
