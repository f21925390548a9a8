import type { HolderCandidate } from "#contract/holder-changes.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";

/** Whom the family names, of its own card; of the others it is said why not. */
export function NextHolder({
  candidates,
  nobody,
  first,
}: {
  readonly candidates: readonly HolderCandidate[];
  /** What is sent where nobody is left; not offered where it is not given. */
  readonly nobody?: string;
  /** Where the choice may wait: what is said then. */
  readonly first?: string;
}) {
  const { words, say } = useSpeech();
  const said = words.holders;
  const others = candidates.filter(({ why }) => why !== undefined);
  return (
    <>
      <Named
        label={said.whoNext}
        name="newPersonId"
        first={first ?? words.cases.choose}
        required={first === undefined}
        defaultValue=""
      >
        {candidates
          .filter(({ why }) => why === undefined)
          .map(({ personId, name }) => (
            <option key={personId} value={personId}>
              {name}
            </option>
          ))}
        {nobody === undefined ? null : <option value={nobody}>{said.nobody}</option>}
      </Named>
      {others.length === 0 ? null : (
        <div className="soft">
          <p>{said.cannot}:</p>
          <ul className="case-says">
            {others.map(({ personId, name, why }) => (
              <li key={personId}>
                {name}. {why === undefined ? "" : say(why)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
