import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { RuleDraftDraft, RulePreviewAnswer } from "#contract/rule-drafts.ts";
import { type Answer, ask } from "#web/kit/ask.ts";

/** Whoever types passes through many numbers; only where they rest is asked. */
const RESTS_MS = 300;

/** What a proposed rule would do; nothing is asked while nothing is changed. */
export function useRulePreview(
  program: string,
  draft: RuleDraftDraft,
  isChanged: boolean,
): UseQueryResult<Answer<RulePreviewAnswer>> {
  const rested = usePause(JSON.stringify(draft));
  return useQuery({
    queryKey: ["rule-preview", program, rested],
    enabled: isChanged,
    placeholderData: keepPreviousData,
    queryFn: () =>
      ask<RulePreviewAnswer>(`/programs/${encodeURIComponent(program)}/rule/preview`, {
        method: "POST",
        body: JSON.parse(rested),
      }),
  });
}

function usePause(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), RESTS_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
