import { useState } from "react";
import type { Member } from "#contract/family-sheet.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { CheckAnswer } from "./check-answer.tsx";
import { FactGroups } from "./fact-groups.tsx";
import { UnmaskDialog } from "./unmask-dialog.tsx";

/** Everyone on the family card, the head first; each opens to their own facts. */
export function Members({
  familyId,
  members,
}: {
  readonly familyId: string;
  readonly members: readonly Member[];
}) {
  return (
    <ul className="members">
      {members.map((member) => (
        <li key={member.personId}>
          <MemberCard familyId={familyId} member={member} />
        </li>
      ))}
    </ul>
  );
}

function MemberCard({ familyId, member }: { readonly familyId: string; readonly member: Member }) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const [isAsking, setAsking] = useState(false);
  return (
    <article className="member">
      <h3>
        {member.name}
        {member.isHead ? <span className="tag">{words.search.head}</span> : null}
      </h3>
      <p className="soft">
        {say(member.relationship)} · {say(member.sex)}
        {member.age === undefined ? "" : ` · ${words.family.years(member.age)}`}
      </p>
      <p>
        NIK <span className="digits">{member.nik ?? "–"}</span>{" "}
        <span className="tag">
          {words.family.identity}: {say(member.identity)}
        </span>{" "}
        {officer.may.unmask ? (
          <button type="button" className="plain no-print" onClick={() => setAsking(true)}>
            {words.family.unmask}
            <span className="unseen"> {member.name}</span>
          </button>
        ) : null}
      </p>
      <IdentityHelp help={member.identityHelp} />
      <CheckAnswer check={member.identityCheck} />
      <details>
        <summary>{words.family.detail(member.name)}</summary>
        <FactGroups groups={member.groups} level={4} />
      </details>
      {isAsking ? (
        <UnmaskDialog familyId={familyId} member={member} onClose={() => setAsking(false)} />
      ) : null}
    </article>
  );
}

/** What the civil registry found different, and what the person should bring, to be read out to them. */
function IdentityHelp({ help }: { readonly help: Member["identityHelp"] }) {
  const { words, say } = useSpeech();
  if (help === undefined) return null;
  return (
    <div className="identity-help">
      <p>
        <strong>{words.identityHelp.differs}:</strong> {say(help.differs)}
      </p>
      <p>
        <strong>{words.identityHelp.bring}:</strong> {say(help.bring)}
      </p>
    </div>
  );
}
