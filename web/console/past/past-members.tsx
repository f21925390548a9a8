import type { JoinedMember, PastFamily, PastMember } from "#contract/family-as-of.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PastFacts } from "./past-facts.tsx";

/** Who was in the family then, and who is in it today and was not. */
export function PastMembers({ past }: { readonly past: PastFamily }) {
  return (
    <ul className="members">
      {past.members.map((member) => (
        <li key={member.personId}>
          <MemberCard member={member} />
        </li>
      ))}
      {past.joined.map((member) => (
        <li key={member.personId}>
          <JoinedCard member={member} />
        </li>
      ))}
    </ul>
  );
}

function MemberCard({ member }: { readonly member: PastMember }) {
  const { words, say } = useSpeech();
  const said = words.past;
  const title = member.name ?? said.person(member.personId);
  return (
    <article className="member">
      <h3>
        {title}
        {member.isHead ? <span className="tag">{words.search.head}</span> : null}
      </h3>
      {member.since === "erased" ? null : (
        <p className="soft">
          {say(member.relationship)} · {say(member.sex)}
          {member.age === undefined ? "" : ` · ${words.family.years(member.age)}`}
          {member.personIdNow === undefined ? "" : ` · ${said.personNow(member.personIdNow)}`}
        </p>
      )}
      <p>
        {member.since === "stays" ? (
          said.since.stays
        ) : (
          <mark className="past-now">{said.since[member.since]}</mark>
        )}
      </p>
      <Folded title={title} groups={member.groups} />
    </article>
  );
}

function JoinedCard({ member }: { readonly member: JoinedMember }) {
  const said = useSpeech().words.past;
  const title = member.name ?? said.person(member.personId);
  return (
    <article className="member past-absent">
      <h3>{title}</h3>
      <p>
        <mark className="past-now">{said.joined}</mark>
        {member.familyIdThen === undefined ? said.joinedNew : said.joinedFrom(member.familyIdThen)}
      </p>
      <Folded title={title} groups={member.groups} />
    </article>
  );
}

function Folded({
  title,
  groups,
}: {
  readonly title: string;
  readonly groups: PastMember["groups"];
}) {
  const { words } = useSpeech();
  if (groups.length === 0) return null;
  return (
    <details>
      <summary>{words.family.detail(title)}</summary>
      <PastFacts groups={groups} level={4} />
    </details>
  );
}
