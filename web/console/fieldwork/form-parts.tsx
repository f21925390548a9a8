import { Link } from "@tanstack/react-router";
import {
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import type { Problem } from "#contract/problem.ts";
import { Breaking } from "#web/kit/breaking.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { remedyIn } from "#web/kit/remedy.ts";
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
      <p className="soft">{remedyIn(problem, language)}</p>
    </Notice>
  );
}

/** A choice that the form reads by its name; the first entry is no answer yet. */
export function Named({
  label,
  first,
  children,
  ...select
}: SelectHTMLAttributes<HTMLSelectElement> & {
  readonly label: string;
  readonly first: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...(select.value === undefined ? { defaultValue: "" } : {})} {...select} id={id}>
        <option value="">{first}</option>
        {children}
      </select>
    </div>
  );
}

/** What is known of one card, each under its name. */
export function WorkFacts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="work-facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Breaking text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The way from a piece of work to its family's sheet. */
export function FamilyLink(family: { readonly familyId: string; readonly headName: string }) {
  const { words } = useSpeech();
  return (
    <Link to="/keluarga/$familyId" params={{ familyId: family.familyId }}>
      {words.checks.family(family.headName)}
    </Link>
  );
}

/** What was decided, when or for which version, and why. */
export function Outcome(outcome: {
  readonly words: string;
  readonly said: string;
  readonly reason: string;
}) {
  return (
    <p>
      <span className="tag">{outcome.words}</span> {outcome.said}: {outcome.reason}
    </p>
  );
}

/** A reason of at least five letters, kept with the act. */
export function ReasonLines({
  label,
  hint,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <Lines
      label={label}
      hint={hint}
      required
      minLength={5}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
