import { type FormEvent, useState } from "react";
import type { CrossTableDraft } from "#contract/cross-tables.ts";
import type { RegionFigure } from "#contract/home.ts";
import type { VersionSummary } from "#contract/versions.ts";
import { levelsOf, TABLE_VARIABLES, type TableMeasure, tierOfArea } from "#domain/cross-table.ts";
import { FIELD_GROUP_WORDS } from "#domain/names-of-things.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";

type Rows = "own" | "below";

/** What is counted, where and by what; the question is sent whole. */
export function QuestionForm(given: {
  readonly versions: readonly VersionSummary[];
  readonly regions: readonly Pick<RegionFigure, "code" | "name">[];
  readonly isSending: boolean;
  readonly onAsk: (draft: CrossTableDraft) => void;
}) {
  const { words } = useSpeech();
  const said = words.tables;
  const [version, setVersion] = useState(String(given.versions[0]?.versionNo ?? ""));
  const [chosen, setChosen] = useState(given.regions[0]?.code ?? "");
  const [code, setCode] = useState("");
  const [rows, setRows] = useState<Rows>("below");
  const [measure, setMeasure] = useState<TableMeasure>("families");
  const [first, setFirst] = useState("decile_national");
  const [second, setSecond] = useState("");
  const area = code.replaceAll(".", "").trim() || chosen;
  const tier = tierOfArea(area);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (tier === undefined) return;
    const levels = levelsOf(tier);
    given.onAsk({
      versionNo: Number(version),
      area,
      level: levels[rows === "below" ? levels.length - 1 : 0] ?? tier,
      variables: second === "" || second === first ? [first] : [first, second],
      measure,
    });
  };
  return (
    <form onSubmit={submit} className="question">
      <Choice label={said.version} value={version} onChange={setVersion}>
        {given.versions.map(({ versionNo, label }) => (
          <option key={versionNo} value={versionNo}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice label={said.area} value={chosen} onChange={setChosen}>
        {given.regions.map((region) => (
          <option key={region.code} value={region.code}>
            {region.name}
          </option>
        ))}
      </Choice>
      <Field
        label={said.code}
        hint={said.codeHint}
        error={tier === undefined ? said.codeWrong : undefined}
        value={code}
        inputMode="numeric"
        maxLength={13}
        onChange={(event) => setCode(event.target.value)}
      />
      <Segments
        legend={said.rows}
        name="rows"
        choices={said.rowChoices}
        chosen={rows}
        onChoose={setRows}
      />
      <Segments
        legend={said.measure}
        name="measure"
        choices={said.measures}
        chosen={measure}
        onChoose={(chosenMeasure) => {
          setMeasure(chosenMeasure);
          if (chosenMeasure === "families") {
            if (!isOffered(first, "families")) setFirst("decile_national");
            if (!isOffered(second, "families")) setSecond("");
          }
        }}
      />
      <VariableChoice label={said.first} value={first} measure={measure} onChange={setFirst} />
      <VariableChoice
        label={said.second}
        value={second}
        measure={measure}
        onChange={setSecond}
        isOptional
      />
      <button type="submit" className="button button-main" disabled={given.isSending}>
        {said.count}
      </button>
    </form>
  );
}

const offered = (measure: TableMeasure) =>
  TABLE_VARIABLES.filter(({ unit }) => measure === "persons" || unit === "family");

const isOffered = (id: string, measure: TableMeasure) =>
  offered(measure).some((variable) => variable.id === id);

/** Variables of the catalogue under the names of their groups; those of persons only where persons are counted. */
function VariableChoice(given: {
  readonly label: string;
  readonly value: string;
  readonly measure: TableMeasure;
  readonly onChange: (id: string) => void;
  readonly isOptional?: true;
}) {
  const { words, say } = useSpeech();
  const variables = offered(given.measure);
  const groups = [...new Set(variables.map(({ group }) => group))];
  return (
    <Choice label={given.label} value={given.value} onChange={given.onChange}>
      {given.isOptional ? <option value="">{words.tables.noSecond}</option> : null}
      {groups.map((group) => (
        <optgroup
          key={group}
          label={group === "welfare" ? words.tables.welfare : say(FIELD_GROUP_WORDS[group])}
        >
          {variables
            .filter((variable) => variable.group === group)
            .map((variable) => (
              <option key={variable.id} value={variable.id}>
                {say(variable.words)}
              </option>
            ))}
        </optgroup>
      ))}
    </Choice>
  );
}
