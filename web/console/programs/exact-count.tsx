import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { RuleCountState, RuleDraftDraft } from "#contract/rule-drafts.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { RuleCounts } from "./rule-counts.tsx";

const LOOK_EVERY_MS = 1500;
const isUnderWay = (state: string | undefined): boolean => state === "asked" || state === "running";

/** Has the typed rule counted over every family, shows how that stands, and the figures once they are there. */
export function ExactCount({
  program,
  draft,
}: {
  readonly program: string;
  readonly draft: RuleDraftDraft;
}) {
  const said = useSpeech().words.rules;
  const text = JSON.stringify([draft.basis.effectiveOn, draft.edits]);
  const [asked, setAsked] = useState<{ readonly text: string; readonly number: number }>();
  const act = useAct("rule-count", said.exactSaved);
  const send = async () => {
    const path = `/programs/${encodeURIComponent(program)}/rule/counts`;
    const answer = await act.send<RuleCountState>(path, draft);
    if (answer !== undefined) setAsked({ text, number: answer.number });
  };
  // What was counted before the rule was typed on is not what stands there now.
  const number = asked?.text === text ? asked.number : undefined;
  const button = (
    <button type="button" className="button" disabled={act.isSending} onClick={() => void send()}>
      {said.exactly}
    </button>
  );
  return (
    <section aria-label={said.exactTitle}>
      {number === undefined ? (
        <>
          <p className="soft">{said.exactLead}</p>
          <Refused problem={act.problem} />
          {button}
        </>
      ) : (
        <Standing number={number} again={button} />
      )}
    </section>
  );
}

function Standing({
  number,
  again,
}: {
  readonly number: number;
  /** Where the count stopped, it is asked for once more. */
  readonly again: ReactNode;
}) {
  const { words, say } = useSpeech();
  const said = words.rules;
  const query = useQuery({
    queryKey: ["rule-count", number],
    queryFn: (): Promise<Answer<RuleCountState>> => ask<RuleCountState>(`/rule-counts/${number}`),
    refetchInterval: ({ state }) =>
      state.data?.ok === true && !isUnderWay(state.data.value.state) ? false : LOOK_EVERY_MS,
  });
  if (query.data?.ok === false) return <Refused problem={query.data.problem} />;
  const found = query.data?.value;
  if (found?.counted !== undefined)
    return (
      <>
        <h4>{said.exactTitle}</h4>
        <RuleCounts counted={found.counted} />
      </>
    );
  if (found?.problem !== undefined)
    return (
      <>
        <Notice tone="wrong">
          <p>{say(found.problem)}</p>
        </Notice>
        {again}
      </>
    );
  return <p className="busy">{found?.state === "running" ? said.exactRuns : said.exactWaits}</p>;
}
