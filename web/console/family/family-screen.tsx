import { Link, useParams } from "@tanstack/react-router";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { CardHoldersPart } from "./card-holders-part.tsx";
import { FactGroups } from "./fact-groups.tsx";
import { Findings } from "./findings.tsx";
import { HandCode } from "./hand-code.tsx";
import { History } from "./history.tsx";
import { Members } from "./members.tsx";
import { PaymentsLedger } from "./payments-ledger.tsx";
import { Programs } from "./programs.tsx";
import { Readers } from "./readers.tsx";
import { RecordFinding } from "./record-finding.tsx";
import { SetAside } from "./set-aside.tsx";
import { StandingPart } from "./standing-part.tsx";
import { WhyPart } from "./why-part.tsx";

/** The family sheet: everything that the register holds about one family and why it stands where it does. */
export function FamilyScreen() {
  const { words } = useSpeech();
  const { familyId } = useParams({ from: "/inside/keluarga/$familyId" });
  const sheet = useAsked<FamilySheet>(`/families/${familyId}`);
  const name = sheet.data?.ok ? sheet.data.value.headName : "…";
  return (
    <Page
      key={name}
      title={words.family.title(name)}
      actions={
        <>
          <ProtectLink familyId={familyId} />
          <ReactivationLink familyId={familyId} />
          <ProposeLink familyId={familyId} />
          <ResignLink familyId={familyId} />
          <PlanLink familyId={familyId} />
          <Link to="/keluarga/$familyId/dahulu" params={{ familyId }} className="button no-print">
            {words.past.open}
          </Link>
          <button type="button" className="button" onClick={() => window.print()}>
            {words.family.print}
          </button>
        </>
      }
    >
      <Loaded query={sheet}>{(answer) => <Sheet sheet={answer} />}</Loaded>
    </Page>
  );
}

/** For those who protect: the sheet itself never says a word of it. */
function ProtectLink({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (!officer.may.orderSuppressions) return null;
  return (
    <Link to="/perlindungan/$familyId" params={{ familyId }} className="button no-print">
      {words.protection.sheet}
    </Link>
  );
}

/** For those who report to the social office: a form that fills in what the register knows. */
function ReactivationLink({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (!officer.may.reportReactivations) return null;
  return (
    <Link to="/keluarga/$familyId/reaktivasi" params={{ familyId }} className="button no-print">
      {words.reactivation.sheetLink}
    </Link>
  );
}

/** For those who take proposals: this family is the one. */
function ProposeLink({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (!officer.may.takeProposals) return null;
  return (
    <Link to="/keluarga/$familyId/usulan-bantuan" params={{ familyId }} className="button no-print">
      {words.usulan.sheetLink}
    </Link>
  );
}

/** For those who take resignations: not the village, which might press. */
function ResignLink({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (!officer.may.takeResignations) return null;
  return (
    <Link to="/keluarga/$familyId/mundur" params={{ familyId }} className="button no-print">
      {words.services.resignations.sheetLink}
    </Link>
  );
}

/** For those who make plans with families. */
function PlanLink({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  if (!officer.may.makePlans) return null;
  return (
    <Link to="/keluarga/$familyId/rencana" params={{ familyId }} className="button no-print">
      {words.plans.sheetLink}
    </Link>
  );
}

/** For those who weigh scores: every step of the sum, on a page of its own that is recorded apart. */
function WeighLink({ familyId }: { readonly familyId: string }) {
  const { words } = useSpeech();
  return (
    <p className="no-print">
      <Link to="/keluarga/$familyId/skor" params={{ familyId }} className="button">
        {words.weighing.open}
      </Link>{" "}
      <span className="soft">{words.weighing.openLead}</span>
    </p>
  );
}

function Sheet({ sheet }: { readonly sheet: FamilySheet }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { family } = words;
  return (
    <>
      <SheetHead sheet={sheet} />
      <Contents />
      <div className="sheet">
        <Part id="standing" title={family.standing} lead={family.standingLead}>
          {sheet.surveyed === "never" ? (
            <Notice tone="attention">{family.neverSurveyed}</Notice>
          ) : null}
          <StandingPart standing={sheet.standing} basis={sheet.version.decileBasis} />
        </Part>
        <Part id="why" title={family.why} lead={family.whyLead}>
          <WhyPart why={sheet.why} isRanked={sheet.standing !== undefined} />
          {officer.may.readWeights && sheet.why !== undefined ? (
            <WeighLink familyId={sheet.familyId} />
          ) : null}
          {officer.may.issueCodes ? <HandCode sheet={sheet} /> : null}
        </Part>
        <Part id="members" title={family.members} lead={family.membersLead(sheet.members.length)}>
          <Members familyId={sheet.familyId} members={sheet.members} />
        </Part>
        <Part id="facts" title={family.facts}>
          <FactGroups groups={sheet.groups} />
        </Part>
        <Part id="programs" title={family.programs} lead={family.programsLead}>
          <Programs decisions={sheet.programs} members={sheet.members} />
          <SetAside sheet={sheet} />
          <PaymentsLedger familyId={sheet.familyId} members={sheet.members} />
          <CardHoldersPart familyId={sheet.familyId} />
        </Part>
        <Part id="findings" title={family.findings}>
          <Findings findings={sheet.findings} />
          {officer.may.recordFindings ? <RecordFinding sheet={sheet} /> : null}
        </Part>
        <Part id="history" title={family.history} lead={family.historyLead}>
          <History rows={sheet.history} />
        </Part>
        <Part id="readers" title={family.readers} lead={family.readersLead}>
          <Readers familyId={sheet.familyId} />
        </Part>
      </div>
    </>
  );
}

function SheetHead({ sheet }: { readonly sheet: FamilySheet }) {
  const { words, language } = useSpeech();
  const { place, version } = sheet;
  return (
    <div className="sheet-head">
      <p>
        {sheet.address === undefined ? "" : `${sheet.address}, `}
        {place.village}, {place.district}, {place.regency}, {place.province}
      </p>
      <p className="soft">
        {words.family.kk}: <span className="digits">{sheet.kk ?? "–"}</span>
        {" · "}
        {words.common.version} {version.label}
        {sheet.factsAsOf === undefined
          ? ""
          : ` · ${words.common.asOf(formatDay(sheet.factsAsOf, language))}`}
        {sheet.unchangedOn === undefined
          ? ""
          : ` · ${words.family.unchanged(formatDay(sheet.unchangedOn, language))}`}
      </p>
    </div>
  );
}

function Contents() {
  const { family } = useSpeech().words;
  const parts = [
    ["standing", family.standing],
    ["why", family.why],
    ["members", family.members],
    ["facts", family.facts],
    ["programs", family.programs],
    ["findings", family.findings],
    ["history", family.history],
    ["readers", family.readers],
  ] as const;
  return (
    <nav className="contents" aria-label={family.contents}>
      <ul>
        {parts.map(([id, label]) => (
          <li key={id}>
            <a href={`#${id}`}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
