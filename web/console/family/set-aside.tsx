import type { FamilySheet } from "#contract/family-sheet.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Statements of other offices that do not count for this family, and because of what. */
export function SetAside({ sheet }: { readonly sheet: Pick<FamilySheet, "setAside" | "members"> }) {
  const { words, say } = useSpeech();
  const { setAside, members } = sheet;
  if (setAside.length === 0) return null;
  const nameOf = (personId: string | undefined) =>
    members.find((member) => member.personId === personId)?.name;
  return (
    <section aria-labelledby="set-aside" className="sheet-section">
      <h3 id="set-aside">{words.lookup.setAside}</h3>
      <ul>
        {setAside.map(({ personId, words: sentence }) => {
          const name = nameOf(personId);
          return (
            <li key={`${personId ?? ""} ${sentence.id}`}>
              {name === undefined ? "" : `${name}: `}
              {say(sentence)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
