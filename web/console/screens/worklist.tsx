import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { FamilyPage } from "#contract/families.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { DECILES } from "#web/kit/deciles.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FamilyPages } from "../family-pages.tsx";
import { useSitting } from "../officer.tsx";
import { RegionChoice } from "../region-choice.tsx";

type Filter = { readonly wilayah?: string; readonly desil?: number; readonly didata?: "belum" };

/** Families of a region by need, for planning visits: chosen by region and decile, not by name. */
export function Worklist() {
  const { words, language } = useSpeech();
  const { purpose } = useSitting();
  const filter: Filter = useSearch({ from: "/inside/keluarga" });
  const query = useInfiniteQuery({
    queryKey: ["worklist", filter, purpose],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Answer<FamilyPage>> =>
      ask(`/families?${addressOf(filter, pageParam)}`, { purpose }),
    getNextPageParam: (last) => (last.ok ? last.value.next : undefined),
  });
  const count = query.data?.pages.reduce(
    (sum, page) => sum + (page.ok ? page.value.items.length : 0),
    0,
  );
  return (
    <Page title={words.search.worklist} lead={words.search.worklistLead}>
      <Filters filter={filter} />
      {filter.didata === undefined ? null : <NeverSurveyed />}
      <FamilyPages
        query={query}
        sentence={words.search.foundMore(formatCount(count ?? 0, language))}
      />
    </Page>
  );
}

/** What the filter means, and where the same families stand in the order of walking. */
function NeverSurveyed() {
  const { words } = useSpeech();
  const { may } = useSitting().officer;
  return (
    <p>
      {words.search.neverSurveyedLead}{" "}
      {may.readChecks ? <Link to="/kunjungan">{words.areas.plan}</Link> : null}
    </p>
  );
}

function addressOf({ wilayah, desil, didata }: Filter, cursor: string | undefined): string {
  return new URLSearchParams({
    ...(wilayah === undefined ? {} : { region: wilayah }),
    ...(desil === undefined ? {} : { decile: String(desil) }),
    ...(didata === undefined ? {} : { surveyed: "never" }),
    ...(cursor === undefined ? {} : { cursor }),
  }).toString();
}

function Filters({ filter }: { readonly filter: Filter }) {
  const { words } = useSpeech();
  const navigate = useNavigate();
  const choose = (change: Filter) => void navigate({ to: "/keluarga", search: change });
  return (
    <div className="card filters">
      <RegionChoice
        value={filter.wilayah ?? ""}
        onChange={(wilayah) =>
          choose({ ...without(filter, "wilayah"), ...(wilayah === "" ? {} : { wilayah }) })
        }
      />
      <Choice
        label={words.common.decile}
        value={String(filter.desil ?? "")}
        onChange={(desil) =>
          choose({ ...without(filter, "desil"), ...(desil === "" ? {} : { desil: Number(desil) }) })
        }
      >
        <option value="">{words.common.all}</option>
        {DECILES.map((decile) => (
          <option key={decile} value={decile}>
            {words.common.decileOf(decile)}
          </option>
        ))}
      </Choice>
      <Choice
        label={words.search.surveyed}
        value={filter.didata ?? ""}
        onChange={(didata) =>
          choose({ ...without(filter, "didata"), ...(didata === "belum" ? { didata } : {}) })
        }
      >
        <option value="">{words.common.all}</option>
        <option value="belum">{words.search.neverSurveyed}</option>
      </Choice>
    </div>
  );
}

/** The filter without one of its parts. */
function without(filter: Filter, part: keyof Filter): Filter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => name !== part));
}
