import { useEffect, useMemo, useRef, useState } from "react";
import type {
  ClusterCase,
  ClusterDecisionDraft,
  ClusterReceipt,
} from "#contract/review-quality.ts";
import { type ClusterVerdict, pairsToDecide } from "#domain/cluster-decision.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { useShortcuts } from "#web/kit/shortcuts.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { ActButton } from "./act-button.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { Receipt } from "./receipt.tsx";
import { useRecordNumbers } from "./record-numbers.ts";

type Member = ClusterCase["members"][number];

/** The records of a cluster, to choose among, and what to say of those chosen. */
export function ClusterMembers({ found }: { readonly found: ClusterCase }) {
  const { clusters } = useSpeech().words;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (key: string) =>
    setChosen((now) => (now.includes(key) ? now.filter((one) => one !== key) : [...now, key]));
  return (
    <Part id="members" title={clusters.members} lead={clusters.choose}>
      <ol className="cluster-members">
        {found.members.map((member, i) => (
          <li key={member.recordKey}>
            <label className="member-choice">
              <input
                type="checkbox"
                checked={chosen.includes(member.recordKey)}
                onChange={() => toggle(member.recordKey)}
              />
              <MemberFacts member={member} place={i + 1} />
            </label>
          </li>
        ))}
      </ol>
      <Decide found={found} chosen={chosen} onDone={() => setChosen([])} />
    </Part>
  );
}

function MemberFacts({ member, place }: { readonly member: Member; readonly place: number }) {
  const { words, language, say } = useSpeech();
  const { clusters, review } = words;
  return (
    <span>
      <strong>
        {formatCount(place, language)}. {member.name ?? review.noName}
      </strong>
      {member.isHub ? <span className="tag">{clusters.hub}</span> : null}
      <span className="soft">
        {[
          ...(member.nik === undefined ? [] : [`NIK ${member.nik}`]),
          ...(member.birthDate === undefined ? [] : [formatDay(member.birthDate, language)]),
          say(member.sex),
          ...(member.place === undefined ? [] : [member.place.village]),
        ].join(" · ")}
      </span>
      <span className="soft">
        {say(member.source)}, {review.asOf(formatDay(member.asOf, language))}
      </span>
      {member.contradicts.length === 0 ? null : (
        <span className="contradicts">✕ {member.contradicts.map(say).join("; ")}</span>
      )}
    </span>
  );
}

/** Both acts with the number of decisions that they take, said before anything is sent. */
function Decide(given: {
  readonly found: ClusterCase;
  readonly chosen: readonly string[];
  readonly onDone: () => void;
}) {
  const { words, say } = useSpeech();
  const { clusters, review } = words;
  const { found, chosen, onDone } = given;
  const act = useAct("asked", review.keep);
  const [verdict, setVerdict] = useState<ClusterVerdict>();
  const [receipt, setReceipt] = useState<ClusterReceipt>();
  const hub = found.members.find(({ isHub }) => isHub)?.recordKey ?? "";
  const inOrder = found.members
    .map(({ recordKey }) => recordKey)
    .filter((key) => chosen.includes(key));
  const may = {
    different: chosen.length > 0 && !chosen.includes(hub),
    same: chosen.length > 1,
  };
  useVerdictKeys((said) => {
    if (may[said]) setVerdict(said);
  });
  const send = async (said: ClusterVerdict, reason: string) => {
    const body: ClusterDecisionDraft = { verdict: said, members: inOrder, reason };
    const path = `/identity-reviews/clusters/${found.clusterId}/decisions`;
    const given = await act.send<ClusterReceipt>(path, body);
    if (given === undefined) return;
    setReceipt(given);
    setVerdict(undefined);
    onDone();
  };
  return (
    <div className="pair-desk">
      {receipt === undefined ? null : (
        <Receipt tone={receipt.waiting > 0 ? "attention" : "good"}>{say(receipt.says)}</Receipt>
      )}
      <Refused problem={act.problem} />
      {verdict === undefined ? (
        <div className="decide-bar">
          <ActButton
            letter="N"
            label={clusters.part}
            className="button verdict verdict-different"
            isOff={!may.different}
            onAct={() => setVerdict("different")}
          />
          <ActButton
            letter="Y"
            label={clusters.join}
            className="button verdict verdict-same"
            isOff={!may.same}
            onAct={() => setVerdict("same")}
          />
        </div>
      ) : (
        <>
          <Preview found={found} verdict={verdict} chosen={inOrder} hub={hub} />
          <ReasonForm
            title={verdict === "different" ? clusters.part : clusters.join}
            hint={review.undoHint}
            save={review.keep}
            onSend={(reason) => void send(verdict, reason)}
            onCancel={() => {
              document.querySelector<HTMLElement>("#members input:checked")?.focus();
              setVerdict(undefined);
            }}
          />
        </>
      )}
    </div>
  );
}

/** N parts and Y joins, wherever the focus is. */
function useVerdictKeys(onVerdict: (verdict: ClusterVerdict) => void): void {
  const now = useRef(onVerdict);
  useEffect(() => {
    now.current = onVerdict;
  });
  const keys = useMemo(
    () => ({ n: () => now.current("different"), y: () => now.current("same") }),
    [],
  );
  useShortcuts(keys);
}

/** Which decisions will be written, by the numbers of the list; those decided so already count no more. */
function Preview(given: {
  readonly found: ClusterCase;
  readonly verdict: ClusterVerdict;
  readonly chosen: readonly string[];
  readonly hub: string;
}) {
  const { words, language } = useSpeech();
  const { clusters } = words;
  const { found, verdict, chosen, hub } = given;
  const no = useRecordNumbers(found);
  const pairs = pairsToDecide(verdict, chosen, hub);
  return (
    <>
      <p>{clusters.willWrite(formatCount(pairs.length, language))}</p>
      <ul className="lines">
        {pairs.map(({ record, other }) => (
          <li key={record}>{clusters.willSay[verdict](no(record), no(other))}</li>
        ))}
      </ul>
    </>
  );
}
