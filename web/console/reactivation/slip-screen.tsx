import { Link, useParams } from "@tanstack/react-router";
import type { ReactivationSlip } from "#contract/reactivations.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked } from "../officer.tsx";

/** The dated sheet that a facility gets, alone on paper: what it proves, what it does not, and where to look again. */
export function ReactivationSlipScreen() {
  const said = useSpeech().words.reactivation;
  const { caseId } = useParams({ from: "/inside/reaktivasi/$caseId/lembar" });
  const query = useAsked<ReactivationSlip>(`/reactivations/${caseId}/slip`);
  return (
    <Page
      title={said.slip}
      actions={
        <>
          <Link to="/reaktivasi/$caseId" params={{ caseId }} className="button">
            {said.toCase}
          </Link>
          <button type="button" className="button button-main" onClick={() => window.print()}>
            {said.print}
          </button>
        </>
      }
    >
      <Loaded query={query}>{(slip) => <Slip slip={slip} />}</Loaded>
    </Page>
  );
}

function Slip({ slip }: { readonly slip: ReactivationSlip }) {
  const { words, language, say } = useSpeech();
  const said = words.reactivation;
  const { confirmedOn, regionalPayer } = slip;
  const day = (on: string) => formatDay(on, language);
  const [site] = slip.address.split("#");
  return (
    <section className="card slip case-slip" aria-labelledby="slip-title">
      <h2 id="slip-title">{said.slipTitle}</h2>
      <p className="slip-outcome">{say(slip.state)}</p>
      <div className="case-slip-head">
        <WorkFacts
          rows={[
            [said.slipNumber, slip.number],
            [said.slipName, slip.maskedName],
            [said.slipGiven, day(slip.givenOn)],
            [said.slipOpened, day(slip.openedOn)],
            ...(confirmedOn === undefined ? [] : [[said.slipConfirmed, day(confirmedOn)] as const]),
            ...(regionalPayer === undefined
              ? []
              : [[said.regionalPayer, said.regionalIn(regionalPayer)] as const]),
          ]}
        />
        {/* Drawn by the server from digits and letters alone. */}
        <div
          className="case-qr"
          role="img"
          aria-label={`QR ${slip.number}`}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own server's drawing
          dangerouslySetInnerHTML={{ __html: slip.qrSvg }}
        />
      </div>
      <h3>{said.proves}</h3>
      <ul className="case-says">
        {slip.proves.map((each) => (
          <li key={each.id}>{say(each)}</li>
        ))}
      </ul>
      <h3>{said.provesNot}</h3>
      <ul className="case-says">
        {slip.provesNot.map((each) => (
          <li key={each.id}>{say(each)}</li>
        ))}
      </ul>
      <p className="soft">
        {said.scan} {site}
      </p>
    </section>
  );
}
