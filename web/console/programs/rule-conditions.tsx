import { useState } from "react";
import type { ProgramRule, RuleDraftDraft } from "#contract/rule-drafts.ts";
import { ADDED_KIND_WORDS, ADDED_KINDS } from "#domain/rule-draft.ts";
import { Choice } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { ConditionFields, conditionOf, NO_CONDITION } from "../condition-fields.tsx";
import { Lines } from "../fieldwork/form-parts.tsx";
import { type Mistakes, mistakeAt } from "./rule-editor.tsx";

type Edit = (edits: Partial<RuleDraftDraft["edits"]>) => void;
type Given = {
  readonly rule: ProgramRule;
  readonly draft: RuleDraftDraft;
  readonly onEdit: Edit;
};

/** Rules that end on the day on which the new one begins. */
export function EndedRules({ rule, draft, onEdit }: Given) {
  const { words, say } = useSpeech();
  const { ended } = draft.edits;
  const flip = (id: string) =>
    onEdit({ ended: ended.includes(id) ? ended.filter((one) => one !== id) : [...ended, id] });
  return (
    <details>
      <summary>{words.rules.ended}</summary>
      <ul className="rule-checks">
        {rule.rules
          .filter(({ mayEnd }) => mayEnd)
          .map(({ id, says }) => (
            <li key={id}>
              <label>
                <input type="checkbox" checked={ended.includes(id)} onChange={() => flip(id)} />
                <span>{say(says)}</span>
              </label>
            </li>
          ))}
      </ul>
    </details>
  );
}

/** Open questions of the card that the act answers. */
export function Settled({ rule, draft, onEdit }: Given) {
  const { words, say } = useSpeech();
  const { settled } = draft.edits;
  if (rule.notEstablished.length === 0) return null;
  const flip = (id: string) =>
    onEdit({
      settled: settled.includes(id) ? settled.filter((one) => one !== id) : [...settled, id],
    });
  return (
    <details>
      <summary>{words.rules.settled}</summary>
      <ul className="rule-checks">
        {rule.notEstablished.map((open) => (
          <li key={open.id}>
            <label>
              <input
                type="checkbox"
                checked={settled.includes(open.id)}
                onChange={() => flip(open.id)}
              />
              <span>{say(open)}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

const NO_RULE = {
  kind: "exclusion" as (typeof ADDED_KINDS)[number],
  ...NO_CONDITION,
  says: "",
  tells: "",
  remedy: "",
};

/** One new condition on one fact, with its sentences; longer conditions are written by the API. */
export function AddedRuleForm(given: {
  readonly rule: ProgramRule;
  readonly mistakes: Mistakes;
  readonly onEdit: Edit;
}) {
  const { words, language, say } = useSpeech();
  const said = words.rules;
  const { rule, mistakes, onEdit } = given;
  const [typed, setTyped] = useState(NO_RULE);
  const change = (part: Partial<typeof NO_RULE>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    onEdit({ added: next.fact === "" ? [] : [addedOf(next, rule)] });
  };
  const wrong = (at: string) => mistakeAt(mistakes, `added[0].${at}`, language);
  return (
    <details>
      <summary>{said.added}</summary>
      <div className="rule-fields">
        <ConditionFields
          facts={rule.facts}
          typed={typed}
          onType={change}
          none={said.noFact}
          error={wrong("when")}
        />
        <Choice
          label={said.addedKind}
          value={typed.kind}
          onChange={(kind) => change({ kind: kind as typeof typed.kind })}
        >
          {ADDED_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(ADDED_KIND_WORDS[kind])}
            </option>
          ))}
        </Choice>
        {(["says", "tells", "remedy"] as const).map((part) => (
          <Lines
            key={part}
            label={said[part]}
            {...(typed.fact !== "" && wrong(part) !== undefined ? { hint: wrong(part) ?? "" } : {})}
            maxLength={240}
            value={typed[part]}
            onChange={(event) => change({ [part]: event.target.value })}
          />
        ))}
      </div>
    </details>
  );
}

function addedOf(
  { kind, says, tells, remedy, ...condition }: typeof NO_RULE,
  rule: ProgramRule,
): RuleDraftDraft["edits"]["added"][number] {
  return { kind, when: conditionOf(condition, rule), says, tells, remedy };
}
