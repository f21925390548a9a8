import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import type { CaseReceipt } from "#contract/cases.ts";
import type { CardHolders } from "#contract/holder-changes.ts";
import { FOUND_REASONS, HOLDER_REASON_WORDS, HOLDER_REASONS } from "#domain/card-holder.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked } from "../officer.tsx";
import { NextHolder } from "./next-holder.tsx";

/** An officer tells that a family's card needs another holder, and whom the family names where it has. */
export function ReportChange() {
  const said = useSpeech().words.holders;
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/pengurus" });
  const query = useAsked<CardHolders>(`/families/${familyId}/card-holders`);
  return (
    <Page title={said.report} lead={said.reportLead}>
      <Loaded query={query}>{(found) => <Report familyId={familyId} found={found} />}</Loaded>
    </Page>
  );
}

function Report({ familyId, found }: { readonly familyId: string; readonly found: CardHolders }) {
  const { words } = useSpeech();
  const said = words.holders;
  const { openCaseId: caseId } = found;
  const held = found.items.filter(({ until }) => until === undefined);
  if (caseId !== undefined)
    return (
      <Notice tone="attention">
        {said.openCase}{" "}
        <Link to="/ganti-pengurus/$caseId" params={{ caseId }}>
          {said.menu}
        </Link>
      </Notice>
    );
  if (held.length === 0) return <Notice tone="attention">{said.noHolder}</Notice>;
  return <ReportForm familyId={familyId} found={found} held={held} />;
}

/** Everybody who holds a card of the family, once. */
const peopleOf = (held: CardHolders["items"]) => [
  ...new Map(held.map(({ personId, name }) => [personId, name])),
];

function ReportForm({
  familyId,
  found,
  held,
}: {
  readonly familyId: string;
  readonly found: CardHolders;
  readonly held: CardHolders["items"];
}) {
  const { words, say } = useSpeech();
  const said = words.holders;
  const navigate = useNavigate();
  const act = useAct("holder-changes", said.sent);
  const people = peopleOf(held);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { ...filled(event.currentTarget), familyId };
    const receipt = await act.send<CaseReceipt>("/holder-changes", body);
    if (receipt === undefined) return;
    await navigate({ to: "/ganti-pengurus/$caseId", params: { caseId: receipt.caseId } });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      <Named
        label={said.who}
        name="personId"
        first={words.cases.choose}
        required
        defaultValue={people.length === 1 ? people[0]?.[0] : ""}
      >
        {people.map(([personId, name]) => (
          <option key={personId} value={personId}>
            {name}
          </option>
        ))}
      </Named>
      <Named label={said.cause} name="cause" first={words.cases.choose} required defaultValue="">
        {[...HOLDER_REASONS]
          .sort((a, b) => Number(isFound(a)) - Number(isFound(b)))
          .map((cause) => (
            <option key={cause} value={cause}>
              {say(HOLDER_REASON_WORDS[cause])}
            </option>
          ))}
      </Named>
      <NextHolder candidates={found.candidates} first={said.later} />
      <Refused problem={act.problem} />
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.send}
      </button>
    </form>
  );
}

/** What the register finds by itself stands last: an officer tells the rest. */
const isFound = (cause: (typeof HOLDER_REASONS)[number]): boolean =>
  FOUND_REASONS.some((found) => found === cause);
