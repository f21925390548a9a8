import type { VersionModel } from "#contract/version-model.ts";
import { formatCount } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

const DECIMALS = 3;

/** What the model learned from, of one version or of two. */
export function ModelFacts(given: { readonly model: VersionModel; readonly other?: VersionModel }) {
  const { words, language } = useSpeech();
  const said = words.model;
  const count = (value: number) => formatCount(value, language);
  const rounded = (value: number) => count(Number(value.toFixed(DECIMALS)));
  const rows: readonly (readonly [string, (model: VersionModel) => string])[] = [
    [said.modelId, ({ modelId }) => modelId],
    [said.households, ({ households }) => count(households)],
    [said.surveyed, ({ surveyed }) => count(surveyed.households)],
    [
      said.own,
      ({ regencies, surveyed }) => `${count(regencies.length)} / ${count(surveyed.regencies)}`,
    ],
    [said.folds, ({ folds }) => count(folds)],
    [said.rSquared, ({ rSquared }) => rounded(rSquared)],
    [said.spearman, ({ spearman }) => rounded(spearman)],
    [said.features, ({ featureSet }) => featureSet],
    [said.training, ({ trainingSha256 }) => trainingSha256],
  ];
  const { model, other } = given;
  return (
    <Part id="learned" title={said.learned}>
      {other === undefined ? (
        <dl className="facts">
          {rows.map(([label, read]) => (
            <div className="fact" key={label}>
              <dt>{label}</dt>
              <dd className={read(model).length > 40 ? "digest" : undefined}>{read(model)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Table
          caption={said.learned}
          rows={rows}
          keyOf={([label]) => label}
          stacks
          columns={[
            { head: said.what, cell: ([label]) => label },
            { head: model.version.label, cell: ([, read]) => briefly(read(model)) },
            { head: other.version.label, cell: ([, read]) => briefly(read(other)) },
          ]}
        />
      )}
    </Part>
  );
}

/** Digests beside each other are told apart by their beginnings; whole they stand on each version's own page. */
const briefly = (value: string): string => (value.length > 40 ? `${value.slice(0, 12)}…` : value);
