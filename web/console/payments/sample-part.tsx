import { useState } from "react";
import type { PaymentSample } from "#contract/payments.ts";
import { CONFIDENCES, type Confidence } from "#domain/payment-sample.ts";
import { Choice, Field } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { FamilyRow, keyOfFamily } from "./family-rows.tsx";
import { KeepResults, KeptResults } from "./kept-results.tsx";
import { PhonePart } from "./phone-part.tsx";
import { SampleResults } from "./sample-results.tsx";

type Asked = { readonly path: string; readonly area: string };
type Wish = { readonly confidence: Confidence; readonly margin: number; readonly seed: string };

const MARGINS = [3, 5, 8, 10] as const;

/** Payments to visit after they were made: as many as the wished certainty takes, drawn by seed. */
export function Sample({ path, area }: Asked) {
  const { words } = useSpeech();
  const [wish, draw] = useState<Wish>();
  return (
    <PhonePart id="sample" title={words.payments.sample} lead={words.payments.sampleLead}>
      <WishForm onDraw={draw} />
      {wish === undefined ? null : <Drawn path={path} area={area} wish={wish} />}
      <KeptResults path={path} />
    </PhonePart>
  );
}

function WishForm({ onDraw }: { readonly onDraw: (wish: Wish) => void }) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const [confidence, choose] = useState<Confidence>(95);
  const [margin, setMargin] = useState(5);
  const [seed, setSeed] = useState("");
  const count = (number: number) => formatCount(number, language);
  return (
    <form
      className="payment-wish no-print"
      onSubmit={(event) => {
        event.preventDefault();
        onDraw({ confidence, margin, seed });
      }}
    >
      <Choice
        label={said.confidence}
        value={String(confidence)}
        onChange={(value) => choose(CONFIDENCES.find((one) => String(one) === value) ?? 95)}
      >
        {CONFIDENCES.map((one) => (
          <option key={one} value={one}>
            {said.confidenceOf(count(one))}
          </option>
        ))}
      </Choice>
      <Choice
        label={said.margin}
        value={String(margin)}
        onChange={(value) => setMargin(Number(value))}
      >
        {MARGINS.map((points) => (
          <option key={points} value={points}>
            {said.marginOf(count(points))}
          </option>
        ))}
      </Choice>
      <Field
        label={said.seed}
        hint={said.seedHint}
        value={seed}
        onChange={(event) => setSeed(event.currentTarget.value)}
        pattern="[A-Za-z0-9\-]{1,40}"
        required
      />
      <button type="submit" className="button">
        {said.draw}
      </button>
    </form>
  );
}

function Drawn({ path, area, wish }: Asked & { readonly wish: Wish }) {
  const { words, language } = useSpeech();
  const said = words.payments;
  const { confidence, margin, seed } = wish;
  const asked = new URLSearchParams({
    ...{ area, confidence: String(confidence), margin: String(margin), seed },
  });
  const query = useAsked<PaymentSample>(`${path}/sample?${asked}`);
  const count = (number: number) => formatCount(number, language);
  return (
    <Loaded query={query}>
      {({ payments, size, digest, strata, items }) =>
        size === 0 ? (
          <p>{said.sampleNone}</p>
        ) : (
          <>
            <p>
              <strong>{said.drawn(count(size), count(payments))}</strong>
            </p>
            <p className="soft payment-digest">{said.digest(digest)}</p>
            <SampleResults
              strata={strata}
              confidence={confidence}
              keep={(results) => (
                <KeepResults
                  path={path}
                  draft={{ area, confidence: `${confidence}`, margin, seed, digest, results }}
                />
              )}
            />
            <h3>{said.first(count(items.length))}</h3>
            <DrawnFamilies items={items} />
          </>
        )
      }
    </Loaded>
  );
}

const AT_ONCE = 10;

/** Those who were drawn, ten at a time. */
function DrawnFamilies({ items }: { readonly items: PaymentSample["items"] }) {
  const { words } = useSpeech();
  const [shown, show] = useState(AT_ONCE);
  return (
    <>
      <ul className="work-cards">
        {items.slice(0, shown).map((family) => (
          <li key={keyOfFamily(family)}>
            <FamilyRow family={family} />
          </li>
        ))}
      </ul>
      {shown < items.length ? (
        <button type="button" className="button" onClick={() => show(shown + AT_ONCE)}>
          {words.common.more}
        </button>
      ) : null}
    </>
  );
}
