import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Problem } from "#contract/problem.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { ask, mintKey } from "#web/kit/ask.ts";

/** Sends one file, keeps its refusal, and loads the list again when it was kept. */
export type Upload = {
  readonly problem: Problem | undefined;
  readonly isSending: boolean;
  readonly send: (path: string, file: File) => Promise<boolean>;
};

/** The key stays while the same file is sent again, so that a lost answer never keeps it twice. */
export function useUpload(list: string, saved: string): Upload {
  const client = useQueryClient();
  const announce = useAnnounce();
  const kept = useRef({ said: "", key: "" });
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const send = async (path: string, file: File): Promise<boolean> => {
    setSending(true);
    const sha256 = await digestOf(file);
    const said = `${path} ${sha256 ?? `${file.name} ${file.size} ${file.lastModified}`}`;
    if (kept.current.said !== said) kept.current = { said, key: mintKey() };
    const answer = await ask<object>(path, {
      method: "POST",
      file,
      idempotencyKey: kept.current.key,
      ...(sha256 === undefined ? {} : { sha256 }),
    });
    setSending(false);
    setProblem(answer.ok ? undefined : answer.problem);
    if (!answer.ok) return false;
    kept.current = { said: "", key: "" };
    announce(saved);
    await client.invalidateQueries({ queryKey: [list] });
    await client.invalidateQueries({ queryKey: ["asked"] });
    return true;
  };
  return { problem, isSending, send };
}

/** Taken before the file travels; browsers do it on secure pages alone. */
async function digestOf(file: Blob): Promise<string | undefined> {
  if (globalThis.crypto.subtle === undefined) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
