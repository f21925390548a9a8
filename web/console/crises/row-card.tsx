import { useState } from "react";
import type { Crisis, CrisisItem, CrisisRow } from "#contract/crises.ts";
import { AUDIT_FINDING_WORDS, AUDIT_FINDINGS, CHECK_WORDS, DAMAGE_WORDS } from "#domain/crisis.ts";
import { formatCount, formatRupiah } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { VillageField } from "../fieldwork/village-field.tsx";
import type { Outbox } from "./outbox.ts";

type Card = { readonly row: CrisisRow; readonly sheet: Crisis; readonly outbox: Outbox };

/** One family of the list: where to find them, and one touch for each thing that may be done now. */
export function RowCard({ row, sheet, outbox }: Card) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  const { rowNo, place } = row;
  const isWaiting = outbox.waiting.some((act) => act.rowNo === rowNo);
  return (
    <article className="card work-card crisis-row" aria-labelledby={`row-${rowNo}`}>
      <h2 id={`row-${rowNo}`}>{row.name ?? crisis.unnamed(rowNo)}</h2>
      <p>
        {[row.address, row.neighbourhood, place.village].filter(Boolean).join(", ")} ·{" "}
        {crisis.souls(formatCount(row.size, language))}
      </p>
      {row.from === undefined ? null : (
        <p className="soft">
          {crisis.from} {row.from.village}, {row.from.regency}
        </p>
      )}
      <p>
        <span className="tag">{isWaiting ? crisis.pending : say(row.stateWords)}</span>
        {row.damage > 0 ? <span className="tag">{say(row.damageWords)}</span> : null}
        {row.isAdded ? <span className="tag">{crisis.spot}</span> : null}
      </p>
      {sheet.may.work ? <Field row={row} sheet={sheet} outbox={outbox} /> : null}
      {row.reasons.length > 0 ? <Look row={row} sheet={sheet} outbox={outbox} /> : null}
    </article>
  );
}

function Field(card: Card) {
  const { crisis } = useSpeech().words;
  const { row, sheet } = card;
  if (row.state === "unverified") return <Check {...card} />;
  const items = sheet.items.filter((item) => fits(row, item));
  return (
    <>
      {row.state === "here" || row.state === "dead"
        ? items.map((item) => <HandOut key={item.itemNo} item={item} {...card} />)
        : null}
      <details>
        <summary>{crisis.again}</summary>
        <Check {...card} />
      </details>
    </>
  );
}

const fits = (row: CrisisRow, item: CrisisItem): boolean =>
  row.damage >= item.fromDamage && (row.state === "here" || item.isDeathGrant);

function Check({ row, outbox }: Card) {
  const { words, say } = useSpeech();
  const { crisis } = words;
  const [movedTo, setMovedTo] = useState<string>();
  const check = (said: "here" | "moved" | "dead" | "double", more: object = {}) =>
    outbox.add({ rowNo: row.rowNo, act: "check", check: said, ...more });
  return (
    <>
      <fieldset className="crisis-touch">
        <legend>{crisis.check}</legend>
        {DAMAGE_WORDS.map((name, damage) => (
          <button
            key={name.id}
            type="button"
            className="button"
            onClick={() => check("here", { damage })}
          >
            {say(name)}
          </button>
        ))}
      </fieldset>
      <details>
        <summary>{crisis.other}</summary>
        <VillageField
          label={crisis.movedTo}
          hint={crisis.movedHint}
          isAnywhere
          onChoose={setMovedTo}
        />
        <div className="crisis-touch">
          <button
            type="button"
            className="button"
            onClick={() => check("moved", movedTo === undefined ? {} : { movedTo })}
          >
            {say(CHECK_WORDS.moved)}
          </button>
          {(["dead", "double"] as const).map((said) => (
            <button key={said} type="button" className="button" onClick={() => check(said)}>
              {say(CHECK_WORDS[said])}
            </button>
          ))}
        </div>
      </details>
    </>
  );
}

function HandOut({ item, row, sheet, outbox }: Card & { readonly item: CrisisItem }) {
  const { words, language, say } = useSpeech();
  const { crisis } = words;
  const what = say(item.words);
  if (row.given.includes(item.itemNo)) return <p className="crisis-given">{crisis.handed(what)}</p>;
  const amount = item.amountRupiah * (item.unit === "person" ? row.size : 1);
  const isWaiting = outbox.waiting.some(
    (act) => act.rowNo === row.rowNo && act.itemNo === item.itemNo,
  );
  return (
    <button
      type="button"
      className="button button-main"
      disabled={isWaiting || sheet.stage !== "open"}
      onClick={() => outbox.add({ rowNo: row.rowNo, act: "hand-out", itemNo: item.itemNo })}
    >
      {crisis.handOut(what, formatRupiah(String(amount), language))}
    </button>
  );
}

/** Why the audit looks at this row, and what was found. */
function Look({ row, sheet, outbox }: Card) {
  const { words, say } = useSpeech();
  return (
    <>
      <p className="soft">{row.reasons.map((reason) => say(reason)).join(", ")}</p>
      {row.finding === undefined ? null : <p className="crisis-given">{say(row.finding)}</p>}
      {sheet.may.audit && sheet.stage === "ended" ? (
        <fieldset className="crisis-touch">
          <legend>{words.crisis.finding}</legend>
          {AUDIT_FINDINGS.map((finding) => (
            <button
              key={finding}
              type="button"
              className="button"
              onClick={() => outbox.add({ rowNo: row.rowNo, act: "find", finding })}
            >
              {say(AUDIT_FINDING_WORDS[finding])}
            </button>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
