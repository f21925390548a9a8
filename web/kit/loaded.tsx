import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Answer } from "./ask.ts";
import { Notice } from "./notice.tsx";
import { remedyIn } from "./remedy.ts";
import { useSpeech } from "./words/language.tsx";

/** Shows what was asked for, or that it is on its way, or why it is refused and what to do. */
export function Loaded<Value>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Answer<Value>>;
  readonly children: (value: Value) => ReactNode;
}) {
  const { words, language } = useSpeech();
  if (query.data === undefined) {
    return (
      <p className="busy" role="status">
        {words.common.loading}
      </p>
    );
  }
  if (query.data.ok) return children(query.data.value);
  const { problem } = query.data;
  return (
    <Notice tone="wrong" title={words.common.problem}>
      <p>{language === "id" ? problem.detail_id : problem.detail_en}</p>
      <p className="soft">{remedyIn(problem, language)}</p>
      <button type="button" className="button" onClick={() => void query.refetch()}>
        {words.common.retry}
      </button>
    </Notice>
  );
}
