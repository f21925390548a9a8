import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { VervalRound, VervalRounds } from "#contract/verval.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked, useSitting } from "../officer.tsx";

/** Lists of recipients that the villages of one's region look at, and how far they are. */
export function VervalRoundsScreen() {
  const { words } = useSpeech();
  const { verval } = words;
  const { may } = useSitting().officer;
  const query = useAsked<VervalRounds>("/verval-rounds");
  return (
    <Page title={verval.title} lead={verval.lead}>
      {may.openVerval ? <OpenRound /> : null}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice tone="good">{verval.empty}</Notice>
          ) : (
            <ul className="work-cards">
              {items.map((round) => (
                <li key={round.roundNo}>
                  <RoundCard round={round} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Names that were answered somehow. */
export const answeredIn = ({ counts, listed }: Pick<VervalRound, "counts" | "listed">): number =>
  listed - counts.waiting - counts["not-met"];

/** How far a list is, as a bar and in words. */
export function HowFar(row: Pick<VervalRound, "counts" | "listed">) {
  const { words, language } = useSpeech();
  const done = answeredIn(row);
  const said = words.verval.done(formatCount(done, language), formatCount(row.listed, language));
  return (
    <p>
      <meter min={0} max={row.listed} value={done} aria-label={said} /> {said}
    </p>
  );
}

function RoundCard({ round }: { readonly round: VervalRound }) {
  const { words, say, language } = useSpeech();
  const { verval } = words;
  const { roundNo, program, region, version, openedOn, dueOn, isLate, legalBasis } = round;
  return (
    <article className="card work-card" aria-labelledby={`verval-${roundNo}`}>
      <h2 id={`verval-${roundNo}`}>
        {say(program)}, {region.name}
      </h2>
      {isLate ? (
        <p>
          <span className="tag tag-soon">{verval.late}</span>
        </p>
      ) : null}
      <HowFar {...round} />
      <WorkFacts
        rows={[
          [verval.until, formatDay(dueOn, language)],
          [verval.opened, formatDay(openedOn, language)],
          [verval.version, version],
          [verval.basis, legalBasis],
        ]}
      />
      <Link to="/verval/$roundNo" params={{ roundNo }} className="row-action">
        {verval.open(say(program), region.name)}
      </Link>
    </article>
  );
}

const PROGRAMS = { pkh: "PKH", sembako: "Sembako", "pbi-jk": "PBI-JK" } as const;

function OpenRound() {
  const { verval } = useSpeech().words;
  const { code } = useSitting().officer.region;
  const [program, setProgram] = useState<string>("sembako");
  const act = useAct("asked", verval.saved);
  return (
    <FoldedForm
      title={verval.begin}
      act={act}
      save={verval.save}
      onSend={(form) => act.send("/verval-rounds", { ...filled(form), program })}
    >
      <p className="soft">{verval.beginLead}</p>
      <Choice label={verval.program} value={program} onChange={setProgram}>
        {Object.entries(PROGRAMS).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Field
        label={verval.region}
        hint={verval.regionHint}
        name="region"
        required
        pattern="([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})"
        inputMode="numeric"
        defaultValue={code}
      />
      <Field label={verval.due} name="dueOn" type="date" required />
      <Field label={verval.basis} name="legalBasis" required minLength={5} maxLength={200} />
    </FoldedForm>
  );
}
