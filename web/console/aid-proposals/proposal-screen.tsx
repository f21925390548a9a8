import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { AidProposalCase } from "#contract/aid-proposals.ts";
import type { CaseTurn } from "#contract/cases.ts";
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
import { Evidence } from "./evidence-part.tsx";
import { type ChosenFamily, FindFamily } from "./find-family.tsx";

/** One proposal: where it stands, what the officer may do now, what stands behind it. */
export function AidProposalScreen() {
  const { caseId } = useParams({ from: "/inside/usulan-bantuan/$caseId" });
  const query = useAsked<AidProposalCase>(`/aid-proposals/${caseId}`);
  return <Loaded query={query}>{(found) => <Proposal found={found} />}</Loaded>;
}

function Proposal({ found }: { readonly found: AidProposalCase }) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const { place } = found;
  return (
    <Page
      title={said.case(found.name)}
      lead={`${place.village}, ${place.district} · ${say(found.asked)} · ${say(found.stateWords)}`}
    >
      <Standing found={found} />
      <div className="columns">
        <div>
          <Acting found={found} />
          <Facts found={found} />
        </div>
        <div>
          <Part id="steps" title={said.steps}>
            <CaseSteps steps={found.stepLines} />
          </Part>
        </div>
      </div>
      <Evidence found={found} />
      {found.book.length === 0 ? null : <CaseBook book={found.book} />}
      <p>
        <Link to="/usulan-bantuan" className="row-action">
          {words.cases.back}
        </Link>
      </p>
    </Page>
  );
}

/** Whose turn it is and until when, and why it waits or has ended. */
function Standing({ found }: { readonly found: AidProposalCase }) {
  const { words, say } = useSpeech();
  const { reason, remedy, caseId } = found;
  return (
    <>
      {reason === undefined || remedy === undefined ? null : (
        <Notice tone="attention" title={say(reason)}>
          {say(remedy)}
        </Notice>
      )}
      {found.isCalled ? <Called list="aid-proposals" path={`/aid-proposals/${caseId}`} /> : null}
      <section className="card case-standing">
        <WorkFacts rows={useClockRows(found, found.steps)} />
        {found.isOverdue ? <p className="tag tag-late">{words.cases.late}</p> : null}
      </section>
    </>
  );
}

/** Steps that are passed by what was found or decided, on screens of their own. */
const [NAMING, VISITING, DELIBERATING] = [1, 2, 3];

function Acting({ found }: { readonly found: AidProposalCase }) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const { may } = useSitting().officer;
  const [family, setFamily] = useState<ChosenFamily | undefined>(
    found.familyId === undefined ? undefined : { familyId: found.familyId, headName: found.name },
  );
  if (found.dueAt === undefined) return null;
  const { stepNo, caseId } = found;
  const hasOwnScreen = stepNo === VISITING || stepNo === DELIBERATING;
  const passes = found.turns.some(({ act }) => act === "pass" || act === "resume");
  const turns = found.turns.filter(({ act }) => !(hasOwnScreen && act === "pass"));
  const namesFamily = ({ act }: CaseTurn) => act === "pass" && stepNo === NAMING;
  return (
    <Part id="act" title={words.cases.act}>
      <p>{found.turns.length === 0 ? words.cases.nothing : say(found.todo)}</p>
      {stepNo === VISITING && passes && may.visitFamilies ? (
        <p>
          <Link
            to="/usulan-bantuan/$caseId/kunjungan"
            params={{ caseId }}
            className="button button-main"
          >
            {said.toVisit}
          </Link>
        </p>
      ) : null}
      {stepNo === DELIBERATING && passes && may.holdDeliberations ? (
        <p>
          <Link to="/usulan-bantuan/musyawarah" className="button button-main">
            {said.deliberate}
          </Link>
        </p>
      ) : null}
      <CaseMoves place={{ list: "aid-proposals", path: `/aid-proposals/${caseId}` }} turns={turns}>
        {(turn) =>
          namesFamily(turn) ? (
            <fieldset>
              <legend>{said.which}</legend>
              <FindFamily typed={found.told?.headName ?? ""} chosen={family} onChoose={setFamily} />
            </fieldset>
          ) : null
        }
      </CaseMoves>
    </Part>
  );
}

function Facts({ found }: { readonly found: AidProposalCase }) {
  const { words, say, language } = useSpeech();
  const said = words.usulan;
  const { officer } = useSitting();
  const { told, familyId, rt, rw } = found;
  return (
    <Part id="facts" title={said.facts}>
      <WorkFacts
        rows={[
          [said.asked, `${say(found.asked)}${found.isDiverted ? ` (${said.diverted})` : ""}`],
          [said.proposer, say(found.proposer)],
          [said.grounds, found.grounds.map(say).join(", ")],
          [said.channel, say(found.channel)],
          ...found.events.map(
            ({ words: what, happened, toldOn, isOfRegistry }) =>
              [
                said.event,
                `${say(what)}, ${say(happened)} (${formatDay(toldOn, language)})${isOfRegistry ? `. ${said.registry}` : ""}`,
              ] as const,
          ),
          ...(rt === undefined || rw === undefined
            ? []
            : [[said.address, said.rtRw(rt, rw)] as const]),
          ...(told === undefined
            ? []
            : [
                [
                  said.told,
                  [
                    told.headName,
                    told.address,
                    told.rt === undefined ? "" : `RT ${told.rt}`,
                    told.rw === undefined ? "" : `RW ${told.rw}`,
                  ]
                    .filter((part) => part !== "")
                    .join(", "),
                ] as const,
              ]),
        ]}
      />
      {officer.may.readFamilies && familyId !== undefined ? (
        <p>
          <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
            {said.family}
          </Link>
        </p>
      ) : null}
    </Part>
  );
}
