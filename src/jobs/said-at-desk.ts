import type { BuildContext } from "./build-rooms.ts";
import { standingIds } from "./standing-ids.ts";

/** What people said at the desk about ids of versions before, under those that stand for them now. */
export async function saidAtDesk({ house, inputs, limits }: BuildContext) {
  const { checkAnswers, givenBack, ledgerFiles } = inputs;
  if (checkAnswers.length === 0 && givenBack.length === 0) return {};
  const standsFor = await standingIds(house.folders.ledger, { ledgerFiles, limits });
  return {
    checkAnswers: checkAnswers.map(({ answeredAt: _at, actors: _by, ...one }) => ({
      ...one,
      standsId: standsFor(one.unit, one.askedId),
    })),
    givenBack: givenBack.map((one) => ({ ...one, standsId: standsFor("family", one.askedId) })),
  };
}
