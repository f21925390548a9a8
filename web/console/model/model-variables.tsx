import type { VersionModel } from "#contract/version-model.ts";
import { formatCount } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

type Effect = VersionModel["variables"][number];
type Given = { readonly model: VersionModel; readonly other?: VersionModel };

const ORDER = ["strong", "medium", "slight", "none"] as const;

/** Every fact with its direction and strength, the strongest first; beside another version first what changed. */
export function ModelVariables({ model, other }: Given) {
  const { words } = useSpeech();
  const said = words.model;
  return (
    <Part id="variables" title={said.variables} lead={said.variablesLead}>
      {other === undefined ? (
        <Effects caption={said.variables} rows={model.variables} />
      ) : (
        <>
          <Changes model={model} other={other} />
          <details>
            <summary>{said.all}</summary>
            <Effects caption={said.all} rows={model.variables} />
          </details>
        </>
      )}
    </Part>
  );
}

function Effects({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly Effect[];
}) {
  const { words, say } = useSpeech();
  const said = words.model;
  const ordered = [...rows].sort(
    (a, b) => ORDER.indexOf(a.importance) - ORDER.indexOf(b.importance),
  );
  return (
    <Table
      caption={caption}
      rows={ordered}
      keyOf={({ variable }) => variable}
      columns={[
        { head: said.variable, cell: (effect) => say(effect.words) },
        { head: said.direction, cell: ({ direction }) => said.directions[direction] },
        { head: said.importance, cell: ({ importance }) => said.importances[importance] },
      ]}
    />
  );
}

type Change = { readonly now: Effect; readonly was: Effect | undefined };

function Changes({ model, other }: Required<Given>) {
  const { words, say, language } = useSpeech();
  const said = words.model;
  const before = new Map(other.variables.map((effect) => [effect.variable, effect]));
  const changes: readonly Change[] = model.variables
    .map((now) => ({ now, was: before.get(now.variable) }))
    .filter(
      ({ now, was }) => was?.direction !== now.direction || was.importance !== now.importance,
    );
  const effect = (one: Effect | undefined) =>
    one === undefined
      ? "–"
      : `${said.directions[one.direction]}, ${said.importances[one.importance]}`;
  return (
    <>
      <p role="status">{said.changes(formatCount(changes.length, language))}</p>
      {changes.length === 0 ? null : (
        <Table
          caption={said.changed}
          rows={changes}
          keyOf={({ now }) => now.variable}
          columns={[
            { head: said.variable, cell: ({ now }) => say(now.words) },
            { head: model.version.label, cell: ({ now }) => effect(now) },
            { head: other.version.label, cell: ({ was }) => effect(was) },
          ]}
        />
      )}
    </>
  );
}
