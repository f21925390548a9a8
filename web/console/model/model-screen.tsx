import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { VersionModel } from "#contract/version-model.ts";
import type { VersionList, VersionSummary } from "#contract/versions.ts";
import { Choice } from "#web/kit/field.tsx";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { ModelErrors } from "./model-errors.tsx";
import { ModelFacts } from "./model-facts.tsx";
import { ModelGroups } from "./model-groups.tsx";
import { ModelVariables } from "./model-variables.tsx";

/** The ranking model of a version, alone or beside another's: what it learned from, how often it errs, what matters. */
export function ModelScreen() {
  const { words } = useSpeech();
  const { versionNo } = useParams({ from: "/inside/versi/$versionNo/model" });
  const [regency, setRegency] = useState("");
  const [against, setAgainst] = useState("");
  const model = useAsked<VersionModel>(modelPath(versionNo, regency));
  const label = model.data?.ok ? model.data.value.version.label : "…";
  if (model.data?.ok === false && model.data.problem.status === 404) {
    return (
      <Page title={words.model.title(label)}>
        <p>{words.model.none}</p>
      </Page>
    );
  }
  return (
    <Page title={words.model.title(label)} lead={words.model.lead}>
      <Loaded query={model}>
        {(shown) => (
          <>
            <Part id="choice" title={words.model.choose}>
              <div className="question">
                <RegencyChoice model={shown} value={regency} onChange={setRegency} />
                <VersionChoice own={shown.version} value={against} onChange={setAgainst} />
              </div>
            </Part>
            {against === "" ? (
              <ModelParts model={shown} />
            ) : (
              <Beside model={shown} path={modelPath(against, regency)} />
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

const modelPath = (versionNo: string, regency: string): string =>
  `/versions/${versionNo}/model${regency === "" ? "" : `?regency=${regency}`}`;

type Chosen = { readonly value: string; readonly onChange: (value: string) => void };

function RegencyChoice({ model, value, onChange }: Chosen & { readonly model: VersionModel }) {
  const { words } = useSpeech();
  return (
    <Choice label={words.model.area} value={value} onChange={onChange}>
      <option value="">{words.model.pooled}</option>
      {model.regencies.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Choice>
  );
}

function VersionChoice({ own, value, onChange }: Chosen & { readonly own: VersionSummary }) {
  const { words } = useSpeech();
  const versions = useAsked<VersionList>("/versions");
  const others = versions.data?.ok
    ? versions.data.value.items.filter(({ versionNo }) => versionNo !== own.versionNo)
    : [];
  return (
    <Choice label={words.model.against} value={value} onChange={onChange}>
      <option value="">{words.model.nobody}</option>
      {others.map(({ versionNo, label }) => (
        <option key={versionNo} value={versionNo}>
          {label}
        </option>
      ))}
    </Choice>
  );
}

function Beside({ model, path }: { readonly model: VersionModel; readonly path: string }) {
  const { words } = useSpeech();
  const other = useAsked<VersionModel>(path);
  if (other.data?.ok === false && other.data.problem.status === 404) {
    return (
      <>
        <p role="status">{words.model.none}</p>
        <ModelParts model={model} />
      </>
    );
  }
  return <Loaded query={other}>{(found) => <ModelParts model={model} other={found} />}</Loaded>;
}

function ModelParts(given: { readonly model: VersionModel; readonly other?: VersionModel }) {
  return (
    <>
      <ModelErrors {...given} />
      <ModelGroups model={given.model} />
      <ModelVariables {...given} />
      <ModelFacts {...given} />
    </>
  );
}
