import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { CrossTable, CrossTableDraft, CrossTableReceipt } from "#contract/cross-tables.ts";
import type { Problem } from "#contract/problem.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { type Answer, ask, mintKey } from "#web/kit/ask.ts";

const PURPOSE = "statistics";
const LOOK_EVERY_MS = 600;

/** Asking for one table after another, and how far the last has come. */
export type TableInHand = {
  readonly problem: Problem | undefined;
  readonly isSending: boolean;
  readonly isAsked: boolean;
  readonly found: UseQueryResult<Answer<CrossTable>>;
  readonly send: (draft: CrossTableDraft) => Promise<void>;
};

/** The key stays while the same question is sent again, so that a lost answer never asks twice. */
export function useTable(done: string): TableInHand {
  const announce = useAnnounce();
  const kept = useRef({ text: "", key: "" });
  const [job, setJob] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const found = useQuery({
    queryKey: ["cross-table", job],
    enabled: job !== undefined,
    queryFn: () => ask<CrossTable>(`/cross-tables/${job}`, { purpose: PURPOSE }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? LOOK_EVERY_MS : false),
  });
  const state = found.data?.ok === true ? found.data.value.state : undefined;
  useEffect(() => {
    if (state === "done") announce(done);
  }, [state, announce, done]);
  const send = async (draft: CrossTableDraft) => {
    const text = JSON.stringify(draft);
    if (kept.current.text !== text) kept.current = { text, key: mintKey() };
    setSending(true);
    const answer = await ask<CrossTableReceipt>("/cross-tables", {
      method: "POST",
      body: draft,
      idempotencyKey: kept.current.key,
    });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) kept.current = { text: "", key: "" };
    setJob(answer.ok ? answer.value.job : undefined);
  };
  return { problem, isSending, isAsked: job !== undefined, found, send };
}

function isUnderWay(answer: Answer<CrossTable> | undefined): boolean {
  return (
    answer?.ok === true && (answer.value.state === "asked" || answer.value.state === "running")
  );
}
