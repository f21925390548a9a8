import { Link, useSearch } from "@tanstack/react-router";
import type { CaseOutcomes, FoundOutcomes, OutcomeFigures } from "#contract/outcomes.ts";
import { ENDED_WITHIN_DAYS } from "#domain/outcome-figure.ts";
import { formatCount, formatInstant, formatShare } from "#web/kit/format.ts";
import { IntervalRows } from "#web/kit/interval-rows.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { aboveOf } from "../areas/use-areas.ts";
import { useAsked, useSitting } from "../officer.tsx";

/** How cases of a region stand, which are late, how long they took, and what was found by looking. */
export function Outcomes() {
  const { outcomes } = useSpeech().words;
  const { officer } = useSitting();
  const { wilayah } = useSearch({ from: "/inside/hasil" });
  const area = wilayah ?? officer.region.code;
  const query = useAsked<OutcomeFigures>(`/outcomes/${area}`);
  return (
    <Page key={area} title={outcomes.title} lead={outcomes.lead}>
      <Loaded query={query}>{(figures) => <Region figures={figures} />}</Loaded>
    </Page>
  );
}

function Region({ figures }: { readonly figures: OutcomeFigures }) {
  const { words, language } = useSpeech();
  const { outcomes } = words;
  const { officer } = useSitting();
  const { region, countedAt, kinds, found } = figures;
  if (countedAt === undefined) return <p>{outcomes.notYet}</p>;
  const isOwn = region.code === officer.region.code || region.code === "ID";
  return (
    <>
      {isOwn ? null : (
        <p className="no-print">
          <Link to="/hasil" search={{ wilayah: aboveOf(region.code) }}>
            {outcomes.up}
          </Link>
        </p>
      )}
      <Part id="kinds" title={outcomes.of(region.name)}>
        {kinds.length === 0 ? <p>{outcomes.none}</p> : <Kinds kinds={kinds} />}
      </Part>
      {found.length === 0 ? null : <Found found={found} />}
      <Parts figures={figures} />
      <p className="soft">
        {outcomes.countedAt(formatInstant(countedAt, language))} {outcomes.leftOut}
      </p>
    </>
  );
}

function Kinds({ kinds }: { readonly kinds: readonly CaseOutcomes[] }) {
  const { words, say, language } = useSpeech();
  const { outcomes } = words;
  const count = (value: number) => formatCount(value, language);
  const [, , , within] = ENDED_WITHIN_DAYS;
  return (
    <Table
      caption={outcomes.caption}
      stacks
      rows={kinds}
      keyOf={({ kind }) => kind}
      columns={[
        { head: outcomes.kind, cell: ({ words: kind }) => say(kind) },
        { head: outcomes.underWay, cell: (row) => count(row.underWay), isFigure: true },
        {
          head: outcomes.overdue,
          cell: ({ overdue }) =>
            overdue === 0 ? count(0) : <span className="tag tag-late">{count(overdue)}</span>,
          isFigure: true,
        },
        { head: outcomes.done, cell: (row) => count(row.done), isFigure: true },
        { head: outcomes.refused, cell: (row) => count(row.refused), isFigure: true },
        { head: outcomes.withdrawn, cell: (row) => count(row.withdrawn), isFigure: true },
        { head: outcomes.half, cell: ({ took }) => halfWithin(took, outcomes), isFigure: true },
        {
          head: outcomes.longer(within),
          cell: ({ took }) => count(took.at(-1) ?? 0),
          isFigure: true,
        },
      ]}
    />
  );
}

/** The class in which half of the ended cases were over. */
function halfWithin(
  took: readonly number[],
  said: { readonly within: (days: number) => string; readonly longer: (days: number) => string },
): string {
  const all = took.reduce((sum, many) => sum + many, 0);
  if (all === 0) return "–";
  let over = 0;
  for (const [place, many] of took.entries()) {
    over += many;
    const days = ENDED_WITHIN_DAYS[place];
    if (over * 2 >= all && days !== undefined) return said.within(days);
  }
  return said.longer(ENDED_WITHIN_DAYS[3]);
}

const ERRORS = ["inclusion", "exclusion", "fact"] as const;

/** Shares of what was looked into, on one scale with their intervals, by the error they speak of. */
function Found({ found }: { readonly found: readonly FoundOutcomes[] }) {
  const { words, say, language } = useSpeech();
  const { outcomes } = words;
  const [first] = found;
  if (first === undefined) return null;
  const groups = ERRORS.map((error) => ({
    title: outcomes.errors[error],
    rows: found
      .filter((one) => one.error === error)
      .map(({ measure, words: what, share, low, high }) => ({
        ...{ key: measure, label: say(what), value: share, low, high, isOwn: true },
      })),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Part id="found" title={outcomes.found} lead={outcomes.foundLead}>
      <IntervalRows
        groups={groups}
        sentence={outcomes.foundSentence(say(first.words), formatShare(first.share, language))}
        head={outcomes.kind}
        says={outcomes.interval}
      />
      <Table
        caption={outcomes.found}
        stacks
        rows={found}
        keyOf={({ measure }) => measure}
        columns={[
          { head: outcomes.kind, cell: ({ words: what }) => say(what) },
          {
            head: outcomes.looked,
            cell: ({ looked, lookedWords }) =>
              `${formatCount(looked, language)} ${say(lookedWords)}`,
          },
          {
            head: outcomes.foundHead,
            cell: ({ found: many, foundWords }) =>
              `${formatCount(many, language)} ${say(foundWords)}`,
          },
        ]}
      />
    </Part>
  );
}

function Parts({ figures: { parts, region } }: { readonly figures: OutcomeFigures }) {
  const { words, language } = useSpeech();
  const { outcomes } = words;
  if (parts.length === 0) return null;
  const count = (value: number) => formatCount(value, language);
  return (
    <Part id="parts" title={outcomes.parts} lead={outcomes.partsLead}>
      <Table
        caption={outcomes.partsOf(region.name)}
        stacks
        rows={parts}
        keyOf={(part) => part.region.code}
        columns={[
          {
            head: words.common.region,
            cell: (part) => (
              <Link to="/hasil" search={{ wilayah: part.region.code }} data-row>
                {part.region.name}
              </Link>
            ),
          },
          { head: outcomes.underWay, cell: (part) => count(part.underWay), isFigure: true },
          { head: outcomes.overdue, cell: (part) => count(part.overdue), isFigure: true },
          { head: outcomes.ended, cell: (part) => count(part.ended), isFigure: true },
          { head: outcomes.looked, cell: (part) => count(part.looked), isFigure: true },
          { head: outcomes.foundHead, cell: (part) => count(part.found), isFigure: true },
        ]}
      />
    </Part>
  );
}
