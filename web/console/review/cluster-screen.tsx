import { Link, useParams } from "@tanstack/react-router";
import type { ClusterCase } from "#contract/review-quality.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { ClusterMatrix } from "./cluster-matrix.tsx";
import { ClusterFacts } from "./clusters-screen.tsx";

/** One cluster: its records, and which of them agree with which. */
export function ClusterScreen() {
  const { clusterId } = useParams({ from: "/inside/telaah/gugus/$clusterId" });
  const query = useAsked<ClusterCase>(`/identity-reviews/clusters/${clusterId}`);
  return <Loaded query={query}>{(found) => <Cluster found={found} />}</Loaded>;
}

function Cluster({ found }: { readonly found: ClusterCase }) {
  const { words } = useSpeech();
  const { clusters, review } = words;
  const { name = review.noName, place } = found;
  return (
    <Page
      title={clusters.case(name)}
      {...(place === undefined ? {} : { lead: `${place.village}, ${place.district}` })}
    >
      <section className="card" aria-label={clusters.case(name)}>
        <ClusterFacts row={found} />
      </section>
      <div className="columns">
        <div>
          <Part id="matrix" title={clusters.matrix}>
            <ClusterMatrix found={found} />
          </Part>
        </div>
        <div>
          <Members members={found.members} />
        </div>
      </div>
      <p>
        <Link to="/telaah/gugus" className="row-action">
          {clusters.back}
        </Link>
      </p>
    </Page>
  );
}

function Members({ members }: Pick<ClusterCase, "members">) {
  const { words, language, say } = useSpeech();
  const { clusters, review } = words;
  return (
    <Part id="members" title={clusters.members}>
      <ol className="cluster-members">
        {members.map((member, i) => (
          <li key={member.recordKey}>
            <strong>
              {formatCount(i + 1, language)}. {member.name ?? review.noName}
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
          </li>
        ))}
      </ol>
    </Part>
  );
}
