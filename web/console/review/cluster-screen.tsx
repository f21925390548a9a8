import { Link, useParams } from "@tanstack/react-router";
import type { ClusterCase } from "#contract/review-quality.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { ClusterMatrix } from "./cluster-matrix.tsx";
import { ClusterMembers } from "./cluster-members.tsx";
import { ClusterSpoken } from "./cluster-spoken.tsx";
import { ClusterFacts } from "./clusters-screen.tsx";
import { ReviewTabs } from "./review-tabs.tsx";

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
      <ReviewTabs />
      <section className="card" aria-label={clusters.case(name)}>
        <ClusterFacts row={found} />
      </section>
      <div className="columns">
        <div>
          <Part id="matrix" title={clusters.matrix}>
            <ClusterMatrix found={found} />
          </Part>
          <ClusterSpoken found={found} />
        </div>
        <div>
          <ClusterMembers found={found} />
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
