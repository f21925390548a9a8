import type { ProgramOnCard } from "#contract/programs.ts";
import { formatCount, formatDay, formatRupiah } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

type Given = NonNullable<ProgramOnCard["given"]>;

/** What is given in one phase, now and by what changed before or after. */
export function GivenPart({ program }: { readonly program: ProgramOnCard }) {
  const { words, language, say } = useSpeech();
  const said = words.programs;
  const { given, phase, atMost, atMostChildren, otherTimes = [] } = program;
  if (given === undefined) return null;
  return (
    <Part id="given" title={said.given} lead={phase && say(phase)}>
      <GivenTable caption={said.given} given={given} />
      {atMost === undefined || atMostChildren === undefined ? null : (
        <p>{said.atMost(formatCount(atMost, language), formatCount(atMostChildren, language))}</p>
      )}
      {otherTimes.map((other) => {
        const title = said.fromThen(formatDay(other.validFrom, language), other.legalBasis);
        return (
          <div key={other.validFrom}>
            <h3>{title}</h3>
            <GivenTable caption={title} given={other.given} />
          </div>
        );
      })}
    </Part>
  );
}

function GivenTable({ caption, given }: { readonly caption: string; readonly given: Given }) {
  const { words, language, say } = useSpeech();
  const said = words.programs;
  return (
    <Table
      caption={caption}
      rows={given}
      keyOf={(line) => line.words.id}
      columns={[
        { head: said.what, cell: (line) => say(line.words) },
        {
          head: said.amount,
          cell: ({ rupiah }) =>
            rupiah === undefined ? said.inKind : formatRupiah(String(rupiah), language),
          isFigure: true,
        },
      ]}
    />
  );
}
