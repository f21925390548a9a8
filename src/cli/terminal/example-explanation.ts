import { randomUUID } from "node:crypto";
import { issue } from "#api/proposal-acts.ts";
import type { House } from "#jobs/house.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { decryptField, openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { asNamed } from "#store/work-session.ts";

/** What a newcomer needs to read one made-up family's own explanation. */
export type ExampleExplanation = { readonly nik: string; readonly code: string };

/** Of the demo accounts that hand out codes, the one of the whole regency. */
const OFFICER = "regency-data-entry";
/** No province has it: whoever it begins is nobody. */
const MADE_UP = "99";

type Head = { readonly person_id: number; readonly family_id: number; readonly nik_enc: Buffer };

/**
 * A Kode Penjelasan of one family of the example nation, issued as an officer issues it, and fresh at every start. Never where
 * demo accounts are refused, and never of anybody whose NIK might be real.
 */
export async function exampleExplanation(
  { desk, settings }: House,
  now: Date,
): Promise<ExampleExplanation | undefined> {
  if (settings.isProduction) return undefined;
  const head = await firstHead(desk);
  if (head === undefined) return undefined;
  const place = { table: "person", column: "nik_enc", rowId: head.person_id };
  const nik = decryptField(openFieldKeys(settings.keyFolder), place, head.nik_enc);
  if (!nik.startsWith(MADE_UP)) return undefined;
  const keys = await openLookupKeys(settings.keyFolder);
  const ask = {
    familyId: String(head.family_id),
    personId: String(head.person_id),
    key: randomUUID(),
    requestId: "example",
  };
  const given = await asNamed(desk, OFFICER, "service", (tx) => issue(tx, keys, ask, now));
  return given.ok ? { nik, code: given.value.code } : undefined;
}

/** The grown head of the first family that is on a list and was ranked: the same that the first Kode Cek is of. */
async function firstHead(desk: House["desk"]): Promise<Head | undefined> {
  const [head] = await asWorker(desk, (tx) =>
    tx.query<Head>(
      `select q.person_id, q.family_id, q.nik_enc
       from dtsen.publication_pointer p
       join dtsen.outcome o on o.version_no = p.version_no and o.outcome = 'recipient'
       join dtsen.family f on f.version_no = p.version_no and f.family_id = o.family_id and f.score is not null
       join dtsen.person q on q.version_no = p.version_no and q.person_id = f.head_person_id
       where q.nik_enc is not null and q.life_status = 1 and not q.is_suppressed and not f.is_suppressed
         and q.birth_date < to_char(now() - interval '18 years', 'YYYYMMDD')::int
       order by o.family_id limit 1`,
    ),
  );
  return head;
}
