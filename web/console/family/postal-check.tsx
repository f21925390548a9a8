import { useState } from "react";
import type { CardHolders } from "#contract/holder-changes.ts";
import {
  COLLECTOR_WORDS,
  COLLECTORS,
  type Collector,
  HOME_REASON_WORDS,
  HOME_REASONS,
  type HomeReason,
  mayCollect,
  POSTAL_PAPER_WORDS,
  POSTAL_PAPERS,
  POSTAL_REFUSAL_WORDS,
  type PostalAnswer,
  type PostalPaper,
} from "#domain/postal-collection.ts";
import type { Words } from "#domain/words.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";

/** The rule of the counter, tried on whoever comes: reckoned here, nothing is sent or kept. */
export function PostalCheck({ post }: { readonly post: NonNullable<CardHolders["post"]> }) {
  const { words, say } = useSpeech();
  const said = words.holders;
  const [collector, setCollector] = useState<Collector | "">("");
  const [papers, setPapers] = useState<readonly PostalPaper[]>([...POSTAL_PAPERS]);
  const [home, setHome] = useState<readonly HomeReason[]>(post.isElderly ? ["elderly"] : []);
  const { holder, otherAdults } = post;
  const visit = { on: dayHere(), papers, holder, otherAdults, home };
  return (
    <details className="fold no-print">
      <summary>{said.post}</summary>
      <p className="soft">{said.postLead}</p>
      <Named
        label={said.comes}
        name="collector"
        first={words.cases.choose}
        value={collector}
        onChange={({ target }) => setCollector(target.value as Collector | "")}
      >
        {COLLECTORS.map((one) => (
          <option key={one} value={one}>
            {say(COLLECTOR_WORDS[one])}
          </option>
        ))}
      </Named>
      <Ticks
        legend={said.brings}
        choices={POSTAL_PAPERS}
        words={POSTAL_PAPER_WORDS}
        ticked={papers}
        onTick={setPapers}
      />
      <Ticks
        legend={said.home}
        choices={HOME_REASONS}
        words={HOME_REASON_WORDS}
        ticked={home}
        onTick={setHome}
      />
      {collector === "" ? null : <Answer answer={mayCollect({ ...visit, collector })} />}
    </details>
  );
}

function Ticks<Choice extends string>({
  legend,
  choices,
  words,
  ticked,
  onTick,
}: {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly words: Readonly<Record<Choice, Words>>;
  readonly ticked: readonly Choice[];
  readonly onTick: (ticked: readonly Choice[]) => void;
}) {
  const { say } = useSpeech();
  return (
    <fieldset className="segments">
      <legend>{legend}</legend>
      {choices.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={ticked.includes(one)}
            onChange={({ target }) =>
              onTick(target.checked ? [...ticked, one] : ticked.filter((each) => each !== one))
            }
          />
          <span>{say(words[one])}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Answer({ answer }: { readonly answer: PostalAnswer }) {
  const { words, say } = useSpeech();
  const said = words.holders;
  if (answer.may)
    return (
      <Notice tone="good" title={answer.atHome ? said.mayHome : said.may}>
        {said.basis}: {answer.legalBasis}
      </Notice>
    );
  const { reason, remedy } = POSTAL_REFUSAL_WORDS[answer.problem];
  const missing = answer.missing.map((paper) => say(POSTAL_PAPER_WORDS[paper])).join(", ");
  return (
    <Notice tone="attention" title={say(reason)}>
      {missing === "" ? "" : `${said.missing}: ${missing}. `}
      {say(remedy)}
    </Notice>
  );
}
