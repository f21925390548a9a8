import { Link } from "@tanstack/react-router";
import type { ProgramOnCard } from "#contract/programs.ts";
import { formatDay } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { RuleLines } from "./rule-lines.tsx";

/** Rules that two people put into force, each by its day and act; and the way to propose another. */
export function AmendedPart({ program }: { readonly program: ProgramOnCard }) {
  const { words, language } = useSpeech();
  const said = words.rules;
  const { id, rules, amended = [] } = program;
  if (rules === undefined) return null;
  return (
    <Part id="amended" title={said.amended} lead={said.amendedLead}>
      {amended.map(({ validFrom, legalBasis, lines }) => (
        <div key={validFrom}>
          <h3>{said.fromDay(formatDay(validFrom, language))}</h3>
          <p className="origin">{legalBasis}</p>
          <RuleLines lines={lines} />
        </div>
      ))}
      <p>
        <Link to="/program/$programId/aturan" params={{ programId: id }} className="button">
          {said.open}
        </Link>
      </p>
    </Part>
  );
}
