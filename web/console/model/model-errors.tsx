import type { VersionModel } from "#contract/version-model.ts";
import { sayQuotaBasis } from "#domain/decile-basis.ts";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { PairBars } from "#web/kit/pair-bars.tsx";
import { type Column, Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

type Given = { readonly model: VersionModel; readonly other?: VersionModel };

/** How often the poorest are missed: beside another version, or beside what R2 alone would buy; and by size of family. */
export function ModelErrors({ model, other }: Given) {
  const { words, language } = useSpeech();
  const said = words.model;
  const rows = model.quotas.flatMap(({ percent, exclusion, expected }) => {
    const beside =
      other === undefined
        ? expected
        : other.quotas.find((quota) => quota.percent === percent)?.exclusion;
    const label = said.missed(formatCount(percent, language));
    return beside === undefined ? [] : [{ label, first: exclusion, second: beside }];
  });
  return (
    <>
      <Part id="errors" title={said.errors} lead={said.errorsLead} counted={sayQuotaBasis()}>
        <PairBars
          sentence={said.errors}
          rows={rows}
          first={model.version.label}
          second={other === undefined ? said.expected : other.version.label}
          isShare
        />
      </Part>
      <Part id="sizes" title={said.sizes} lead={said.sizesLead} counted={sayQuotaBasis()}>
        <Sizes model={model} {...(other === undefined ? {} : { other })} />
      </Part>
    </>
  );
}

type SizeRow = VersionModel["sizes"][number];

function Sizes({ model, other }: Given) {
  const { words, language } = useSpeech();
  const said = words.model;
  const share = (value: number | undefined) =>
    value === undefined ? "–" : formatShare(value, language);
  const otherOf = ({ size }: SizeRow) => other?.sizes.find((row) => row.size === size);
  const columns: Column<SizeRow>[] = [
    { head: said.size, cell: ({ size }) => size },
    { head: said.poor, cell: ({ poor }) => share(poor), isFigure: true },
    { head: said.selected, cell: ({ selected }) => share(selected), isFigure: true },
    { head: said.exclusion, cell: ({ exclusion }) => share(exclusion), isFigure: true },
  ];
  if (other !== undefined) {
    columns.push({
      head: `${said.exclusion} (${other.version.label})`,
      cell: (row) => share(otherOf(row)?.exclusion),
      isFigure: true,
    });
  }
  return (
    <Table caption={said.sizes} rows={model.sizes} keyOf={({ size }) => size} columns={columns} />
  );
}
