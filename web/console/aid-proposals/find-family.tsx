import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { FamilyPage, FamilyRow } from "#contract/families.ts";
import { ask } from "#web/kit/ask.ts";
import { Field } from "#web/kit/field.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";

export type ChosenFamily = Pick<FamilyRow, "familyId" | "headName">;

/** Finds the family that is meant by a name, in the officer's own region; the sheet can be looked at before choosing. */
export function FindFamily({
  typed = "",
  region,
  chosen,
  onChoose,
}: {
  readonly typed?: string;
  /** Where it is looked for; else the officer's whole region. */
  readonly region?: string;
  readonly chosen: ChosenFamily | undefined;
  readonly onChoose: (family: ChosenFamily | undefined) => void;
}) {
  const said = useSpeech().words.usulan;
  const [text, setText] = useState(typed);
  const [sent, setSent] = useState<string>();
  if (chosen !== undefined)
    return (
      <p>
        <input type="hidden" name="familyId" value={chosen.familyId} />
        {said.chosen}: <strong>{chosen.headName}</strong>{" "}
        <button type="button" className="button" onClick={() => onChoose(undefined)}>
          {said.another}
        </button>
      </p>
    );
  const search = () => (text.trim().length < 2 ? undefined : setSent(text.trim()));
  return (
    <>
      <p className="soft">{said.findLead}</p>
      <div className="search-line">
        <Field
          label={said.findName}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            search();
          }}
        />
        <button type="button" className="button" onClick={search}>
          {said.find}
        </button>
      </div>
      {sent === undefined ? null : <Found name={sent} region={region} onChoose={onChoose} />}
    </>
  );
}

const MOST = 20;

function Found({
  name,
  region,
  onChoose,
}: {
  readonly name: string;
  readonly region: string | undefined;
  readonly onChoose: (family: ChosenFamily) => void;
}) {
  const { words } = useSpeech();
  const said = words.usulan;
  const query = useQuery({
    queryKey: ["find-family", name, region],
    queryFn: () =>
      ask<FamilyPage>("/families/search", {
        method: "POST",
        purpose: "verification",
        body: { name, limit: MOST, ...(region === undefined ? {} : { region }) },
      }),
  });
  const answer = query.data;
  if (answer === undefined) return <p className="busy">{words.common.loading}</p>;
  if (!answer.ok) return <Refused problem={answer.problem} />;
  const { items } = answer.value;
  if (items.length === 0) return <Notice tone="attention">{said.noneFound}</Notice>;
  return (
    <ul className="lines">
      {items.map(({ familyId, headName, foundName, size, place }) => (
        <li key={familyId}>
          <strong>{headName}</strong>
          {foundName === undefined ? "" : ` (${foundName})`} · {said.members(size)} ·{" "}
          {place.village}, {place.district}{" "}
          <Link to="/keluarga/$familyId" params={{ familyId }} target="_blank">
            {said.family}
          </Link>{" "}
          <button type="button" className="button" onClick={() => onChoose({ familyId, headName })}>
            {said.choose(headName)}
          </button>
        </li>
      ))}
    </ul>
  );
}
