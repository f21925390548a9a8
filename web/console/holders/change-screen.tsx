import { Link, useParams } from "@tanstack/react-router";
import type { CaseTurn } from "#contract/cases.ts";
import type { HolderChangeCase } from "#contract/holder-changes.ts";
import { HOLDER_STEPS } from "#domain/holder-procedure.ts";
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
import { NextHolder } from "./next-holder.tsx";

/** One change of card holder: its four steps, why it is, what the officer may do now. */
export function HolderChangeScreen() {
  const { caseId } = useParams({ from: "/inside/ganti-pengurus/$caseId" });
  const query = useAsked<HolderChangeCase>(`/holder-changes/${caseId}`);
  return <Loaded query={query}>{(found) => <Change found={found} />}</Loaded>;
}

function Change({ found }: { readonly found: HolderChangeCase }) {
  const { words, say } = useSpeech();
  const said = words.holders;
  const { place } = found;
  return (
    <Page
      title={said.case(found.name)}
      lead={`${place.village}, ${place.district} · ${say(found.stateWords)}`}
    >
      <Standing found={found} />
      <div className="columns">
        <div>
          <Part id="steps" title={said.steps}>
            <CaseSteps steps={found.steps} />
          </Part>
        </div>
        <div>
          <Acting found={found} />
          <Facts found={found} />
        </div>
      </div>
      {found.book.length === 0 ? null : <CaseBook book={found.book} />}
      <p>
        <Link to="/ganti-pengurus" className="row-action">
          {words.cases.back}
        </Link>
      </p>
    </Page>
  );
}

/** Whose turn it is and until when, and why it waits or has ended. */
function Standing({ found }: { readonly found: HolderChangeCase }) {
  const { words, say } = useSpeech();
  const { reason, remedy, caseId } = found;
  return (
    <>
      {reason === undefined || remedy === undefined ? null : (
        <Notice tone="attention" title={say(reason)}>
          {say(remedy)}
        </Notice>
      )}
      {found.isCalled ? <Called list="holder-changes" path={`/holder-changes/${caseId}`} /> : null}
      <section className="card case-standing">
        <WorkFacts rows={useClockRows(found, HOLDER_STEPS.length)} />
        {found.isOverdue ? <p className="tag tag-late">{words.cases.late}</p> : null}
      </section>
    </>
  );
}

/** What a form gave, as the server is told of it: somebody of the card, or that nobody is left. */
const bodyOf = ({ newPersonId, ...given }: Readonly<Record<string, string>>) =>
  newPersonId === NOBODY
    ? { ...given, nobodyLeft: true }
    : { ...given, ...(newPersonId === undefined ? {} : { newPersonId }) };
const NOBODY = "nobody";

function Acting({ found }: { readonly found: HolderChangeCase }) {
  const { words, say } = useSpeech();
  if (found.dueAt === undefined) return null;
  const namesSomebody = ({ act }: CaseTurn) => act === "pass" && found.candidates !== undefined;
  return (
    <Part id="act" title={words.cases.act}>
      <p>{found.turns.length === 0 ? words.cases.nothing : say(found.todo)}</p>
      <CaseMoves
        place={{ list: "holder-changes", path: `/holder-changes/${found.caseId}` }}
        turns={found.turns}
        bodyOf={bodyOf}
      >
        {(turn) =>
          namesSomebody(turn) ? (
            <NextHolder candidates={found.candidates ?? []} nobody={NOBODY} />
          ) : null
        }
      </CaseMoves>
    </Part>
  );
}

function Facts({ found }: { readonly found: HolderChangeCase }) {
  const { words, language, say } = useSpeech();
  const said = words.holders;
  const { officer } = useSitting();
  const { newName, changedOn, familyId } = found;
  return (
    <Part id="facts" title={said.facts}>
      <WorkFacts
        rows={[
          [said.cause, say(found.cause)],
          [said.found, `${say(found.foundBy)}, ${formatDay(found.openedOn, language)}`],
          [said.programs, found.programs.map(say).join(", ")],
          ...(newName === undefined ? [] : [[said.next, newName] as const]),
          ...(changedOn === undefined
            ? []
            : [[said.changedOn, formatDay(changedOn, language)] as const]),
        ]}
      />
      {found.dueAt === undefined ? null : (
        <>
          <h3>{said.papers}</h3>
          <ul className="case-says">
            {found.papers.map((paper) => (
              <li key={paper.id}>{say(paper)}</li>
            ))}
          </ul>
        </>
      )}
      {officer.may.readFamilies ? (
        <p>
          <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
            {said.family}
          </Link>
        </p>
      ) : null}
    </Part>
  );
}
