import { Link } from "@tanstack/react-router";
import type { CardHolders } from "#contract/holder-changes.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { PostalCheck } from "./postal-check.tsx";

/** Who held the family's cards and when, a way to ask for a change, and who may collect at the post. */
export function CardHoldersPart({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const said = words.holders;
  const { officer } = useSitting();
  const query = useAsked<CardHolders>(`/families/${familyId}/card-holders`);
  return (
    <section aria-label={said.part} className="card-holders sheet-section">
      <h3>{said.part}</h3>
      <p className="soft">{said.partLead}</p>
      <Loaded query={query}>
        {({ items, post }) => (
          <>
            {items.length === 0 ? <p>{said.none}</p> : <Roles items={items} />}
            {officer.may.proposeHolders && items.length > 0 ? (
              <p className="no-print">
                <Link to="/keluarga/$familyId/pengurus" params={{ familyId }} className="button">
                  {said.sheetLink}
                </Link>
              </p>
            ) : null}
            {post === undefined ? null : <PostalCheck post={post} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Roles({ items }: { readonly items: CardHolders["items"] }) {
  const { words, language, say } = useSpeech();
  const said = words.holders;
  const day = (on: string) => formatDay(on, language);
  return (
    <ul className="case-says">
      {items.map(({ program, programName, personId, name, from, until, ...role }) => (
        <li key={`${program} ${personId} ${from}`}>
          <strong>{name}</strong> · {say(programName)} ·{" "}
          {until === undefined ? said.since(day(from)) : said.span(day(from), day(until))}
          {role.isByCase ? ` · ${said.byCase}` : ""}
          {role.end === undefined ? "" : ` · ${say(role.end)}`}
          {role.isPayerBehind ? <span className="soft"> · {said.behind}</span> : null}
        </li>
      ))}
    </ul>
  );
}
