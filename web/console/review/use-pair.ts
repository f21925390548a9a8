import {
  type QueryClient,
  queryOptions,
  type UseQueryResult,
  useQuery,
} from "@tanstack/react-query";
import type { ReviewPair } from "#contract/identity-reviews.ts";
import { type Answer, ask } from "#web/kit/ask.ts";

/** Read once: the two records of a pair do not change while somebody looks at them. */
const pairOptions = (pairId: string) =>
  queryOptions({
    queryKey: ["review-pair", pairId],
    queryFn: (): Promise<Answer<ReviewPair>> => ask<ReviewPair>(`/identity-reviews/${pairId}`),
    staleTime: 10 * 60_000,
  });

/** One pair with everything that is needed to decide on it; nothing is asked while there is none. */
export function usePair(pairId: string | undefined): UseQueryResult<Answer<ReviewPair>> {
  return useQuery({ ...pairOptions(pairId ?? ""), enabled: pairId !== undefined });
}

/** Reads a pair before it is its turn, so that it appears without a wait. */
export function keepPairReady(client: QueryClient, pairId: string): void {
  void client.prefetchQuery(pairOptions(pairId));
}

/** The names on both records, the list's first. */
export function namesOf({ fields }: ReviewPair): readonly [string | undefined, string | undefined] {
  const name = fields.find(({ field }) => field === "name");
  return [name?.left?.id, name?.right?.id];
}
