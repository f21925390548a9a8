import { useState } from "react";
import type { VervalCard, VervalConfirmed } from "#contract/verval.ts";
import { formatCount } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

type Props = {
  readonly roundNo: string;
  readonly list: string;
  readonly items: readonly VervalCard[];
};

/** Names on this page that wait for a second person, confirmed by reason, never mixed. */
export function ConfirmMany({ roundNo, list, items }: Props) {
  const { words, say, language } = useSpeech();
  const { verval } = words;
  const act = useAct(list, verval.sent);
  const [done, setDone] = useState<VervalConfirmed>();
  const waiting = items.filter(({ mayConfirm }) => mayConfirm);
  const groups = [...Map.groupBy(waiting, ({ reason }) => reason)];
  const send = async (reason: string | undefined, families: readonly string[]) =>
    setDone(
      await act.send<VervalConfirmed>(`/verval-rounds/${roundNo}/confirmations`, {
        reason,
        families,
      }),
    );
  return (
    <>
      <Refused problem={act.problem} />
      {done === undefined ? null : (
        <Notice tone="good">
          {verval.confirmed(formatCount(done.confirmed.length, language))}
          {done.left.map(({ familyId, why }) => (
            <p key={familyId} className="soft">
              {say(why)}
            </p>
          ))}
        </Notice>
      )}
      {groups.length === 0 ? null : <p className="soft">{verval.confirmLead}</p>}
      {groups.map(([reason, cards]) => {
        const [first] = cards;
        const named = first?.reasonWords === undefined ? "" : say(first.reasonWords);
        return (
          <button
            key={reason}
            type="button"
            className="button"
            disabled={act.isSending}
            onClick={() =>
              void send(
                reason,
                cards.map(({ familyId }) => familyId),
              )
            }
          >
            {verval.confirmAll(formatCount(cards.length, language), named)}
          </button>
        );
      })}
    </>
  );
}
