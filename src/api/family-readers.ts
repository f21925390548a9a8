import type { Reader } from "#contract/family-sheet.ts";
import { INSTITUTION_TERMS } from "#domain/institution.ts";
import { PURPOSE_TERMS } from "#domain/purpose.ts";
import { ROLE_TERMS } from "#domain/role.ts";
import { say, type Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { same } from "./family-words.ts";

type EntryRow = {
  readonly entry_no: number;
  readonly at: Date;
  readonly actor: string;
  readonly purpose_code: string | null;
  readonly act: string;
  readonly role: string | null;
  readonly institution: string | null;
};

const ACT_WORDS: Readonly<Record<string, Words>> = {
  "read-family-sheet": say("Membuka lembar keluarga", "Opened the family sheet"),
  "search-families": say("Muncul di hasil pencarian", "Appeared in a search"),
  "list-families": say("Muncul di daftar keluarga", "Appeared in a list"),
  "unmask-identity": say("Membuka NIK dan nomor KK", "Saw NIK and card number"),
  "read-readers": say("Melihat siapa yang membuka", "Looked at who looked"),
  "check-code": say("Cek status dengan Kode Cek", "Status check by code"),
  "check-name": say("Cek status dengan nama", "Status check by name"),
};

/** How many entries of the log the sheet shows. */
const SHOWN = 100;

/** Who looked at a family, newest first; row-level security leaves out what must stay hidden. */
export async function readReaders(tx: Tx, familyId: string): Promise<Reader[]> {
  const rows = await tx.query<EntryRow>(
    `select entry_no, at, actor, purpose_code, act, detail ->> 'role' as role,
       detail ->> 'institution' as institution
     from dtsen.audit_entry where family_id = $1 and decision <> 'refused'
     order by at desc, entry_no desc limit ${SHOWN}`,
    [familyId],
  );
  return rows.map((row) => ({
    entryNo: String(row.entry_no),
    at: row.at.toISOString(),
    role: { ...sayRole(row) },
    purpose: { ...sayPurpose(row.purpose_code) },
    act: { ...(ACT_WORDS[row.act] ?? same(row.act)) },
  }));
}

function sayRole({ role, institution, actor }: EntryRow): Words {
  if (actor === "public") return say("Pengunjung cek status", "Visitor of the status page");
  const terms = termsOf(ROLE_TERMS, role);
  if (terms === undefined) return say("Petugas", "Officer");
  const of = termsOf(INSTITUTION_TERMS, institution)?.words;
  return of === undefined
    ? terms.words
    : say(`${terms.words.id}, ${of.id}`, `${terms.words.en}, ${of.en}`);
}

function sayPurpose(code: string | null): Words {
  return termsOf(PURPOSE_TERMS, code)?.words ?? same(code ?? "–");
}

function termsOf<Terms>(
  book: Readonly<Record<string, Terms>>,
  code: string | null,
): Terms | undefined {
  return code !== null && Object.hasOwn(book, code) ? book[code] : undefined;
}
