import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CaseTurn } from "#contract/cases.ts";
import type { ServiceCase } from "#contract/service-cases.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { CaseMoves } from "../cases/case-moves.tsx";
import { Called, CaseBook, useClockRows } from "../cases/case-parts.tsx";
import { CaseSteps } from "../cases/case-steps.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import type { ServiceScreen } from "./service-screens.ts";

/** What a kind of case asks for beside a move, and what it makes of it. */
export type MoveFields = {
  readonly fields: (turn: CaseTurn, found: ServiceCase) => ReactNode;
  readonly bodyOf?: (given: Readonly<Record<string, string>>) => object;
};

/** One case: what it is about, its steps, its book, and what the officer may do now. */
export function ServiceCaseScreen({
  screen,
  caseId,
  ...move
}: MoveFields & { readonly screen: ServiceScreen; readonly caseId: string }) {
  const query = useAsked<ServiceCase>(`/${screen.path}/${caseId}`);
  return (
    <Loaded query={query}>{(found) => <One screen={screen} found={found} move={move} />}</Loaded>
  );
}

type Shown = {
  readonly screen: ServiceScreen;
  readonly found: ServiceCase;
  readonly move: MoveFields;
};

function One({ screen, found, move }: Shown) {
  const { words, say } = useSpeech();
  const { place, reason, remedy, caseId } = found;
  const said = words.services[screen.words];
  return (
    <Page
      title={said.case(found.name)}
      lead={`${place.village}, ${place.district} · ${say(found.about)} · ${say(found.stateWords)}`}
    >
      {reason === undefined || remedy === undefined ? null : (
        <Notice tone="attention" title={say(reason)}>
          {say(remedy)}
        </Notice>
      )}
      {found.isCalled ? <Called list={screen.path} path={`/${screen.path}/${caseId}`} /> : null}
      {found.marks.map((mark) => (
        <Notice key={mark.id} tone="attention">
          {say(mark)}
        </Notice>
      ))}
      <section className="card case-standing">
        <WorkFacts rows={useClockRows(found, found.stepCount)} />
        {found.isOverdue ? <p className="tag tag-late">{words.cases.late}</p> : null}
      </section>
      <div className="columns">
        <div>
          <Acting screen={screen} found={found} move={move} />
          <Facts found={found} title={said.facts} />
        </div>
        <div>
          <Part id="steps" title={words.usulan.steps}>
            <CaseSteps steps={found.stepLines} />
          </Part>
        </div>
      </div>
      {found.book.length === 0 ? null : <CaseBook book={found.book} />}
      <p>
        <Link to={screen.all} className="row-action">
          {words.cases.back}
        </Link>
      </p>
    </Page>
  );
}

function Acting({ screen, found, move: { fields, bodyOf } }: Shown) {
  const { words, say } = useSpeech();
  if (found.dueAt === undefined) return null;
  const place = { list: screen.path, path: `/${screen.path}/${found.caseId}` };
  return (
    <Part id="act" title={words.cases.act}>
      <p>{found.turns.length === 0 ? words.cases.nothing : say(found.todo)}</p>
      <CaseMoves place={place} turns={found.turns} {...(bodyOf === undefined ? {} : { bodyOf })}>
        {(turn) => fields(turn, found)}
      </CaseMoves>
    </Part>
  );
}

function Facts({ found, title }: { readonly found: ServiceCase; readonly title: string }) {
  const { words, say } = useSpeech();
  const { readFamilies } = useSitting().officer.may;
  const { familyId } = found;
  return (
    <Part id="facts" title={title}>
      <WorkFacts rows={found.facts.map(({ label, value }) => [say(label), say(value)])} />
      {familyId === undefined || !readFamilies ? null : (
        <p>
          <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
            {words.usulan.family}
          </Link>
        </p>
      )}
    </Part>
  );
}
