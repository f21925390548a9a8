import { useState } from "react";
import type { RemovalBound, RemovalProgram, VersionRemovals } from "#contract/removals.ts";
import { SHORTEST_REASON } from "#domain/quality-gate.ts";
import { CountBars } from "#web/kit/count-bars.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Lines, WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { Count } from "../moves/count.tsx";

type Given = { readonly program: RemovalProgram; readonly removals: VersionRemovals };

/** One program: how many leave, by which cause, where, by which rule, and whether that is within its budget. */
export function ProgramRemovals({ program, removals }: Given) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  const { recipients, leaving, held, bounds, waitsFor } = program;
  const name = say(program.name);
  const count = (value: number | null) =>
    value === null ? words.moves.withheld : formatCount(value, language);
  const isNation = removals.area.code === "ID";
  const isOver = bounds.some(({ outcome }) => outcome === "over");
  const verdict = !isOver
    ? said.within
    : waitsFor > 0
      ? said.waits(formatCount(waitsFor, language))
      : said.answered;
  return (
    <Part id={`program-${program.program}`} title={name}>
      <p>
        <span className="tag">{verdict}</span>
      </p>
      <WorkFacts
        rows={[
          ...(program.determined === undefined
            ? []
            : ([[words.lookup.heldAgainst, words.lookup.determined(program.determined)]] as const)),
          ...(isNation ? ([[said.recipients, count(recipients)]] as const) : []),
          [said.leaving, count(leaving)],
          ...(isNation ? ([[said.held, count(held)]] as const) : []),
        ]}
      />
      {program.causes.length === 0 ? null : (
        <CountBars
          bars={program.causes.map(({ cause, words: label, leaving: units }) => ({
            key: cause,
            label: say(label),
            count: units,
          }))}
          unit={said.unit}
          sentence={said.causes(name)}
          withheld={words.moves.withheld}
        />
      )}
      <Regions program={program} />
      {isNation ? <Rules program={program} /> : null}
      {isNation ? <Budget program={program} /> : null}
      <Answers program={program} removals={removals} />
    </Part>
  );
}

function Regions({ program }: { readonly program: RemovalProgram }) {
  const said = useSpeech().words.removals;
  if (program.parts.length === 0) return null;
  return (
    <details>
      <summary>{said.regions}</summary>
      <Table
        caption={said.regions}
        rows={program.parts}
        keyOf={({ region }) => region.code}
        columns={[
          { head: said.region, cell: ({ region }) => region.name },
          { head: said.unit, cell: ({ leaving }) => <Count count={leaving} />, isFigure: true },
        ]}
      />
    </details>
  );
}

function Rules({ program }: { readonly program: RemovalProgram }) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  if (program.rules.length === 0) return null;
  return (
    <details>
      <summary>{said.rules}</summary>
      <Table
        caption={said.rules}
        rows={program.rules}
        keyOf={({ rule }) => rule}
        columns={[
          { head: said.rule, cell: ({ words: rule }) => say(rule) },
          {
            head: said.unit,
            cell: ({ leaving }) => formatCount(leaving, language),
            isFigure: true,
          },
        ]}
      />
    </details>
  );
}

function Budget({ program }: { readonly program: RemovalProgram }) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  const over = program.bounds.filter(({ outcome }) => outcome === "over");
  const shown = over.length > 0 ? over : program.bounds;
  const nation = shown.filter(({ region }) => region === undefined);
  const regions = shown.filter(({ region }) => region !== undefined);
  const more = program.moreBounds;
  return (
    <details open={over.length > 0}>
      <summary>{said.budget}</summary>
      <p className="soft">{said.budgetLead}</p>
      {nation.length === 0 ? null : <Bounds caption={said.budget} bounds={nation} />}
      {regions.length === 0 ? null : (
        <details>
          <summary>
            {words.lookup.overRegions} ({formatCount(regions.length + more, language)})
          </summary>
          <Bounds caption={words.lookup.overRegions} bounds={regions} />
          {more > 0 ? <p className="soft">{said.more(formatCount(more, language))}</p> : null}
        </details>
      )}
      <p className="soft">{shown[0] === undefined ? null : say(shown[0].basis)}</p>
    </details>
  );
}

function Bounds({
  caption,
  bounds,
}: {
  readonly caption: string;
  readonly bounds: readonly RemovalBound[];
}) {
  const { words, say, language } = useSpeech();
  const said = words.removals;
  const whole = (value: number) => formatCount(value, language);
  return (
    <Table<RemovalBound>
      caption={caption}
      rows={bounds}
      keyOf={({ region, cause }) => `${region?.code ?? "ID"} ${cause}`}
      stacks
      columns={[
        { head: said.region, cell: ({ region }) => region?.name ?? said.nation },
        { head: said.cause, cell: ({ words: cause }) => say(cause) },
        {
          head: said.figure,
          cell: ({ permille }) => (permille === null ? <Count count={null} /> : whole(permille)),
          isFigure: true,
        },
        { head: said.bound, cell: ({ bound }) => whole(bound), isFigure: true },
        { head: said.outcome, cell: ({ outcomeWords }) => say(outcomeWords) },
      ]}
    />
  );
}

function Answers({ program, removals }: Given) {
  const { words, language } = useSpeech();
  const said = words.removals;
  return (
    <>
      {program.answers.map(({ by, isMine, reason, at }) => (
        <blockquote key={at} className="gate-words">
          <p>{reason}</p>
          <p className="soft">
            {said.by(isMine ? said.mine : (by ?? said.somebody), formatDay(at, language))}
          </p>
        </blockquote>
      ))}
      {program.mayAnswer ? <AnswerForm program={program} removals={removals} /> : null}
    </>
  );
}

function AnswerForm({ program, removals }: Given) {
  const { words, say } = useSpeech();
  const said = words.removals;
  const [reason, setReason] = useState("");
  const act = useAct("asked", said.answeredSaved);
  const path = `/versions/${removals.version.versionNo}/removals/${program.program}/overrides`;
  return (
    <FoldedForm
      title={said.answer}
      said={say(program.name)}
      act={act}
      save={said.send}
      onSend={() => act.send(path, { reason })}
    >
      <p className="soft">{said.answerLead}</p>
      <Lines
        label={said.reason}
        hint={said.reasonHint}
        required
        minLength={SHORTEST_REASON}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FoldedForm>
  );
}
