import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TickReceipt } from "#contract/book-sessions.ts";
import { useAnnounce } from "#web/kit/announce.tsx";
import { ask, mintKey } from "#web/kit/ask.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { dropTicks, keepTick, type Tick, waitingTicks } from "./outbox.ts";
import { BOOK_PURPOSE } from "./use-book.ts";

/** Ticks of a session: kept on the phone first, sent when there is a line, forgotten when the server has them. */
export function useTicks(sessionNo: string) {
  const { words } = useSpeech();
  const account = useSitting().officer.account;
  const client = useQueryClient();
  const announce = useAnnounce();
  const [waiting, setWaiting] = useState(() => waitingTicks(localStorage, account, sessionNo));
  const isSending = useRef(false);
  const send = useCallback(async () => {
    const ticks = waitingTicks(localStorage, account, sessionNo).slice(0, 200);
    if (ticks.length === 0 || isSending.current) return;
    isSending.current = true;
    const answer = await ask<TickReceipt>(`/book/sessions/${sessionNo}/ticks`, {
      method: "POST",
      body: { ticks },
      purpose: BOOK_PURPOSE,
    });
    isSending.current = false;
    if (!answer.ok) return;
    dropTicks(localStorage, account, sessionNo, ticks);
    setWaiting(waitingTicks(localStorage, account, sessionNo));
    announce(words.book.sent);
    await client.invalidateQueries({ queryKey: ["book"] });
  }, [account, sessionNo, client, announce, words]);
  useEffect(() => {
    void send();
    const again = () => void send();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [send]);
  const tick = useCallback(
    (said: Omit<Tick, "id">) => {
      keepTick(localStorage, account, sessionNo, { id: mintKey(), ...said });
      setWaiting(waitingTicks(localStorage, account, sessionNo));
      void send();
    },
    [account, sessionNo, send],
  );
  return { waiting, tick, send };
}
