import type { FindingRow } from "#contract/family-sheet.ts";
import { formatDay } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";

/** What visits established since the version, and which weak evidence waits for a person. */
export function Findings({ findings }: { readonly findings: readonly FindingRow[] }) {
  const { words, language, say } = useSpeech();
  if (findings.length === 0) return <p className="soft">{words.family.noFindings}</p>;
  return (
    <ul className="lines">
      {findings.map((finding) => (
        <li key={`${finding.kind} ${finding.on} ${finding.words.id}`}>
          <strong>{say(finding.words)}</strong> · {formatDay(finding.on, language)}{" "}
          <span className="tag">{say(finding.state)}</span>
          {finding.dueOn === undefined ? null : words.home.due(formatDay(finding.dueOn, language))}
        </li>
      ))}
    </ul>
  );
}
