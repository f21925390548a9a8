import type {
  Quarantine as Answer,
  QuarantinedDelivery,
  RemedyGroup,
} from "#contract/quarantine.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** Refused rows by what would mend them, the most frequent first; with the file for the provider. */
export function Quarantine() {
  const { words } = useSpeech();
  const quarantine = useAsked<Answer>("/quarantine");
  return (
    <Page title={words.quarantine.title} lead={words.quarantine.lead}>
      <Loaded query={quarantine}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice tone="good">{words.quarantine.empty}</Notice>
          ) : (
            <div className="work-cards">
              {items.map((delivery) => (
                <Delivery key={delivery.deliveryNo} delivery={delivery} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Delivery({ delivery }: { readonly delivery: QuarantinedDelivery }) {
  const { words, language, say } = useSpeech();
  const count = (rows: number) => formatCount(rows, language);
  const { received, accepted, refused } = words.quarantine;
  return (
    <Part
      id={`delivery-${delivery.deliveryNo}`}
      title={`${words.quarantine.delivery(delivery.deliveryNo)}: ${say(delivery.source)}, ${say(delivery.set)}`}
      lead={words.common.asOf(formatDay(delivery.asOf, language))}
    >
      <p className="big-figure">
        <strong>{count(delivery.rowsReceived)}</strong> {received} ·{" "}
        <strong>{count(delivery.rowsAccepted)}</strong> {accepted} ·{" "}
        <strong>{count(delivery.rowsRefused)}</strong> {refused}
      </p>
      <ul className="remedies">
        {delivery.groups.map((group) => (
          <li key={group.rule}>
            <Remedy group={group} />
          </li>
        ))}
      </ul>
      <p>
        <a
          className="button"
          href={`/api/v1/quarantine/${delivery.deliveryNo}/return-file`}
          download
        >
          {words.quarantine.returnFile}
          <span className="unseen">: {words.quarantine.delivery(delivery.deliveryNo)}</span>
        </a>
      </p>
    </Part>
  );
}

function Remedy({ group }: { readonly group: RemedyGroup }) {
  const { words, language, say } = useSpeech();
  return (
    <article className="remedy">
      <h3>
        {say(group.words)}{" "}
        <span className="tag">{words.quarantine.rows(formatCount(group.rows, language))}</span>
      </h3>
      <p>
        {words.quarantine.remedy}: <strong>{say(group.remedy)}</strong>
      </p>
      {group.examples.length === 0 ? null : (
        <p className="origin">
          {words.quarantine.example}:{" "}
          {group.examples
            .map(({ rowNo, column }) =>
              column === undefined ? `${rowNo}` : `${rowNo} (${column})`,
            )
            .join(", ")}
        </p>
      )}
    </article>
  );
}
