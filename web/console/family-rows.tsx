import { Link } from "@tanstack/react-router";
import type { FamilyRow } from "#contract/families.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Families as a list to walk with J and K; the decile is said in words and shown as a chip. */
export function FamilyRows({ rows }: { readonly rows: readonly FamilyRow[] }) {
  const { words } = useSpeech();
  return (
    <ol className="rows">
      {rows.map((row) => (
        <li key={row.familyId}>
          <Link
            to="/keluarga/$familyId"
            params={{ familyId: row.familyId }}
            className="row-link"
            data-row
          >
            <DecileChip decile={row.decile} />
            <span className="row-words">
              <strong>{row.headName}</strong>
              {row.foundName === undefined || row.foundName === row.headName ? null : (
                <span>{words.search.member(row.foundName)}</span>
              )}
              <span className="soft">
                {row.place.village}, {row.place.district} · {words.search.size(row.size)}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}

/** The number of the group on its own shade. */
export function DecileChip({ decile }: { readonly decile?: number | undefined }) {
  const { words } = useSpeech();
  if (decile === undefined) return <span className="chip chip-none">–</span>;
  return (
    <span className={`chip chip-${decile}`}>
      <span className="unseen">{words.common.decile} </span>
      {decile}
    </span>
  );
}
