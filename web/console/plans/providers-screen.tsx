import type { Provider, ProviderList } from "#contract/plans.ts";
import { PROVIDER_KIND_WORDS, PROVIDER_STATUS_WORDS } from "#domain/plan-terms.ts";
import { Field } from "#web/kit/field.tsx";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named, WorkFacts } from "../fieldwork/form-parts.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useSitting } from "../officer.tsx";
import { useAskedPlan } from "./use-plan-purpose.ts";

/** Providers of plans: status, officer, decree with its end, places taken of those there are. */
export function Providers() {
  const { plans } = useSpeech().words;
  const mayAdd = useSitting().officer.may.keepProviders;
  const query = useAskedPlan<ProviderList>("/providers");
  // A form that has done its work closes: the list is one longer.
  const many = query.data?.ok ? query.data.value.items.length : 0;
  return (
    <Page title={plans.providers} lead={plans.providersLead}>
      {mayAdd ? <KeepForm key={many} /> : null}
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Notice tone="good">{plans.noProviders}</Notice>
          ) : (
            <ul className="work-cards">
              {items.map((provider) => (
                <li key={provider.providerNo}>
                  <ProviderCard provider={provider} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}

function ProviderCard({ provider }: { readonly provider: Provider }) {
  const { words, language, say } = useSpeech();
  const { plans } = words;
  const { providerNo, name, capacity, taken } = provider;
  return (
    <article className="card work-card" aria-labelledby={`provider-${providerNo}`}>
      <h2 id={`provider-${providerNo}`}>{name}</h2>
      <p>
        {say(provider.kind)} · {provider.region}
      </p>
      <p>
        <label htmlFor={`places-${providerNo}`}>
          {plans.places}: {plans.of(taken, capacity)}
        </label>
        <meter
          id={`places-${providerNo}`}
          className="plan-places"
          min={0}
          max={Math.max(capacity, 1)}
          value={taken}
        />
      </p>
      <WorkFacts
        rows={[
          [plans.status, say(provider.status)],
          [plans.officer, provider.officer],
          [plans.decree, provider.decree],
          [plans.from, formatDay(provider.fromOn, language)],
          [plans.until, formatDay(provider.validTo, language)],
        ]}
      />
      {provider.isDecreeEnded ? <p className="tag tag-late">{plans.decreeEnded}</p> : null}
      {provider.mayKeep ? <KeepForm provider={provider} /> : null}
    </article>
  );
}

function KeepForm({ provider }: { readonly provider?: Provider }) {
  const { plans } = useSpeech().words;
  const act = useAct("plans", plans.saved);
  const path = provider === undefined ? "/providers" : `/providers/${provider.providerNo}/records`;
  const send = async (form: HTMLFormElement) => {
    const { capacity, ...given } = filled(form);
    await act.send(path, { ...given, capacity: Number(capacity) });
  };
  const title = provider === undefined ? plans.add : plans.record;
  return (
    <FoldedForm title={title} said={provider?.name ?? ""} act={act} save={plans.save} onSend={send}>
      {provider === undefined ? <WhoFields /> : null}
      <RecordFields provider={provider} />
    </FoldedForm>
  );
}

function WhoFields() {
  const { words, say } = useSpeech();
  const { plans } = words;
  return (
    <>
      <Named label={plans.kind} name="kind" first={plans.choose} required>
        {Object.entries(PROVIDER_KIND_WORDS).map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      <Field label={plans.name} name="name" required minLength={3} autoComplete="off" />
      <Field
        label={plans.region}
        hint={plans.regionHint}
        name="region"
        required
        pattern="[0-9]{4}|[0-9]{6}|[0-9]{10}"
        inputMode="numeric"
        autoComplete="off"
      />
    </>
  );
}

function RecordFields({ provider }: { readonly provider: Provider | undefined }) {
  const { words, say } = useSpeech();
  const { plans } = words;
  return (
    <>
      <Named label={plans.status} name="status" first={plans.choose} required>
        {Object.entries(PROVIDER_STATUS_WORDS).map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      <Field
        label={plans.capacity}
        name="capacity"
        type="number"
        min={0}
        required
        defaultValue={provider?.capacity}
      />
      <Field label={plans.officer} name="officer" required minLength={3} autoComplete="off" />
      <Field
        label={plans.decree}
        name="decree"
        required
        pattern="[A-Za-z0-9.\/_\-]{3,40}"
        autoComplete="off"
      />
      <Field label={plans.from} name="fromOn" type="date" required max={dayHere()} />
      <Field label={plans.until} name="validTo" type="date" required />
    </>
  );
}
