import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import type { CaseReceipt } from "#contract/cases.ts";
import type { ReactivationSubjects } from "#contract/reactivations.ts";
import { Field } from "#web/kit/field.tsx";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { Named, Refused, Segments } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { VillageField } from "../fieldwork/village-field.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { LetterFields } from "./letter-fields.tsx";

type Member = ReactivationSubjects["members"][number];

/** Somebody of a family, or its newborn, is reported in under a minute: the register fills in what it knows. */
export function ReportMember() {
  const { reactivation } = useSpeech().words;
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId/reaktivasi" });
  const query = useAsked<ReactivationSubjects>(`/families/${familyId}/reactivation-subjects`);
  return (
    <Page title={reactivation.report} lead={reactivation.reportLead}>
      <Loaded query={query}>{({ members }) => <MemberForm members={members} />}</Loaded>
    </Page>
  );
}

function MemberForm({ members }: { readonly members: readonly Member[] }) {
  const { words } = useSpeech();
  const said = words.reactivation;
  const [path, setPath] = useState<"registered" | "newborn">("registered");
  const only = members.length === 1 ? members[0]?.personId : undefined;
  const [personId, setPersonId] = useState(only ?? "");
  const member = members.find((each) => each.personId === personId);
  const who = path === "newborn" ? "motherPersonId" : "personId";
  return (
    <ReportForm extra={{ path, [who]: personId }}>
      <Segments
        legend={said.reportedAs}
        name="path"
        choices={said.paths}
        chosen={path}
        onChoose={setPath}
      />
      <Named
        label={path === "newborn" ? said.mother : said.who}
        name="member"
        first={words.cases.choose}
        required
        value={personId}
        onChange={(event) => setPersonId(event.target.value)}
      >
        {members.map((each) => (
          <option key={each.personId} value={each.personId}>
            {each.name}
          </option>
        ))}
      </Named>
      {member === undefined ? null : <Known member={member} />}
      {path === "newborn" ? (
        <div className="filters">
          <Field label={said.bornOn} name="bornOn" type="date" required max={dayHere()} />
          <Field
            label={said.babyNik}
            name="nik"
            pattern="[0-9]{16}"
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
      ) : null}
      <LetterFields knowsEnd={member?.deactivatedOn !== undefined} />
    </ReportForm>
  );
}

/** What the register knows of whom was chosen, before anything is sent. */
function Known({ member }: { readonly member: Member }) {
  const { words, language } = useSpeech();
  const said = words.reactivation;
  const { deactivatedOn, windowEnds = "", isWindowOpen, openCaseId } = member;
  const day = (on: string) => formatDay(on, language);
  return (
    <>
      {openCaseId === undefined ? null : (
        <Notice tone="attention">
          {said.openCase}{" "}
          <Link to="/reaktivasi/$caseId" params={{ caseId: openCaseId }}>
            {said.open(member.name)}
          </Link>
        </Notice>
      )}
      {deactivatedOn === undefined ? null : (
        <Notice tone={isWindowOpen === true ? "plain" : "attention"}>
          {isWindowOpen === true
            ? said.knownEnd(day(deactivatedOn), day(windowEnds))
            : said.windowClosed(day(windowEnds))}
        </Notice>
      )}
      {member.hasRegionalPayer ? <Notice tone="attention">{said.regional}</Notice> : null}
      {member.isNotRecorded ? <Notice tone="attention">{said.notRecorded}</Notice> : null}
    </>
  );
}

/** Somebody whom the register does not have: by the card, and the civil registry answers first. */
export function ReportOutside() {
  const said = useSpeech().words.reactivation;
  const { officer } = useSitting();
  const own = officer.region.tier === "village" ? officer.region.code : undefined;
  const [villageCode, setVillage] = useState(own);
  return (
    <Page title={said.new} lead={said.reportLead}>
      <ReportForm
        extra={{ path: "outside", ...(villageCode === undefined ? {} : { villageCode }) }}
      >
        <div className="filters">
          <Field
            label={said.name}
            name="name"
            required
            minLength={2}
            maxLength={100}
            autoComplete="off"
          />
          <Field
            label={said.nik}
            hint={said.nikHint}
            name="nik"
            required
            pattern="[0-9]{16}"
            inputMode="numeric"
            autoComplete="off"
          />
        </div>
        {own === undefined ? (
          <VillageField label={said.village} hint={said.villageHint} onChoose={setVillage} />
        ) : null}
        <LetterFields knowsEnd={false} />
      </ReportForm>
    </Page>
  );
}

function ReportForm({
  extra,
  children,
}: {
  readonly extra: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}) {
  const said = useSpeech().words.reactivation;
  const navigate = useNavigate();
  const act = useAct("reactivations", said.sent);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { member: _member, path: _path, ...given } = filled(event.currentTarget);
    const receipt = await act.send<CaseReceipt>("/reactivations", { ...given, ...extra });
    if (receipt === undefined) return;
    await navigate({ to: "/reaktivasi/$caseId", params: { caseId: receipt.caseId } });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="card work-form case-form">
      {children}
      <Refused problem={act.problem} />
      <button type="submit" className="button button-main" disabled={act.isSending}>
        {said.send}
      </button>
    </form>
  );
}
