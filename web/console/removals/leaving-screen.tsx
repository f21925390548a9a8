import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { RemovalProgram, VersionRemovals } from "#contract/removals.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked } from "../officer.tsx";
import { ProgramRemovals } from "./program-removals.tsx";

/** Who would leave each program with a version, judged by the budget, and who answers where it is too many. */
export function LeavingScreen() {
  const said = useSpeech().words.removals;
  const { versionNo } = useParams({ from: "/inside/versi/$versionNo/penghapusan" });
  const [area, setArea] = useState("ID");
  // The provinces to choose from are those of the nation, whatever is shown.
  const nation = useAsked<VersionRemovals>(`/versions/${versionNo}/removals?area=ID`);
  const shown = useAsked<VersionRemovals>(`/versions/${versionNo}/removals?area=${area}`);
  if (nation.data?.ok === false && nation.data.problem.status === 404) {
    return (
      <Page title={said.notSimulated}>
        <p>{said.none}</p>
      </Page>
    );
  }
  const found = nation.data?.ok ? nation.data.value : undefined;
  const label = found?.version.label ?? "…";
  return (
    <Page
      title={said.simulated(label)}
      lead={said.simulatedLead(found?.before.label ?? "…", label)}
    >
      {found === undefined ? null : <Head removals={found} area={area} onArea={setArea} />}
      <Loaded query={shown}>
        {(removals) => (
          <div className="flow">
            {removals.programs.map((program) => (
              <ProgramRemovals key={program.program} program={program} removals={removals} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Head({
  removals,
  area,
  onArea,
}: {
  readonly removals: VersionRemovals;
  readonly area: string;
  readonly onArea: (code: string) => void;
}) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  const { replyDays, replyBasis, issuedOn, effectOn } = removals;
  const rows: (readonly [string, string])[] = [
    [said.reply, said.replyDays(formatCount(replyDays, language), say(replyBasis))],
  ];
  if (issuedOn !== undefined) rows.push([said.issued, formatDay(issuedOn, language)]);
  if (effectOn !== undefined) rows.push([said.effect, formatDay(effectOn, language)]);
  return (
    <>
      <WorkFacts rows={rows} />
      <div className="question">
        <Choice label={said.area} value={area} onChange={onArea}>
          <option value="ID">{said.nation}</option>
          {provincesOf(removals.programs).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Choice>
      </div>
    </>
  );
}

const provincesOf = (programs: readonly RemovalProgram[]): readonly [string, string][] =>
  [
    ...new Map(
      programs.flatMap(({ parts }) =>
        parts.map(({ region }): [string, string] => [region.code, region.name]),
      ),
    ),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
