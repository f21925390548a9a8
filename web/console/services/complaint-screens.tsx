import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseTurn } from "#contract/cases.ts";
import type { ServiceCase } from "#contract/service-cases.ts";
import { COMPLAINT_REDRESS_WORDS, COMPLAINT_REDRESSES } from "#domain/complaint.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { type ChosenFamily, FindFamily } from "../aid-proposals/find-family.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { useSitting } from "../officer.tsx";
import { ServiceCaseScreen } from "./service-case.tsx";
import { ServiceList } from "./service-list.tsx";
import { SERVICE_SCREENS } from "./service-screens.ts";

/** Complaints of the officer's region, and taking one. */
export function Complaints() {
  const { words } = useSpeech();
  const { may } = useSitting().officer;
  return (
    <ServiceList screen={SERVICE_SCREENS.complaints}>
      {may.takeComplaints ? (
        <p>
          <Link to="/aduan/baru" className="button button-main">
            {words.services.complaints.take}
          </Link>
        </p>
      ) : null}
    </ServiceList>
  );
}

/** One complaint: what is complained of, and what the officer may do now. */
export function ComplaintScreen() {
  const { caseId } = useParams({ from: "/inside/aduan/$caseId" });
  return (
    <ServiceCaseScreen
      screen={SERVICE_SCREENS.complaints}
      caseId={caseId}
      fields={(turn, found) => <ComplaintFields turn={turn} found={found} />}
    />
  );
}

/** Passing an examination may say whom it concerns; acting on it says what was done. */
function ComplaintFields({
  turn,
  found,
}: {
  readonly turn: CaseTurn;
  readonly found: ServiceCase;
}) {
  const { words, say } = useSpeech();
  const said = words.services.complaints;
  const [family, setFamily] = useState<ChosenFamily>();
  if (turn.act !== "pass") return null;
  if (!turn.needsReference)
    return (
      <fieldset>
        <legend>{said.concerns}</legend>
        <FindFamily region={found.place.code} chosen={family} onChoose={setFamily} />
      </fieldset>
    );
  return (
    <Named label={said.redress} name="redress" first={words.cases.choose} required defaultValue="">
      {COMPLAINT_REDRESSES.map((one) => (
        <option key={one} value={one}>
          {say(COMPLAINT_REDRESS_WORDS[one])}
        </option>
      ))}
    </Named>
  );
}
