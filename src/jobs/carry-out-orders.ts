import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { keepLooking, type Looker } from "./keep-looking.ts";
import { type TakeBackProblem, takeBack } from "./take-back.ts";

/** What came of an order: a second person is waited for, the version before is in force again, or why neither. */
export type OrderOutcome = "waits" | "withdrawn" | TakeBackProblem | "not-working";

/** An order that was carried out: nobody's name of the register is in it. */
export type CarriedOut = { readonly order: number; readonly outcome: OrderOutcome };

type TakenOrder = {
  readonly order_no: number;
  readonly label: string;
  readonly username: string;
  readonly reason: string;
};

/**
 * Carries out the orders that people gave on the screen to take a version back, the oldest first, each in its orderer's
 * name and by the same rules as `dtsen withdraw`: the right is asked for again, the list is sealed before a word counts.
 */
export async function carryOutOrders(
  house: House,
  failed: (error: unknown) => void,
): Promise<readonly CarriedOut[]> {
  const done: CarriedOut[] = [];
  for (;;) {
    const [order] = await asWorker(house.desk, (tx) =>
      tx.query<TakenOrder>("select * from dtsen.take_withdrawal_order()"),
    );
    if (order === undefined) return done;
    const outcome = await carryOut(house, order, failed);
    await asWorker(house.desk, (tx) =>
      tx.query("select dtsen.end_withdrawal_order($1, $2)", [order.order_no, outcome]),
    );
    done.push({ order: Number(order.order_no), outcome });
  }
}

async function carryOut(
  house: House,
  { label, username, reason }: TakenOrder,
  failed: (error: unknown) => void,
): Promise<OrderOutcome> {
  try {
    const answer = await takeBack(house, { label, by: username, reason });
    if (answer.ok) return answer.value.state;
    // A keeper that died after the word: it stands, and the second is waited for.
    return answer.problem === "said-already" ? "waits" : answer.problem;
  } catch (error) {
    failed(error);
    return "not-working";
  }
}

const LOOK_EVERY_MS = 1500;

/** Looks for orders as long as the server runs, one at a time. */
export function keepOrders(
  house: House,
  heard: {
    readonly done: (ended: CarriedOut) => void;
    readonly failed: (error: unknown) => void;
  },
): Looker {
  const work = async () => (await carryOutOrders(house, heard.failed)).forEach(heard.done);
  return keepLooking(LOOK_EVERY_MS, work, heard.failed);
}
