import { type TextareaHTMLAttributes, useId } from "react";
import type { Problem } from "#contract/problem.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** Several lines of text under their label, with a hint that is read out with it. */
export function Lines({
  label,
  hint,
  ...input
}: TextareaHTMLAttributes<HTMLTextAreaElement> & {
  readonly label: string;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        {...input}
        id={id}
        rows={3}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
    </div>
  );
}

/** One of a few lists, as a row of choices. */
export function Segments<Value extends string>({
  legend,
  name,
  choices,
  chosen,
  onChoose,
}: {
  readonly legend: string;
  readonly name: string;
  readonly choices: Readonly<Record<Value, string>>;
  readonly chosen: Value | undefined;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <fieldset className="segments">
      <legend>{legend}</legend>
      {(Object.entries(choices) as [Value, string][]).map(([value, label]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            required
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Why an act was refused, and what to do about it. */
export function Refused({ problem }: { readonly problem: Problem | undefined }) {
  const { language } = useSpeech();
  if (problem === undefined) return null;
  return (
    <Notice tone="wrong">
      <p>{language === "id" ? problem.detail_id : problem.detail_en}</p>
      <p className="soft">{problem.remedy}</p>
    </Notice>
  );
}
