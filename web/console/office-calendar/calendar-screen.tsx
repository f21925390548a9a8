import type { OfficeCalendarPage } from "#contract/office-calendar.ts";
import { STEP_RULES } from "#domain/case-procedure.ts";
import { STEP_RULE_WORDS } from "#domain/step-rules.ts";
import { Field } from "#web/kit/field.tsx";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { Named } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useAsked, useSitting } from "../officer.tsx";

/** By which time and days offices of the region count, and what its own rules ask for. */
export function OfficeCalendar() {
  const { words, say } = useSpeech();
  const said = words.calendar;
  const query = useAsked<OfficeCalendarPage>("/office-calendar");
  return (
    <Page title={said.title} lead={said.lead}>
      <Loaded query={query}>
        {({ zones, closedDays, rules }) => (
          <>
            <p>
              {said.zones}: {zones.map(say).join(", ")}
            </p>
            <ClosedDays rows={closedDays} />
            <Rules rows={rules} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The officer's own region, or one within it, by its code. */
function RegionField() {
  const said = useSpeech().words.calendar;
  const { code } = useSitting().officer.region;
  return (
    <Field
      label={said.region}
      hint={said.regionHint}
      name="region"
      required
      pattern="([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})"
      inputMode="numeric"
      defaultValue={code}
    />
  );
}

function ClosedDays({ rows }: { readonly rows: OfficeCalendarPage["closedDays"] }) {
  const { words, language } = useSpeech();
  const said = words.calendar;
  const act = useAct("asked", said.kept);
  return (
    <Part id="closed" title={said.closed} lead={said.closedLead}>
      {rows.length === 0 ? (
        <p className="soft">{said.noClosed}</p>
      ) : (
        <Table
          caption={said.closed}
          rows={rows}
          keyOf={({ day, region }) => `${day} ${region}`}
          columns={[
            { head: said.day, cell: ({ day }) => formatDay(day, language) },
            { head: said.region, cell: ({ name }) => name },
            { head: said.basis, cell: ({ legalBasis }) => legalBasis },
          ]}
        />
      )}
      <FoldedForm
        title={said.addClosed}
        act={act}
        save={said.save}
        onSend={(form) => act.send("/office-calendar/closed-days", filled(form))}
      >
        <RegionField />
        <Field label={said.day} name="day" type="date" required />
        <Field label={said.basis} name="legalBasis" required minLength={5} maxLength={200} />
      </FoldedForm>
    </Part>
  );
}

function Rules({ rows }: { readonly rows: OfficeCalendarPage["rules"] }) {
  const { words, language, say } = useSpeech();
  const said = words.calendar;
  const act = useAct("asked", said.kept);
  const send = async (form: HTMLFormElement) => {
    const { when, day, ...given } = filled(form);
    await act.send("/office-calendar/rules", { ...given, [when ?? "from"]: day });
  };
  return (
    <Part id="rules" title={said.rules} lead={said.rulesLead}>
      {rows.length === 0 ? (
        <p className="soft">{said.noRules}</p>
      ) : (
        <Table
          caption={said.rules}
          rows={rows}
          keyOf={({ rule, region, from }) => `${rule} ${region} ${from}`}
          columns={[
            { head: said.rule, cell: ({ words: rule }) => say(rule) },
            { head: said.region, cell: ({ name }) => name },
            { head: said.from, cell: ({ from }) => formatDay(from, language) },
            {
              head: said.until,
              cell: ({ until }) => (until === undefined ? "–" : formatDay(until, language)),
            },
            { head: said.basis, cell: ({ legalBasis }) => legalBasis },
          ]}
        />
      )}
      <FoldedForm title={said.addRule} act={act} save={said.save} onSend={send}>
        <Named label={said.rule} name="rule" first={words.cases.choose} required>
          {STEP_RULES.map((rule) => (
            <option key={rule} value={rule}>
              {say(STEP_RULE_WORDS[rule])}
            </option>
          ))}
        </Named>
        <RegionField />
        <Named label={said.when} name="when" first={words.cases.choose} required>
          <option value="from">{said.from}</option>
          <option value="until">{said.until}</option>
        </Named>
        <Field label={said.day} name="day" type="date" required />
        <Field label={said.basis} name="legalBasis" required minLength={5} maxLength={200} />
      </FoldedForm>
    </Part>
  );
}
