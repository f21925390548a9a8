import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CrisisWork, CrisisWorked } from "#contract/crises.ts";
import type { Problem } from "#contract/problem.ts";
import { ask, mintKey } from "#web/kit/ask.ts";
import { useSitting } from "../officer.tsx";
import { useCrisisPurpose } from "./use-crisis.ts";

type Refusal = { readonly act: CrisisWork; readonly said: CrisisWorked["answers"][number] };

export type Outbox = {
  /** Acts that wait on this phone: numbers of rows and codes, no names. */
  readonly waiting: readonly CrisisWork[];
  readonly refusals: readonly Refusal[];
  readonly problem: Problem | undefined;
  readonly add: (act: Omit<CrisisWork, "id">) => void;
  readonly send: () => Promise<void>;
  readonly dismiss: (id: string) => void;
};

const AT_ONCE = 50;
const TRY_EVERY_MS = 20_000;

function kept(place: string): CrisisWork[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "[]") as CrisisWork[];
  } catch {
    return [];
  }
}

/** Acts of the field are kept before they are sent, each with its own number: a lost answer never acts twice. */
export function useOutbox(crisisNo: string): Outbox {
  const place = `dtsen-darurat ${useSitting().officer.account} ${crisisNo}`;
  const purpose = useCrisisPurpose();
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(() => kept(place));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const isSending = useRef(false);

  const keep = useCallback(
    (acts: CrisisWork[]) => {
      localStorage.setItem(place, JSON.stringify(acts));
      setWaiting(acts);
    },
    [place],
  );
  const send = useCallback(async () => {
    const acts = kept(place).slice(0, AT_ONCE);
    if (isSending.current || acts.length === 0) return;
    isSending.current = true;
    const answer = await ask<CrisisWorked>(`/crises/${crisisNo}/work`, {
      method: "POST",
      body: { acts },
      purpose,
    });
    isSending.current = false;
    // Without a connection nothing is wrong: it is tried again.
    setProblem(answer.ok || answer.problem.status === 0 ? undefined : answer.problem);
    if (!answer.ok) return;
    const answers = new Map(answer.value.answers.map((said) => [said.id, said]));
    keep(kept(place).filter(({ id }) => !answers.has(id)));
    const refused = acts.flatMap((act) => {
      const said = answers.get(act.id);
      return said === undefined || said.code === "done" ? [] : [{ act, said }];
    });
    setRefusals((before) => [...before, ...refused]);
    await client.invalidateQueries({ queryKey: ["crises"] });
  }, [client, crisisNo, keep, place, purpose]);

  useEffect(() => {
    const tryAgain = () => void send();
    tryAgain();
    window.addEventListener("online", tryAgain);
    const timer = setInterval(tryAgain, TRY_EVERY_MS);
    return () => {
      window.removeEventListener("online", tryAgain);
      clearInterval(timer);
    };
  }, [send]);

  const add = (act: Omit<CrisisWork, "id">) => {
    keep([...kept(place), { ...act, id: mintKey() }]);
    void send();
  };
  const dismiss = (id: string) =>
    setRefusals((before) => before.filter(({ act }) => act.id !== id));
  return { waiting, refusals, problem, add, send, dismiss };
}
