import type { ProgramOnCard } from "#contract/programs.ts";
import { formatDay } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The rules of the day in words, each with its law; then those that no act confirms. */
export function RulesPart({ program }: { readonly program: ProgramOnCard }) {
  const { words, language, say } = useSpeech();
  const said = words.programs;
  const { rules, rulesOn, rulesetId, unconfirmed = [] } = program;
  if (rules === undefined || rulesOn === undefined || rulesetId === undefined) return null;
  return (
    <Part id="rules" title={said.rules} lead={said.rulesLead(formatDay(rulesOn, language))}>
      <Table
        caption={said.rules}
        rows={rules}
        keyOf={({ id }) => id}
        stacks
        columns={[
          { head: said.rules, cell: (rule) => say(rule.says) },
          { head: said.kind, cell: ({ kind }) => said.kinds[kind] },
          { head: said.legalBasis, cell: ({ legalBasis }) => legalBasis },
        ]}
      />
      <p className="origin">{said.ruleset(rulesetId)}</p>
      {unconfirmed.length === 0 ? null : (
        <>
          <h3>{said.unconfirmed}</h3>
          <ul className="said-lines">
            {unconfirmed.map((rule) => (
              <li key={rule.id}>
                {say(rule.says)} <span className="origin">{say(rule.source)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}
