import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { ask, mintKey } from "#web/kit/ask.ts";

/** Sends one act, keeps its refusal, and loads the list again when it was done. */
export type Act = {
  readonly problem: Problem | undefined;
  readonly isSending: boolean;
  /** What the server answered, or undefined where it refused. */
  readonly send: <Value extends object>(path: string, body: object) => Promise<Value | undefined>;
};

/** The key stays while the same thing is sent again, so that a lost answer never acts twice. */
export function useAct(list: string, saved: string, purpose?: string): Act {
  const client = useQueryClient();
  const announce = useAnnounce();
  const kept = useRef({ text: "", key: "" });
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const send = async <Value extends object>(
    path: string,
    body: object,
  ): Promise<Value | undefined> => {
    const text = JSON.stringify([path, body]);
    if (kept.current.text !== text) kept.current = { text, key: mintKey() };
    setSending(true);
    const answer = await ask<Value>(path, {
      method: "POST",
      body,
      idempotencyKey: kept.current.key,
      ...(purpose === undefined ? {} : { purpose }),
    });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return undefined;
    kept.current = { text: "", key: "" };
    announce(saved);
    await client.invalidateQueries({ queryKey: [list] });
    // A family sheet or the home may show what was just done.
    await client.invalidateQueries({ queryKey: ["asked"] });
    return answer.value;
  };
  return { problem, isSending, send };
}
