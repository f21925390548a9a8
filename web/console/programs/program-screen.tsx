import { Link, useParams } from "@tanstack/react-router";
import type { ProgramOnCard } from "#contract/programs.ts";
import type { Words } from "#contract/words.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { AmendedPart } from "./amended-part.tsx";
import { GivenPart } from "./given-part.tsx";
import { RulesPart } from "./rules-part.tsx";

/** One program whole: who decides, what is given, by which rules, and what is not established. */
export function ProgramScreen() {
  const { words, say } = useSpeech();
  const { programId } = useParams({ from: "/inside/program/$programId" });
  const program = useAsked<ProgramOnCard>(`/programs/${encodeURIComponent(programId)}`);
  const said = words.programs;
  const back = (
    <Link to="/program" className="button">
      {said.all}
    </Link>
  );
  if (program.data?.ok === false && program.data.problem.status === 404) {
    return (
      <Page title={said.title} actions={back}>
        <p>{said.unknown}</p>
      </Page>
    );
  }
  const name = program.data?.ok ? say(program.data.value.name) : "…";
  return (
    <Page title={name} actions={back}>
      <Loaded query={program}>
        {(shown) => (
          <>
            <Doubts program={shown} />
            <WhoPart program={shown} />
            <GivenPart program={shown} />
            <RulesPart program={shown} />
            <AmendedPart program={shown} />
            <Exclusive program={shown} />
            <Lines id="judged" title={said.judged} lead={said.judgedLead} items={shown.judged} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type Shown = { readonly program: ProgramOnCard };

/** First, so that nobody takes the rest for more than it is. */
function Doubts({ program }: Shown) {
  const { words } = useSpeech();
  const { notEstablished, notEstablishedLead } = words.programs;
  return (
    <Lines
      id="not-established"
      title={notEstablished}
      lead={notEstablishedLead}
      items={program.notEstablished}
    />
  );
}

function WhoPart({ program }: Shown) {
  const { words, language, say } = useSpeech();
  const said = words.programs;
  const day = (value: string) => formatDay(value, language);
  const count = (value: number | undefined) =>
    value === undefined ? undefined : formatCount(value, language);
  const perCard = count(program.mostPerFamily);
  const valid =
    program.validTo === undefined
      ? said.since(day(program.validFrom))
      : said.until(day(program.validFrom), day(program.validTo));
  const facts: readonly (readonly [string, string | undefined])[] = [
    [said.formerly, program.formerly.join(", ") || undefined],
    [said.umbrella, program.umbrella && say(program.umbrella)],
    [said.unit, say(program.unit)],
    [said.mode, say(program.modeWords)],
    [said.determiner, say(program.determiner)],
    [said.act, say(program.act)],
    [said.owner, say(program.owner)],
    [said.funding, say(program.funding)],
    [said.region, program.region],
    [said.places, count(program.places)],
    [said.reserve, count(program.reserve)],
    [said.perCard, perCard === undefined ? undefined : said.perCardOf(perCard)],
    [said.valid, valid],
    [said.legalBasis, program.legalBasis],
  ];
  return (
    <Part id="who" title={said.who}>
      <dl className="facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : (
            <div className="fact" key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Part>
  );
}

function Exclusive({ program: { exclusiveWith } }: Shown) {
  const { words, say } = useSpeech();
  const said = words.programs;
  if (exclusiveWith.length === 0) return null;
  return (
    <Part id="exclusive" title={said.exclusive} lead={said.exclusiveLead}>
      <ul className="said-lines">
        {exclusiveWith.map(({ id, name, legalBasis }) => (
          <li key={id}>
            <Link to="/program/$programId" params={{ programId: id }}>
              {say(name)}
            </Link>{" "}
            <span className="origin">{legalBasis}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Lines({
  id,
  title,
  lead,
  items,
}: {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly items: readonly Words[];
}) {
  const { say } = useSpeech();
  if (items.length === 0) return null;
  return (
    <Part id={id} title={title} lead={lead}>
      <ul className="said-lines">
        {items.map((item) => (
          <li key={item.id}>{say(item)}</li>
        ))}
      </ul>
    </Part>
  );
}
