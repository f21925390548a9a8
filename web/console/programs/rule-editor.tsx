import { useState } from "react";
import type { ProgramRule, RuleDraftDraft, RuleProposed } from "#contract/rule-drafts.ts";
import { RULE_ACT_WORDS, RULE_ACTS, type RuleAct, type RuleMistake } from "#domain/rule-draft.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { ExactCount } from "./exact-count.tsx";
import { AddedRuleForm, EndedRules, Settled } from "./rule-conditions.tsx";
import { RuleConsequences } from "./rule-consequences.tsx";
import { RuleTerms } from "./rule-term-fields.tsx";
import { useRulePreview } from "./use-rule-preview.ts";

export type Mistakes = readonly RuleMistake[];

/** What is wrong at a place of the rule, in words, or nothing. */
export const mistakeAt = (mistakes: Mistakes, at: string, language: "id" | "en") =>
  mistakes.find((one) => one.at === at)?.says[language];

const emptyDraft = ({ firstDay }: ProgramRule): RuleDraftDraft => ({
  basis: { kind: "keputusan-menteri", number: "", signedOn: "", effectiveOn: firstDay },
  edits: { values: {}, ended: [], added: [], settled: [] },
});

const hasEdits = ({ edits: { values, ended, added } }: RuleDraftDraft): boolean =>
  Object.keys(values).length + ended.length + added.length > 0;

/** The rule in force as typed fields; what follows from every change stands beside them before anything is kept. */
export function RuleEditor({ rule }: { readonly rule: ProgramRule }) {
  const { words } = useSpeech();
  const said = words.rules;
  const [draft, setDraft] = useState(() => emptyDraft(rule));
  const [isAsked, setAsked] = useState(false);
  const act = useAct("asked", said.proposed);
  const isChanged = hasEdits(draft);
  const preview = useRulePreview(rule.id, draft, isChanged);
  const found = isChanged && preview.data?.ok ? preview.data.value : undefined;
  const mistakes = (found?.mistakes ?? []).filter(
    ({ at }) => isAsked || !at.startsWith("basis.") || at === "basis.effectiveOn",
  );
  const edit = (edits: Partial<RuleDraftDraft["edits"]>) =>
    setDraft({ ...draft, edits: { ...draft.edits, ...edits } });
  const send = async () => {
    setAsked(true);
    const path = `/programs/${encodeURIComponent(rule.id)}/rule/drafts`;
    const made = await act.send<RuleProposed>(path, draft);
    if (made !== undefined) setDraft(emptyDraft(rule));
  };
  return (
    <form
      className="rule-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <RuleTerms rule={rule} draft={draft} mistakes={mistakes} onEdit={edit} />
      <EndedRules rule={rule} draft={draft} onEdit={edit} />
      <AddedRuleForm rule={rule} mistakes={mistakes} onEdit={edit} />
      <Settled rule={rule} draft={draft} onEdit={edit} />
      <RuleConsequences isChanged={isChanged} query={preview} />
      {isChanged && mistakes.length === 0 ? <ExactCount program={rule.id} draft={draft} /> : null}
      <Basis
        rule={rule}
        draft={draft}
        mistakes={mistakes}
        onChange={(basis) => setDraft({ ...draft, basis })}
      />
      <Refused problem={act.problem} />
      <button type="submit" className="button button-main" disabled={act.isSending || !isChanged}>
        {said.propose}
      </button>
    </form>
  );
}

function Basis({
  rule,
  draft: { basis },
  mistakes,
  onChange,
}: {
  readonly rule: ProgramRule;
  readonly draft: RuleDraftDraft;
  readonly mistakes: Mistakes;
  readonly onChange: (basis: RuleDraftDraft["basis"]) => void;
}) {
  const { words, language } = useSpeech();
  const said = words.rules;
  const wrong = (of: string) => mistakeAt(mistakes, `basis.${of}`, language);
  return (
    <fieldset className="rule-fields">
      <legend>{said.act}</legend>
      <Choice
        label={said.kind}
        value={basis.kind}
        onChange={(kind) => onChange({ ...basis, kind: kind as RuleAct })}
      >
        {RULE_ACTS.map((kind) => (
          <option key={kind} value={kind}>
            {RULE_ACT_WORDS[kind][language]}
          </option>
        ))}
      </Choice>
      <Field
        label={said.number}
        hint={said.numberHint}
        error={wrong("number")}
        required
        maxLength={120}
        value={basis.number}
        onChange={(event) => onChange({ ...basis, number: event.target.value })}
      />
      <Field
        label={said.signedOn}
        error={wrong("signedOn")}
        type="date"
        required
        value={basis.signedOn}
        onChange={(event) => onChange({ ...basis, signedOn: event.target.value })}
      />
      <Field
        label={said.effectiveOn}
        error={wrong("effectiveOn")}
        type="date"
        required
        min={rule.firstDay}
        value={basis.effectiveOn}
        onChange={(event) => onChange({ ...basis, effectiveOn: event.target.value })}
      />
    </fieldset>
  );
}
