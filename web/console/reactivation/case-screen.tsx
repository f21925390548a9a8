import { Link, useParams } from "@tanstack/react-router";
import type { ReactivationCase } from "#contract/reactivations.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { CaseMoves } from "../cases/case-moves.tsx";
import { Called, CaseBook } from "../cases/case-parts.tsx";
import { CaseSteps } from "../cases/case-steps.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked } from "../officer.tsx";
import { FollowUp } from "./follow-up.tsx";
import { NewNik } from "./new-nik.tsx";
import { useReactivationRows } from "./reactivation-card.tsx";
import { WholeNik } from "./whole-nik.tsx";

/** One reactivation: its seven steps, what the letter says, what the officer may do now. */
export function ReactivationScreen() {
  const { caseId } = useParams({ from: "/inside/reaktivasi/$caseId" });
  const query = useAsked<ReactivationCase>(`/reactivations/${caseId}`);
  return <Loaded query={query}>{(found) => <Case found={found} />}</Loaded>;
}

function Case({ found }: { readonly found: ReactivationCase }) {
  const { words, say } = useSpeech();
  const said = words.reactivation;
  const { caseId, place } = found;
  return (
    <Page
      title={said.case(found.name)}
      lead={`${place.village}, ${place.district} · ${say(found.stateWords)}`}
      actions={
        <Link to="/reaktivasi/$caseId/lembar" params={{ caseId }} className="button">
          {said.slip}
        </Link>
      }
    >
      <Standing found={found} />
      <div className="columns">
        <div>
          <Part id="steps" title={said.steps}>
            <CaseSteps steps={found.steps} />
          </Part>
        </div>
        <div>
          {found.dueAt === undefined ? null : (
            <Part id="act" title={words.cases.act}>
              {found.turns.length === 0 ? <p>{words.cases.nothing}</p> : <p>{say(found.todo)}</p>}
              <CaseMoves
                place={{ list: "reactivations", path: `/reactivations/${caseId}` }}
                turns={found.turns}
              >
                {({ takesNik }) => (takesNik ? <NewNik /> : null)}
              </CaseMoves>
            </Part>
          )}
          <FollowUp found={found} />
          <LetterPart found={found} />
        </div>
      </div>
      <CaseBook book={found.book} />
      <p>
        <Link to="/reaktivasi" className="row-action">
          {words.cases.back}
        </Link>
      </p>
    </Page>
  );
}

/** Whose turn it is and until when; why it waits; and the insurer's word once it is there, never before. */
function Standing({ found }: { readonly found: ReactivationCase }) {
  const { words, language, say } = useSpeech();
  const said = words.reactivation;
  const { confirmation, reason, remedy } = found;
  const rows = useReactivationRows(found);
  return (
    <>
      {confirmation === undefined ? null : (
        <Notice tone="good" title={say(confirmation.words)}>
          {said.confirmedBy(
            say(confirmation.by),
            formatDay(confirmation.on, language),
            confirmation.reference,
          )}
        </Notice>
      )}
      {reason === undefined || remedy === undefined ? null : (
        <Notice tone="attention" title={say(reason)}>
          {say(remedy)}
        </Notice>
      )}
      {found.isCalled ? (
        <Called list="reactivations" path={`/reactivations/${found.caseId}`} />
      ) : null}
      <section className="card case-standing">
        <WorkFacts rows={rows} />
        {found.isOverdue ? <p className="tag tag-late">{words.cases.late}</p> : null}
      </section>
    </>
  );
}

function LetterPart({ found }: { readonly found: ReactivationCase }) {
  const { words, language, say } = useSpeech();
  const said = words.reactivation;
  const { bornOn, regionalPayer, familyId, nik } = found;
  const day = (on: string) => formatDay(on, language);
  return (
    <Part id="letter" title={said.facts}>
      <WorkFacts
        rows={[
          [said.facility, say(found.facility)],
          [said.letterNumber, found.letterNumber],
          [said.letterOn, day(found.letterOn)],
          [said.ended, `${day(found.deactivatedOn)} (${say(found.deactivationSource)})`],
          [said.window, day(found.windowEnds)],
          ...(bornOn === undefined ? [] : [[said.bornOn, day(bornOn)] as const]),
          ...(nik === undefined ? [] : [["NIK", nik] as const]),
          ...(regionalPayer === undefined
            ? []
            : [[said.regionalPayer, said.regionalIn(regionalPayer)] as const]),
        ]}
      />
      {found.mayReadNik ? <WholeNik caseId={found.caseId} /> : null}
      {familyId === undefined ? null : (
        <p>
          <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
            {said.family}
          </Link>
        </p>
      )}
    </Part>
  );
}
