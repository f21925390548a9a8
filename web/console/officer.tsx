import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { Officer } from "#contract/session.ts";
import { type Answer, ask } from "#web/kit/ask.ts";

/** Who is signed in, and for what purpose they open data in this sitting. */
export type Sitting = {
  readonly officer: Officer;
  readonly purpose: string;
  readonly setPurpose: (purpose: string) => void;
};

export const SittingContext = createContext<Sitting | undefined>(undefined);

/** Asked once per sitting; a refusal leads to the sign-in. */
export function useWhoAmI(): UseQueryResult<Answer<Officer>> {
  return useQuery({ queryKey: ["session"], queryFn: () => ask<Officer>("/session") });
}

/** The sitting of the screens inside the shell. */
export function useSitting(): Sitting {
  const sitting = useContext(SittingContext);
  if (sitting === undefined) throw new Error("useSitting stands outside the shell");
  return sitting;
}

/** A read of the API under the officer's purpose; kept while the purpose stays. */
export function useAsked<Value>(path: string): UseQueryResult<Answer<Value>> {
  const { purpose } = useSitting();
  const client = useQueryClient();
  return useQuery({
    queryKey: ["asked", path, purpose],
    queryFn: async () => {
      const answer = await ask<Value>(path, { purpose });
      // A session that has ended shows at the next read: the shell then leads to the sign-in.
      if (!answer.ok && answer.problem.status === 401) client.setQueryData(["session"], answer);
      return answer;
    },
  });
}
