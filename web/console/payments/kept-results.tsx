import { useState } from "react";
import type {
  SampleResultDraft,
  SampleResultReceipt,
  SampleResults,
} from "#contract/payment-samples.ts";
import { formatCount, formatDay, formatShare } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked, useSitting } from "../officer.tsx";

type Path = { readonly path: string };

/** Keeps what the visits found of a draw, of a regency or larger. */
export function KeepResults({ path, draft }: Path & { readonly draft: SampleResultDraft }) {
  const said = useSpeech().words.payments;
  const act = useAct("asked", said.keptSaved, useSitting().purpose);
  const text = JSON.stringify(draft);
  const [kept, setKept] = useState("");
  if (draft.area.length > 4) return <p className="soft">{said.keepNarrow}</p>;
  if (kept === text)
    return (
      <Notice tone="good">
        <p>{said.keptSaved}</p>
      </Notice>
    );
  const send = async () => {
    if (await act.send<SampleResultReceipt>(`${path}/sample-results`, draft)) setKept(text);
  };
  return (
    <div className="no-print">
      <p className="soft">{said.keepHint}</p>
      <Refused problem={act.problem} />
      <button type="button" className="button" disabled={act.isSending} onClick={() => void send()}>
        {said.keep}
      </button>
    </div>
  );
}

/** Results of the phase that were kept, the newest first; nothing where there are none. */
export function KeptResults({ path }: Path) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const query = useAsked<SampleResults>(`${path}/sample-results`);
  const share = (milli: number) => formatShare(milli / 1000, language);
  const count = (figure: number) => formatCount(figure, language);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? null : (
          <>
            <h3>{said.keptTitle}</h3>
            <Table
              caption={said.keptTitle}
              rows={items}
              keyOf={({ number }) => String(number)}
              stacks
              columns={[
                { head: said.keptOn, cell: ({ notedOn }) => formatDay(notedOn, language) },
                { head: said.region, cell: ({ region }) => region.name },
                {
                  head: said.looked,
                  cell: ({ looked, wrong }) => said.keptFound(count(looked), count(wrong)),
                },
                {
                  head: said.keptSays,
                  cell: ({ wrongMilli, lowMilli, highMilli }) =>
                    said.keptRange(share(wrongMilli), share(lowMilli), share(highMilli)),
                },
                { head: said.seed, cell: ({ seed }) => seed },
              ]}
            />
          </>
        )
      }
    </Loaded>
  );
}
