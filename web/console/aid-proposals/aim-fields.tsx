import { useState } from "react";
import type { ProgramList } from "#contract/programs.ts";
import { PROPOSAL_AIMS } from "#domain/aid-proposal.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { useAsked } from "../officer.tsx";

/** What is asked for: that the data be brought up to date, or a program of those that rank by rules. */
export function AimFields() {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const [aim, setAim] = useState("");
  const programs = useAsked<ProgramList>("/programs");
  return (
    <>
      <Named
        label={said.aim}
        name="aim"
        first={said.choosing}
        required
        value={aim}
        onChange={({ target }) => setAim(target.value)}
      >
        {PROPOSAL_AIMS.toReversed().map((one) => (
          <option key={one} value={one}>
            {said.aims[one]}
          </option>
        ))}
      </Named>
      {aim === "program" ? (
        <Loaded query={programs}>
          {({ items }) => (
            <Named label={said.program} name="program" first={said.choosing} required>
              {items
                .filter(
                  ({ rules, isInForce }) => isInForce && rules !== undefined && rules.length > 0,
                )
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {say(name)}
                  </option>
                ))}
            </Named>
          )}
        </Loaded>
      ) : null}
    </>
  );
}
