import type { ProgramRule, RuleDraftDraft } from "#contract/rule-drafts.ts";
import { Field } from "#web/kit/field.tsx";
import { formatCount, formatRupiah } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { type Mistakes, mistakeAt } from "./rule-editor.tsx";

type Term = ProgramRule["terms"][number];
type Given = {
  readonly rule: ProgramRule;
  readonly draft: RuleDraftDraft;
  readonly mistakes: Mistakes;
  readonly onEdit: (edits: Partial<RuleDraftDraft["edits"]>) => void;
};

/** What is changed most stands open; ages, limits and thresholds fold. */
const isFirst = ({ id, kind }: Term): boolean =>
  ["decile", "places", "reserve"].includes(id) || kind === "rupiah";

/** Every number that law sets, each beside what it is now. */
export function RuleTerms(given: Given) {
  const { words } = useSpeech();
  const said = words.rules;
  const { terms } = given.rule;
  const rest = terms.filter((term) => !isFirst(term));
  return (
    <>
      <fieldset className="rule-fields">
        <legend>{said.terms}</legend>
        {terms.filter(isFirst).map((term) => (
          <TermField key={term.id} term={term} {...given} />
        ))}
      </fieldset>
      {rest.length === 0 ? null : (
        <details>
          <summary>{said.otherTerms}</summary>
          <div className="rule-fields">
            {rest.map((term) => (
              <TermField key={term.id} term={term} {...given} />
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function TermField({ term, draft, mistakes, onEdit }: Given & { readonly term: Term }) {
  const { words, language, say } = useSpeech();
  const said = words.rules;
  const { values } = draft.edits;
  const write = (value: number) =>
    term.kind === "rupiah" ? formatRupiah(String(value), language) : formatCount(value, language);
  const change = (text: string) => {
    const { [term.id]: _, ...rest } = values;
    const digits = text.replaceAll(/\D/g, "").slice(0, 9);
    const value = Number(digits);
    onEdit({
      values: digits === "" || value === term.value ? rest : { ...rest, [term.id]: value },
    });
  };
  const range =
    term.kind === "decile"
      ? `, ${said.range(formatCount(term.low, language), formatCount(term.high, language))}`
      : "";
  return (
    <Field
      label={say(term.words)}
      hint={`${said.now(write(term.value))}${range}`}
      error={mistakeAt(mistakes, term.id, language)}
      inputMode="numeric"
      name={term.id}
      placeholder={String(term.value)}
      defaultValue={values[term.id] ?? ""}
      onChange={(event) => change(event.target.value)}
    />
  );
}
