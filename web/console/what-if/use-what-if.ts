import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { WhatIfAnswer, WhatIfTermsDraft } from "#contract/what-if.ts";
import { type Answer, ask } from "#web/kit/ask.ts";

export const PURPOSE = "statistics";
/** A slider moves through many places; only where it rests is asked. */
const RESTS_MS = 300;

/** The answer to the terms in hand; the one before stays in sight until the next is here. */
export function useWhatIf(terms: WhatIfTermsDraft): UseQueryResult<Answer<WhatIfAnswer>> {
  const path = usePause(pathOf(terms));
  return useQuery({
    queryKey: ["what-if", path],
    placeholderData: keepPreviousData,
    queryFn: () => ask<WhatIfAnswer>(path, { purpose: PURPOSE }),
  });
}

function pathOf(terms: WhatIfTermsDraft): string {
  const entries = Object.entries(terms).map(([key, value]) => [key, String(value)]);
  return `/what-if?${new URLSearchParams(Object.fromEntries(entries))}`;
}

function usePause(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), RESTS_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
