import type { RuleFact } from "#contract/reference.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** One condition on one fact as it is typed. */
export type TypedCondition = { readonly fact: string; readonly from: string; readonly to: string };
export const NO_CONDITION: TypedCondition = { fact: "", from: "", to: "" };

/** Which fact is asked, and between which answers. */
export function ConditionFields(given: {
  readonly facts: readonly RuleFact[];
  readonly typed: TypedCondition;
  readonly onType: (part: Partial<TypedCondition>) => void;
  /** What stands for no fact. */
  readonly none: string;
  readonly error?: string | undefined;
}) {
  const { words, say } = useSpeech();
  const said = words.rules;
  const { facts, typed, onType, none, error } = given;
  return (
    <>
      <Choice label={said.fact} value={typed.fact} onChange={(fact) => onType({ fact })}>
        <option value="">{none}</option>
        {facts.map(({ id, words: name, of }) => (
          <option key={id} value={id}>
            {`${say(name)} (${of === "family" ? said.ofFamily : said.ofPerson})`}
          </option>
        ))}
      </Choice>
      <Field
        label={said.from}
        error={error}
        inputMode="numeric"
        value={typed.from}
        onChange={(event) => onType({ from: event.target.value })}
      />
      <Field
        label={said.to}
        inputMode="numeric"
        value={typed.to}
        onChange={(event) => onType({ to: event.target.value })}
      />
    </>
  );
}

/** The condition in the language of rules; of families, a member's fact is asked of at least one. Numbers that are none are sent as they are: the checker says what is wrong with them. */
export function conditionOf(
  { fact, from, to }: TypedCondition,
  { unit, facts }: { readonly unit: string; readonly facts: readonly RuleFact[] },
): object {
  const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text);
  const test = { fact, between: [number(from), number(to === "" ? from : to)] };
  const isOfMember = unit === "family" && facts.find(({ id }) => id === fact)?.of === "person";
  return isOfMember ? { members: test, atLeast: 1 } : test;
}
