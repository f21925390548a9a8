import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ClusterFilter, ClusterRow } from "#contract/review-quality.ts";
import { formatCount, formatShare } from "#web/kit/format.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments, WorkFacts } from "../fieldwork/form-parts.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { inRegion, RegionChoice } from "../region-choice.tsx";
import { ReviewTabs } from "./review-tabs.tsx";

/** What matching has joined and a person should look at: the largest, the sparsest, the most contradictory. */
export function ClustersScreen() {
  const { clusters } = useSpeech().words;
  const [kind, setKind] = useState<ClusterFilter["kind"]>("contradictory");
  const [region, setRegion] = useState("");
  return (
    <Page title={clusters.title} lead={clusters.lead}>
      <ReviewTabs />
      <Segments
        legend={clusters.show}
        name="kind"
        choices={clusters.kinds}
        chosen={kind}
        onChoose={setKind}
      />
      <div className="list-region">
        <RegionChoice value={region} onChange={setRegion} />
      </div>
      <p className="soft">{clusters.explain[kind]}</p>
      <PagedCards<ClusterRow>
        list="clusters"
        path={`/identity-reviews/clusters?limit=20&kind=${kind}${inRegion(region)}`}
        empty={clusters.empty}
        keyOf={({ clusterId }) => clusterId}
      >
        {(row) => <ClusterCard row={row} />}
      </PagedCards>
    </Page>
  );
}

function ClusterCard({ row }: { readonly row: ClusterRow }) {
  const { words } = useSpeech();
  const { clusters, review } = words;
  const { clusterId, name = review.noName, place } = row;
  return (
    <article className="card work-card" aria-labelledby={`cluster-${clusterId}`}>
      <h2 id={`cluster-${clusterId}`}>{name}</h2>
      {place === undefined ? null : (
        <p>
          {place.village}, {place.district}
        </p>
      )}
      <ClusterFacts row={row} />
      <p>
        <Link to="/telaah/gugus/$clusterId" params={{ clusterId }} data-row className="row-action">
          {clusters.open(name)}
        </Link>
      </p>
    </article>
  );
}

/** How large, how dense, how contradictory. */
export function ClusterFacts({ row }: { readonly row: ClusterRow }) {
  const { words, language, say } = useSpeech();
  const { clusters } = words;
  const { records, deliveries, densityPermille, contradictions, isOnRegister } = row;
  const where = isOnRegister ? clusters.onRegister : clusters.besideRegister;
  return (
    <WorkFacts
      rows={[
        [clusters.records, `${formatCount(records, language)}, ${where}`],
        [clusters.deliveries, formatCount(deliveries, language)],
        [clusters.density, clusters.densityOf(formatShare(densityPermille / 1000, language))],
        [clusters.contradictions, contradictions.map(say).join("; ") || clusters.noContradictions],
      ]}
    />
  );
}
