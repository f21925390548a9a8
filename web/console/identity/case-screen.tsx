import { Link, useParams } from "@tanstack/react-router";
import type { IdentityAnswer, IdentityCase, SecondOfficer } from "#contract/identity-checks.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { FieldAnswers } from "./field-answers.tsx";
import { HandForm } from "./hand-form.tsx";
import { useQuestionRows } from "./identity-card.tsx";
import { Slip } from "./slip.tsx";

/** One person: what to tell them, everything that was asked and answered, and the answer by hand. */
export function CaseScreen() {
  const { personId } = useParams({ from: "/inside/identitas/$personId" });
  const query = useAsked<IdentityCase>(`/identity-checks/${personId}`);
  return <Loaded query={query}>{(found) => <Case found={found} />}</Loaded>;
}

function Case({ found }: { readonly found: IdentityCase }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { identity } = words;
  return (
    <Page
      title={identity.case(found.name)}
      lead={`${found.place.village}, ${found.place.district}`}
      actions={
        <button type="button" className="button" onClick={() => window.print()}>
          {identity.print}
        </button>
      }
    >
      <div className="columns">
        <div>
          <PersonPart found={found} />
          {found.second === undefined ? null : <Second second={found.second} />}
          {officer.may.answerIdentity ? <HandForm personId={found.personId} /> : null}
        </div>
        <div>
          <Slip found={found} />
        </div>
      </div>
      <div className="no-print">
        <History answers={found.answers} />
      </div>
      <p className="no-print">
        <Link to="/identitas" className="row-action">
          {identity.back}
        </Link>
      </p>
    </Page>
  );
}

function PersonPart({ found }: { readonly found: IdentityCase }) {
  const { words, say } = useSpeech();
  const { identity, common } = words;
  const { nik, familyId, status, version } = found;
  const asked = useQuestionRows(found.question);
  return (
    <div className="no-print">
      <Part id="person" title={identity.person}>
        <WorkFacts
          rows={[
            ...(nik === undefined ? [] : [["NIK", nik] as const]),
            [common.version, version],
            [identity.status, say(status)],
            ...asked,
          ]}
        />
        {familyId === undefined ? null : (
          <p>
            <Link to="/keluarga/$familyId" params={{ familyId }} className="row-action">
              {identity.family}
            </Link>
          </p>
        )}
      </Part>
    </div>
  );
}

/** One officer has said what takes the person off the list; who may be the second. */
function Second({ second }: { readonly second: SecondOfficer }) {
  const { words, language, say } = useSpeech();
  const { identity } = words;
  const { outcome, answeredOn, isOwn, who } = second;
  return (
    <div className="no-print">
      <Notice tone="attention" title={identity.secondTitle(say(outcome))}>
        <p>{identity.secondLead(formatDay(answeredOn, language), say(who))}</p>
        {isOwn ? <p>{identity.secondOwn}</p> : null}
      </Notice>
    </div>
  );
}

function History({ answers }: { readonly answers: readonly IdentityAnswer[] }) {
  const { identity } = useSpeech().words;
  return (
    <Part id="history" title={identity.history} lead={identity.sent}>
      {answers.length === 0 ? <p>{identity.notAsked}</p> : null}
      <ol className="answers">
        {answers.map((answer, place) => (
          // Two answers of one day may be alike in all that is shown.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <li key={place}>
            <OneAnswer answer={answer} />
          </li>
        ))}
      </ol>
    </Part>
  );
}

function OneAnswer({ answer }: { readonly answer: IdentityAnswer }) {
  const { words, language, say } = useSpeech();
  const { identity, identityCheck } = words;
  const day = (on: string) => formatDay(on, language);
  const { outcome, how, answeredOn, askedOn, recheckOn, life } = answer;
  const when = [
    say(how),
    ...(askedOn === undefined ? [] : [identity.askedOn(day(askedOn))]),
    identity.answeredOn(day(answeredOn)),
  ];
  return (
    <article>
      <h3>{say(outcome)}</h3>
      <p className="soft">{when.join(" · ")}</p>
      <FieldAnswers fields={answer.fields} />
      <p>
        {identity.life}: {say(life)}
      </p>
      <p className="soft">
        {identityCheck[answer.state]}
        {recheckOn === undefined ? "" : ` ${identityCheck.recheck(day(recheckOn))}`}
      </p>
    </article>
  );
}
