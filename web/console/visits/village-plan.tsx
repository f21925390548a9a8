import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { VisitPlan } from "#contract/visit-plan.ts";
import { type Answer, ask } from "#web/kit/ask.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { VisitDay } from "./visit-day.tsx";

const PER_DAY = [4, 6, 8, 10] as const;
/** A working week at a time: no more doors are opened, and noted, than can be walked. */
const DAYS = 5;

/** The doors of one village, so many a day, five days at a time. */
export function VillagePlan({ village }: { readonly village: string }) {
  const { words, language } = useSpeech();
  const said = words.visits;
  const [perDay, setPerDay] = useState(8);
  const query = useInfiniteQuery({
    queryKey: ["visits", village, perDay],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }): Promise<Answer<VisitPlan>> =>
      ask(`/visit-plans/${village}?${address(perDay * DAYS, pageParam)}`),
    getNextPageParam: (last) => (last.ok ? last.value.next : undefined),
  });
  const pages = query.data?.pages ?? [];
  const refused = pages.find((page) => !page.ok);
  if (refused?.ok === false) return <Refused problem={refused.problem} />;
  const [first] = pages.flatMap((page) => (page.ok ? [page.value] : []));
  if (first === undefined) return <p className="busy">{words.common.loading}</p>;
  const { place, total, visited } = first;
  const title = said.titleOf(`${place.village}, ${place.district}`);
  if (total === 0) {
    return (
      <Part id="plan" title={title}>
        <Notice tone="good">{said.none}</Notice>
      </Part>
    );
  }
  const visits = pages.flatMap((page) => (page.ok ? page.value.items : []));
  const days = Map.groupBy(visits, ({ nth }) => Math.ceil(nth / perDay));
  const count = (number: number) => formatCount(number, language);
  return (
    <Part id="plan" title={title} lead={said.total(count(total), count(visited))}>
      <div className="visit-pace no-print">
        <Choice
          label={said.perDay}
          value={String(perDay)}
          onChange={(value) => setPerDay(Number(value))}
        >
          {PER_DAY.map((number) => (
            <option key={number} value={number}>
              {said.perDayOf(count(number))}
            </option>
          ))}
        </Choice>
        <p>{said.days(count(Math.ceil(total / perDay)))}</p>
      </div>
      <p className="visit-care">{said.careful}</p>
      {[...days].map(([day, doors]) => (
        <VisitDay key={day} day={day} visits={doors} />
      ))}
      <p className="soft" role="status">
        {said.shown(count(visits.length), count(total))}
      </p>
      {query.hasNextPage ? (
        <button
          type="button"
          className="button no-print"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {said.more}
        </button>
      ) : null}
    </Part>
  );
}

const address = (limit: number, cursor: string | undefined): string =>
  new URLSearchParams({
    limit: String(limit),
    ...(cursor === undefined ? {} : { cursor }),
  }).toString();
