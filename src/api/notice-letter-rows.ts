import { type RemovalState, replyTermsOn } from "#domain/removal.ts";
import type { NoticeLetter, NoticePack } from "#programs/notice-letter.ts";
import { type KodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import type { LookupKeys } from "#publication/lookup-keys.ts";
import type { Tx } from "#store/transact.ts";
import { SHOWN_HEAD_NAME } from "./family-rows.ts";
import { readSetAside } from "./family-set-aside.ts";
import type { OwnRemoval } from "./own-explanation-rows.ts";
import { ownNoticesOf } from "./own-removals.ts";
import { dayInWords } from "./pages/language.ts";
import { ownSetAside } from "./pages/set-aside.ts";
import { subjectJoins } from "./work-subject.ts";

/** Letters of one pack; the rest follows once these are recorded as brought. */
export const MOST_LETTERS = 500;

type Row = OwnRemoval & {
  readonly family_id: number;
  readonly village_no: number;
  readonly head_name: string | null;
  readonly person_name: string | null;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
};

const SELECT = `
select c.family_id, c.village_no, ${SHOWN_HEAD_NAME}, p.name as person_name, f.address, f.rt, f.rw, c.program, c.unit, c.cause,
  c.detail, c.state, v.label, v.as_of::text, n.reply_days, null as notice_on, null as effect_on, null as objected_on,
  null as answered_on
from dtsen.removal c
join dtsen.removal_run n on n.run_no = c.run_no
join dtsen.version v on v.version_no = c.version_no
${subjectJoins("case c.unit when 'person' then c.unit_id end")}
where c.version_no = (select q.version_no from dtsen.publication_pointer q) and c.state = any ($2) and c.notice_on is null
  and c.domicile_village_no = $1 and c.family_id in (
    select distinct e.family_id from dtsen.removal e where e.version_no = c.version_no and e.domicile_village_no = $1
      and e.state = any ($2) and e.notice_on is null order by e.family_id limit ${MOST_LETTERS})
order by f.rw, f.rt, c.family_id, c.program, c.unit_id`;

const TO_BRING: readonly RemovalState[] = ["noticed", "appealed", "removal-proposed"];

/** A letter with whose it is, for the record of its printing. */
export type PreparedLetter = {
  readonly letter: NoticeLetter;
  readonly code: KodeCek;
  readonly familyId: number;
  readonly villageNo: number;
};

/** Letters of a village that were not handed over yet, in the order of its neighbourhoods. */
export async function prepareLetters(
  tx: Tx,
  keys: LookupKeys,
  {
    villageNo,
    versionNo,
    site,
  }: { readonly villageNo: string; readonly versionNo: number; readonly site: string },
): Promise<readonly PreparedLetter[]> {
  const rows = await tx.query<Row>(SELECT, [villageNo, TO_BRING]);
  const families = [...new Set(rows.map(({ family_id }) => family_id))];
  const setAside = await readSetAside(tx, versionNo, families);
  return families.flatMap((familyId) => {
    const own = rows.filter((row) => row.family_id === familyId);
    const [first] = own;
    if (first === undefined) return [];
    // The same notice printed twice bears the same number.
    const code = keys.codeOf("notice", `${familyId}|${versionNo}`);
    const number = spellKodeCek(code);
    const lines = own.flatMap((row) =>
      ownNoticesOf("id", [row], undefined).map(({ name, reason, source, asOf, legalBasis }) => ({
        program: name,
        whom: row.unit === "person" ? (row.person_name ?? undefined) : undefined,
        reason,
        source: asOf === undefined ? source : `${source}, ${dayInWords("id", asOf)}`,
        legalBasis,
      })),
    );
    const letter = {
      number,
      head: first.head_name ?? "–",
      address: addressOf(first),
      lines,
      setAside: ownSetAside(
        "id",
        setAside.filter(({ family_id }) => family_id === familyId),
      ),
      page: `${site}/pemberitahuan#nomor=${number}`,
    };
    return [{ letter, code, familyId, villageNo: first.village_no }];
  });
}

function addressOf({ address, rt, rw }: Row): string {
  const numbers = [rt === null ? "" : `RT ${rt}`, rw === null ? "" : `RW ${rw}`]
    .filter(Boolean)
    .join(" ");
  const street = address ?? "";
  return [street, street.includes("RT ") ? "" : numbers].filter(Boolean).join(", ") || "–";
}

/** What every letter of the pack says. */
export function packOf(
  village: string,
  version: { readonly label: string; readonly asOf: string; readonly replyDays: number },
  today: string,
  isExample: boolean,
): NoticePack {
  const { legalBasis, isExample: isExampleTerm } = replyTermsOn(version.asOf);
  return {
    village,
    version: version.label,
    day: today,
    dayInWords: dayInWords("id", today),
    replyDays: version.replyDays,
    replyBasis: isExampleTerm ? `${legalBasis}, sebagai contoh` : legalBasis,
    isExample,
  };
}
