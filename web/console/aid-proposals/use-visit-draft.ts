import { useState } from "react";
import { mintKey } from "#web/kit/ask.ts";
import { useSitting } from "../officer.tsx";

/** What has been filled in of a visit: answers by question, and the number under which it is sent once and for ever. */
export type VisitDraft = {
  readonly key: string;
  readonly answers: Readonly<Record<string, number>>;
};

const EMPTY = (): VisitDraft => ({ key: mintKey(), answers: {} });

function kept(place: string): VisitDraft {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? "") as VisitDraft;
    return typeof found.key === "string" ? found : EMPTY();
  } catch {
    return EMPTY();
  }
}

/** Answers are kept on the device at each one, codes and numbers alone, until they are sent: a dead battery loses nothing. */
export function useVisitDraft(caseId: string): {
  readonly draft: VisitDraft;
  readonly answer: (question: string, value: number | undefined) => void;
  readonly forget: () => void;
} {
  const place = `dtsen-kunjungan ${useSitting().officer.account} ${caseId}`;
  const [draft, setDraft] = useState(() => kept(place));
  const keep = (next: VisitDraft) => {
    localStorage.setItem(place, JSON.stringify(next));
    setDraft(next);
  };
  const answer = (question: string, value: number | undefined) => {
    const { [question]: _before, ...others } = draft.answers;
    keep({ ...draft, answers: value === undefined ? others : { ...others, [question]: value } });
  };
  const forget = () => {
    localStorage.removeItem(place);
    setDraft(EMPTY());
  };
  return { draft, answer, forget };
}
