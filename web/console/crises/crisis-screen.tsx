import { Link, useParams } from "@tanstack/react-router";
import type { Crisis } from "#contract/crises.ts";
import { formatCount, formatDay, formatInstant, formatRupiah } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { CrisisWarnings, useCrisisFacts } from "./crises-screen.tsx";
import { CrisisSteps } from "./crisis-steps.tsx";
import { useAskedCrisis } from "./use-crisis.ts";

/** One emergency: where it stands, what was given, its acts of law, and what may be done now. */
export function CrisisScreen() {
  const { crisisNo } = useParams({ from: "/inside/darurat/$crisisNo" });
  const query = useAskedCrisis<Crisis>(`/crises/${crisisNo}`);
  return <Loaded query={query}>{(sheet) => <Sheet sheet={sheet} />}</Loaded>;
}

function Sheet({ sheet }: { readonly sheet: Crisis }) {
  const { words, say } = useSpeech();
  const { crisis } = words;
  const { crisisNo } = sheet;
  const facts = useCrisisFacts(sheet);
  return (
    <Page
      title={sheet.name}
      lead={`${say(sheet.stageWords)} · ${sheet.regions.map(({ name }) => name).join(", ")}`}
      actions={
        <Link to="/darurat/$crisisNo/daftar" params={{ crisisNo }} className="button button-main">
          {crisis.toList}
        </Link>
      }
    >
      <CrisisWarnings row={sheet} />
      <div className="columns">
        <div>
          <Part id="standing" title={crisis.standing}>
            <WorkFacts
              rows={[
                ...facts,
                [crisis.program, say(sheet.program)],
                [crisis.version, sheet.version],
              ]}
            />
            <Counts sheet={sheet} />
          </Part>
          <Part id="aid" title={crisis.aid}>
            <Aid sheet={sheet} />
          </Part>
        </div>
        <div>
          <Part id="next" title={crisis.next}>
            {sheet.may.steps.length === 0 ? <p>{crisis.nothing}</p> : <CrisisSteps sheet={sheet} />}
          </Part>
          <Part id="acts" title={crisis.acts}>
            <Acts sheet={sheet} />
          </Part>
          {sheet.audit.isOpen ? (
            <Part id="audit" title={crisis.audit}>
              <Audit sheet={sheet} />
            </Part>
          ) : null}
        </div>
      </div>
      <p>
        <Link to="/darurat" className="row-action">
          {crisis.back}
        </Link>
      </p>
    </Page>
  );
}

function Counts({ sheet }: { readonly sheet: Crisis }) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  const count = (many: number) => formatCount(many, language);
  const counted = [...sheet.states, ...sheet.damages].filter((each) => each.count > 0);
  return (
    <div className="crisis-counts">
      <dl>
        {[
          [crisis.families, sheet.rows] as const,
          [crisis.persons, sheet.persons] as const,
          [crisis.added, sheet.added] as const,
          ...counted.map(({ words: name, count: many }) => [say(name), many] as const),
        ].map(([label, many]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count(many)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Aid({ sheet }: { readonly sheet: Crisis }) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  const { spentRupiah, budgetRupiah } = sheet;
  const rupiah = (amount: number) => formatRupiah(String(amount), language);
  return (
    <>
      <p>
        <label htmlFor="crisis-budget">
          {crisis.spent}: {crisis.of(rupiah(spentRupiah), rupiah(budgetRupiah))}
        </label>
        <meter
          id="crisis-budget"
          className="plan-places"
          min={0}
          max={budgetRupiah}
          value={spentRupiah}
        />
      </p>
      <ul className="crisis-items">
        {sheet.items.map((item) => (
          <li key={item.itemNo}>
            <strong>{say(item.words)}</strong>
            <span>
              {rupiah(item.amountRupiah)} / {item.unit === "family" ? crisis.family : crisis.person}
            </span>
            <span className="soft">
              {crisis.given}: {formatCount(item.handedOut, language)} ({rupiah(item.rupiah)})
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Acts({ sheet }: { readonly sheet: Crisis }) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  return (
    <ol className="plan-line">
      {sheet.acts.map((act) => (
        <li key={`${act.paper} ${act.confirmBefore}`}>
          <span className="soft">{formatDay(act.signedOn, language)}</span>
          <strong>
            {crisis.actWords[act.act]}: {act.paper}
          </strong>
          <span>
            {say(act.status)}, {crisis.endOn.toLowerCase()} {formatDay(act.endOn, language)}
          </span>
          <span>
            {act.answer === undefined
              ? crisis.waiting(formatInstant(act.confirmBefore, language))
              : crisis.answers[act.answer]}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Audit({ sheet }: { readonly sheet: Crisis }) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  const { open, rows, reasons, findings, report } = sheet.audit;
  const count = (many: number) => formatCount(many, language);
  const shown = (list: typeof reasons) =>
    list
      .filter((each) => each.count > 0)
      .map((each) => [say(each.words), count(each.count)] as const);
  return (
    <>
      <p>{crisis.auditOpen(count(open), count(rows))}</p>
      <h3>{crisis.auditReasons}</h3>
      <WorkFacts rows={shown(reasons)} />
      <h3>{crisis.auditFindings}</h3>
      <WorkFacts
        rows={[
          ...shown(findings),
          ...(report === undefined ? [] : [[crisis.report, report] as const]),
        ]}
      />
    </>
  );
}
