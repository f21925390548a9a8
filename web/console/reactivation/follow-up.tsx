import type { ReactivationCase } from "#contract/reactivations.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

/** The task after a reactivation: the family's data is brought up to date in the next versions. */
export function FollowUp({ found }: { readonly found: ReactivationCase }) {
  const { words, say } = useSpeech();
  const said = words.reactivation;
  const act = useAct("reactivations", words.cases.saved);
  const { followUp, followUpVersion: version } = found;
  if (followUp === undefined) return null;
  return (
    <Part id="follow-up" title={said.followUp} lead={said.followUpLead}>
      <p>
        <span className="tag">{say(followUp)}</span>
      </p>
      <Refused problem={act.problem} />
      {version === undefined || !found.mayFollowUp ? null : (
        <button
          type="button"
          className="button"
          disabled={act.isSending}
          onClick={() =>
            void act.send(`/reactivations/${found.caseId}/follow-ups`, {
              versionNo: version.versionNo,
            })
          }
        >
          {said.followUpIn(version.label)}
        </button>
      )}
    </Part>
  );
}
