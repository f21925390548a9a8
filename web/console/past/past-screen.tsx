import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { FamilyAsOf } from "#contract/family-as-of.ts";
import type { VersionList } from "#contract/versions.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { PastAnswer } from "./past-answer.tsx";
import "./past.css";

const LOOK_EVERY_MS = 700;

/** What the register said of a family in a version, or on a day; asked again while the archive is read. */
export function PastScreen() {
  const { words } = useSpeech();
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/dahulu" });
  const { versi, hari } = useSearch({ from: "/inside/keluarga/$familyId/dahulu" });
  const isAsked = versi !== undefined || hari !== undefined;
  return (
    <Page
      title={words.past.title}
      lead={words.past.lead}
      actions={
        <Link to="/keluarga/$familyId" params={{ familyId }} className="button">
          {words.past.back}
        </Link>
      }
    >
      <AskPart key={`${versi} ${hari}`} familyId={familyId} versi={versi} hari={hari} />
      {isAsked ? <Told familyId={familyId} versi={versi} hari={hari} /> : null}
    </Page>
  );
}

type Asked = {
  readonly familyId: string;
  readonly versi: string | undefined;
  readonly hari: string | undefined;
};

/** Two short forms, one for each question: a version, or a day. */
function AskPart({ familyId, versi, hari }: Asked) {
  const { words } = useSpeech();
  const said = words.past;
  const navigate = useNavigate();
  const versions = useAsked<VersionList>("/versions");
  const [label, setLabel] = useState(versi ?? "");
  const [day, setDay] = useState(hari ?? "");
  const go = (search: { versi?: string; hari?: string }) => (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: "/keluarga/$familyId/dahulu", params: { familyId }, search });
  };
  const known = versions.data?.ok === true ? versions.data.value.items : [];
  return (
    <Part id="ask" title={said.ask}>
      <div className="past-ask">
        <form onSubmit={go({ versi: label })}>
          <Choice label={said.version} value={label} onChange={setLabel}>
            <option value="">{said.choose}</option>
            {known
              .filter(({ state }) => state === "published" || state === "withdrawn")
              .map((one) => (
                <option key={one.versionNo} value={one.label}>
                  {one.label}
                  {one.isCurrent ? ` (${words.versions.current})` : ""}
                </option>
              ))}
          </Choice>
          <button type="submit" className="button" disabled={label === ""}>
            {said.show}
            <span className="unseen"> {said.version}</span>
          </button>
        </form>
        <form onSubmit={go({ hari: day })}>
          <Field
            label={said.day}
            type="date"
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
          <button type="submit" className="button" disabled={day === ""}>
            {said.show}
            <span className="unseen"> {said.day}</span>
          </button>
        </form>
      </div>
    </Part>
  );
}

function Told({ familyId, versi, hari }: Asked) {
  const { words } = useSpeech();
  const { purpose } = useSitting();
  const query = versi === undefined ? `day=${hari}` : `version=${encodeURIComponent(versi)}`;
  const told = useQuery({
    queryKey: ["past", familyId, query, purpose],
    queryFn: () => ask<FamilyAsOf>(`/families/${familyId}/as-of?${query}`, { purpose }),
    refetchInterval: ({ state }) => (isReading(state.data) ? LOOK_EVERY_MS : false),
  });
  return (
    <Loaded query={told}>
      {(answer) =>
        answer.state === "reading" ? (
          <p className="busy" role="status">
            {words.past.reading}
          </p>
        ) : (
          <PastAnswer answer={answer} />
        )
      }
    </Loaded>
  );
}

const isReading = (answer: Answer<FamilyAsOf> | undefined): boolean =>
  answer?.ok === true && answer.value.state === "reading";
