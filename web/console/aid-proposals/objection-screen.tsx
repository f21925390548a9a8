import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { CaseTurn } from "#contract/cases.ts";
import type { ObjectionCase } from "#contract/objections.ts";
import { OBJECTION_STEPS } from "#domain/objection-procedure.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { CaseMoves } from "../cases/case-moves.tsx";
import { Called, CaseBook, useClockRows } from "../cases/case-parts.tsx";
import { CaseSteps } from "../cases/case-steps.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { Visits } from "./evidence-part.tsx";
import { type ChosenFamily, FindFamily } from "./find-family.tsx";

/** One objection: what is questioned, what the family says, what was found, and what the officer may do now. */
export function ObjectionScreen() {
  const { caseId } = useParams({ from: "/inside/sanggah/$caseId" });
  const query = useAsked<ObjectionCase>(`/objections/${caseId}`);
  return <Loaded query={query}>{(found) => <Objection found={found} />}</Loaded>;
}

function Objection({ found }: { readonly found: ObjectionCase }) {
  const { words, say } = useSpeech();
  const said = words.sanggah;
  const { place, reason, remedy, caseId } = found;
  return (
    <Page
      title={said.case(found.name)}
      lead={`${place.village}, ${place.district} · ${say(found.program)} · ${say(found.stateWords)}`}
    >
      {reason === undefined || remedy === undefined ? null : (
        <Notice tone="attention" title={say(reason)}>
          {say(remedy)}
        </Notice>
      )}
      {found.isCalled ? <Called list="objections" path={`/objections/${caseId}`} /> : null}
      {found.isCluster ? (
        <Notice tone="attention">{said.clusterLead(found.againstSame, found.bySame)}</Notice>
      ) : null}
      <section className="card case-standing">
        <WorkFacts rows={useClockRows(found, OBJECTION_STEPS.length)} />
        {found.isOverdue ? <p className="tag tag-late">{words.cases.late}</p> : null}
      </section>
      <div className="columns">
        <div>
          <Acting found={found} />
          <Facts found={found} />
        </div>
        <div>
          <Part id="steps" title={words.usulan.steps}>
            <CaseSteps steps={found.stepLines} />
          </Part>
        </div>
      </div>
      <Part id="evidence" title={words.usulan.evidence}>
        {found.visits.length === 0 ? (
          <p className="soft">{said.noVisit}</p>
        ) : (
          <Visits visits={found.visits} />
        )}
      </Part>
      {found.book.length === 0 ? null : <CaseBook book={found.book} />}
      <p>
        <Link to="/sanggah" className="row-action">
          {words.cases.back}
        </Link>
      </p>
    </Page>
  );
}

const [NAMING, VISITING] = [1, 3];

function Acting({ found }: { readonly found: ObjectionCase }) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const { may } = useSitting().officer;
  const [family, setFamily] = useState<ChosenFamily>();
  if (found.dueAt === undefined) return null;
  const { stepNo, caseId } = found;
  const isVisit = stepNo === VISITING;
  const passes = found.turns.some(({ act }) => act === "pass" || act === "resume");
  const turns = found.turns.filter(({ act }) => !(isVisit && act === "pass"));
  const namesFamily = ({ act }: CaseTurn) => act === "pass" && stepNo === NAMING;
  return (
    <Part id="act" title={words.cases.act}>
      <p>{found.turns.length === 0 ? words.cases.nothing : say(found.todo)}</p>
      {isVisit && passes && may.visitFamilies ? (
        <p>
          <Link to="/sanggah/$caseId/kunjungan" params={{ caseId }} className="button button-main">
            {said.toVisit}
          </Link>
        </p>
      ) : null}
      <CaseMoves place={{ list: "objections", path: `/objections/${caseId}` }} turns={turns}>
        {(turn) =>
          namesFamily(turn) ? (
            <fieldset>
              <legend>{said.which}</legend>
              <FindFamily
                typed={found.told?.headName ?? ""}
                region={found.place.code}
                chosen={family}
                onChoose={setFamily}
              />
            </fieldset>
          ) : null
        }
      </CaseMoves>
    </Part>
  );
}

function Facts({ found }: { readonly found: ObjectionCase }) {
  const { words, language, say } = useSpeech();
  const said = words.sanggah;
  const { told, familyId, answer, answerUntil, objectorFamilyId } = found;
  const { readFamilies } = useSitting().officer.may;
  return (
    <Part id="facts" title={said.facts}>
      <WorkFacts
        rows={[
          [said.program, say(found.program)],
          [said.questioned, found.grounds.map(say).join(", ")],
          ...(answerUntil === undefined
            ? []
            : [[said.until, formatDay(answerUntil, language)] as const]),
          [said.answer, answer === undefined ? said.noAnswer : say(answer)],
          ...(told === undefined
            ? []
            : [[words.usulan.told, `${told.headName}, ${told.address}`] as const]),
        ]}
      />
      {familyId === undefined || !readFamilies ? null : (
        <p>
          <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
            {words.usulan.family}
          </Link>
        </p>
      )}
      {objectorFamilyId === undefined || !readFamilies ? null : (
        <p>
          <Link
            to="/keluarga/$familyId"
            params={{ familyId: objectorFamilyId }}
            className="row-action"
          >
            {said.objector}
          </Link>{" "}
          <span className="soft">{said.objectorLead}</span>
        </p>
      )}
    </Part>
  );
}
