import type { Evaluation } from "#contract/evaluations.ts";
import { BALANCED_WORDS } from "#domain/evaluation.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useFigures } from "./figures.ts";

const SEEN = 0.05;
const UNEVEN = 0.01;

/** Whether the two sides may be laid beside each other at all, in sentences. */
export function SoundnessPart({ evaluation }: { readonly evaluation: Evaluation }) {
  const { words, say } = useSpeech();
  const said = words.evaluation;
  const { difference, count } = useFigures();
  const { density, outcomes, others, balance, lines, takeUp } = evaluation;
  const anew = outcomes.find(({ id }) => id === "seen-anew")?.found ?? undefined;
  const jumping = others.filter(({ found }) => found !== null && found.adjusted < SEEN);
  const unlike = balance.filter(({ found }) => found !== null && found.adjusted < SEEN);
  const heaped = density === null ? "unknown" : density.isSound ? "sound" : "heaped";
  const asked = anew === undefined ? undefined : difference("seen-anew", anew.effect);
  const isUneven = anew !== undefined && anew.chance < UNEVEN;
  return (
    <Part id="sound" title={said.sound}>
      <ul className="evaluation-lines">
        <li>{said.density[heaped]}</li>
        <li>
          {asked === undefined
            ? said.anew.unknown
            : isUneven
              ? said.anew.uneven(asked)
              : said.anew.same(asked)}
        </li>
        <li>
          {unlike.length === 0
            ? said.balanced
            : said.unbalanced(unlike.map(({ id }) => say(BALANCED_WORDS[id])).join(", "))}
        </li>
        <li>
          {jumping.length === 0
            ? said.alone
            : said.jumping(jumping.map(({ name }) => say(name)).join(", "))}
        </li>
      </ul>
      <dl className="evaluation-counts">
        {lines.map(({ kind, regencies, inside, outside }) => (
          <div key={kind}>
            <dt>{`${said.lines[kind]}, ${said.regencies(count(regencies))}`}</dt>
            <dd>{`${count(inside)} : ${count(outside)}`}</dd>
          </div>
        ))}
        <div>
          <dt>{said.determined}</dt>
          <dd>{count(takeUp.determined)}</dd>
        </div>
        <div>
          <dt>{said.paid}</dt>
          <dd>
            {takeUp.paid === null
              ? said.notReported
              : `${count(takeUp.paid.inside)} : ${count(takeUp.paid.outside)}`}
          </dd>
        </div>
      </dl>
    </Part>
  );
}
