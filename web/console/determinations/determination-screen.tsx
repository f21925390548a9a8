import { Link, useParams } from "@tanstack/react-router";
import type { Determination } from "#contract/determinations.ts";
import { CountBars } from "#web/kit/count-bars.tsx";
import { formatCount, formatDay, formatRupiah } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { HandOver } from "../candidates/hand-over.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { AnswerForms } from "./answer-forms.tsx";

const OUTCOMES = ["recipient", "review", "reserve", "eligibleNoQuota", "ineligible"] as const;

/** One determination whole: counts, what it rests on, what was said, and the second person's answer. */
export function DeterminationScreen() {
  const { words, say } = useSpeech();
  const said = words.determinations;
  const { number } = useParams({ from: "/inside/penetapan/$number" });
  const found = useAsked<Determination>(`/determinations/${number}`);
  const name = found.data?.ok ? say(found.data.value.programWords) : "…";
  return (
    <Page title={`${said.open(Number(number))}: ${name}`}>
      <Loaded query={found}>{(one) => <Whole one={one} />}</Loaded>
    </Page>
  );
}

type Given = { readonly one: Determination };

function Whole({ one }: Given) {
  const { words, say, language } = useSpeech();
  const said = words.determinations;
  const { officer } = useSitting();
  const outcomeOf = useOutcomeWords(one);
  const { may } = one;
  const isMine = one.words.some(({ state, isMine: is }) => state === "proposed" && is);
  return (
    <>
      <p>
        <span className="tag">{say(one.stateWords)}</span>{" "}
        {`${say(one.kindWords)}, ${said.version.toLowerCase()} ${one.version.label}`}
      </p>
      {one.state === "proposed" && isMine && !may.answer ? <p>{said.own}</p> : null}
      <AnswerForms one={one} />
      <Part id="counts" title={said.counts}>
        <CountBars
          bars={OUTCOMES.map((outcome) => ({
            key: outcome,
            label: outcomeOf(outcome),
            count: one.counts[outcome],
          }))}
          unit={said.units[one.unit]}
          sentence={said.chart(say(one.programWords))}
          withheld={said.withheld}
        />
        <p>{said.amount(formatRupiah(one.amountRupiah, language), say(one.phase))}</p>
      </Part>
      <Regencies one={one} />
      {may.letter ? <Letter one={one} /> : null}
      {one.kind === "candidates" && officer.may.determine ? <HandOver one={one} /> : null}
      <Said one={one} />
      <Basis one={one} />
    </>
  );
}

/** Recipients are candidates as long as another institution determines. */
function useOutcomeWords({ kind }: Determination) {
  const said = useSpeech().words.determinations;
  return (outcome: (typeof OUTCOMES)[number]) =>
    outcome === "recipient" && kind === "candidates" ? said.candidates : said.outcomes[outcome];
}

function Regencies({ one }: Given) {
  const { words, language } = useSpeech();
  const outcomeOf = useOutcomeWords(one);
  const said = words.determinations;
  return (
    <Part id="regencies" title={said.regencies}>
      <Table
        caption={said.regencies}
        rows={one.regencies}
        keyOf={({ code }) => code}
        stacks
        columns={[
          { head: said.regency, cell: ({ name }) => name },
          ...OUTCOMES.map((outcome) => ({
            head: outcomeOf(outcome),
            isFigure: true,
            cell: (row: Determination["regencies"][number]) => {
              const count = row[outcome];
              return count === null ? said.withheld : formatCount(count, language);
            },
          })),
        ]}
      />
    </Part>
  );
}

function Letter({ one }: Given) {
  const { words } = useSpeech();
  const said = words.determinations;
  const at = (area: string) => `/api/v1/determinations/${one.number}/letter?area=${area}`;
  const parts = one.regencies.filter(({ recipient }) => recipient !== 0);
  return (
    <Part id="letter" title={said.letter} lead={said.letterLead}>
      <ul className="plain-list">
        <li>
          <a className="button" href={at("ID")} download>
            {said.letterAll}
          </a>
        </li>
        {parts.length < 2
          ? null
          : parts.map(({ code, name }) => (
              <li key={code}>
                <a href={at(code)} download>
                  {said.letterOf(name)}
                </a>
              </li>
            ))}
      </ul>
      <p>
        <a href={one.verifyAt}>{said.verify}</a>
      </p>
      {one.may.recordDecree ? (
        <p>
          <Link to="/versi/$versionNo" params={{ versionNo: String(one.version.versionNo) }}>
            {said.decreeHere}
          </Link>
        </p>
      ) : null}
    </Part>
  );
}

function Said({ one }: Given) {
  const { words, say, language } = useSpeech();
  const said = words.determinations;
  return (
    <Part id="said" title={said.said}>
      {one.words.map((word) => (
        <blockquote key={`${word.state} ${word.at}`} className="gate-words">
          <p>
            {say(word.stateWords)}
            {word.reason === undefined ? "" : `: ${word.reason}`}
          </p>
          {word.decree === undefined ? null : (
            <p>{said.decree(word.decree, formatDay(word.signedOn ?? word.at, language))}</p>
          )}
          <p className="soft">
            {said.saidBy(
              word.isMine ? said.mine : (word.by ?? said.somebody),
              formatDay(word.at, language),
            )}
          </p>
        </blockquote>
      ))}
    </Part>
  );
}

function Basis({ one }: Given) {
  const { words, say } = useSpeech();
  const said = words.determinations;
  const short = (digest: string) => digest.slice(0, 16);
  return (
    <Part id="basis" title={said.basis}>
      <WorkFacts
        rows={[
          [said.determiner, say(one.determiner)],
          [said.ruleset, one.rulesetId],
          [said.outcomeFile, short(one.outcomeSha256)],
          [
            said.quotas,
            `${short(one.quotasSha256)}${one.quotasAreExample ? ` (${said.quotasExample})` : ""}`,
          ],
          [said.drawKey, one.drawKey],
        ]}
      />
    </Part>
  );
}
