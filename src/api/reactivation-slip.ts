import { renderSVG } from "uqr";
import type { ReactivationSlip } from "#contract/reactivations.ts";
import { SLIP_STATE_WORDS, saySlip } from "#domain/reactivation-slip.ts";
import type { Words } from "#domain/words.ts";
import { todayOf } from "./office-day.ts";
import { type CaseKeys, spelledSlip } from "./reactivation-acts.ts";
import type { CaseRecord } from "./reactivation-rows.ts";

/** The sheet of a case for a facility, on the day it is given. */
export function writeReactivationSlip(
  keys: CaseKeys,
  record: CaseRecord,
  site: string,
  now: Date,
): ReactivationSlip {
  const number = spelledSlip(keys, record.client_id);
  // The number stands behind "#": it is read by the page and never travels.
  const address = `${site}/reaktivasi#nomor=${number}`;
  const { proves, provesNot } = saySlip(record.state);
  const plain = (words: readonly Words[]) => words.map(({ id, en }) => ({ id, en }));
  const isConfirmed = record.state === "done" && record.confirmed_on !== null;
  return {
    number,
    address,
    qrSvg: renderSVG(address, { ecc: "M", border: 2 }),
    maskedName: record.masked_name,
    givenOn: todayOf(now),
    openedOn: record.opened_on,
    state: { ...SLIP_STATE_WORDS[record.state] },
    isConfirmed,
    ...(isConfirmed ? { confirmedOn: record.confirmed_on ?? "" } : {}),
    proves: plain(proves),
    provesNot: plain(provesNot),
    // Who pays meanwhile matters as long as the insurer has not confirmed.
    ...(record.regional_label === null || isConfirmed
      ? {}
      : { regionalPayer: record.regional_label }),
  };
}
