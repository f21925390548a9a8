/** Something joined and what joins it: a decision with the records that it says are one. */
export type Chain = { readonly keys: readonly bigint[] };

/**
 * Of the chains those by which one end can be reached from another: the ones on a way that passes nothing twice. Ends are
 * given as groups; ways inside a group do not count. What hangs on such a way and leads nowhere is not among them.
 */
export function chainsBetween<Each extends Chain>(
  chains: readonly Each[],
  ends: readonly (readonly bigint[])[],
): ReadonlySet<Each> {
  const groupOf = new Map(ends.flatMap((keys, i) => keys.map((key) => [key, `end ${i}`] as const)));
  const nodeOf = (key: bigint): string => groupOf.get(key) ?? `key ${key}`;
  const graph = new Graph();
  for (const [i, { keys }] of chains.entries()) {
    for (const key of keys) graph.connect(`chain ${i}`, nodeOf(key));
  }
  for (const i of ends.keys()) graph.connect(START, `end ${i}`);
  const round = graph.throughStart();
  return new Set(chains.filter((_, i) => round.has(`chain ${i}`)));
}

/** Joined to every end: whatever lies with it on a ring lies on a way between two of them. */
const START = "start";

class Graph {
  readonly #beside = new Map<string, Set<string>>();

  connect(a: string, b: string): void {
    this.#of(a).add(b);
    this.#of(b).add(a);
  }

  #of(node: string): Set<string> {
    const known = this.#beside.get(node);
    if (known !== undefined) return known;
    const made = new Set<string>();
    this.#beside.set(node, made);
    return made;
  }

  /**
   * Everything that lies on a ring with the start. One walk in depth: below a node from which no way leads back above
   * the node before it, nothing does; without recursion, for somebody may decide for years.
   */
  throughStart(): ReadonlySet<string> {
    const order = this.#walk();
    const low = new Map<string, number>();
    for (const [node, { depth }] of [...order].reverse()) {
      const beside = [...this.#of(node)].flatMap((next) => {
        const seen = order.get(next);
        if (seen === undefined || order.get(node)?.from === next) return [];
        return seen.from === node ? [low.get(next) ?? depth] : [seen.depth];
      });
      low.set(node, Math.min(depth, ...beside));
    }
    const round = new Set<string>();
    for (const [node, { from, depth }] of order) {
      if (from === undefined) continue;
      const leadsBack = (low.get(node) ?? depth) < depth - 1;
      const isFirst = from === START && low.get(node) === 0;
      if (isFirst || (round.has(from) && leadsBack)) round.add(node);
    }
    return round;
  }

  /** Nodes in the order in which a walk in depth comes to them, with the one before each. */
  #walk(): ReadonlyMap<string, { readonly from: string | undefined; readonly depth: number }> {
    const seen = new Map<string, { readonly from: string | undefined; readonly depth: number }>();
    const path: { readonly node: string; readonly rest: Iterator<string> }[] = [];
    const enter = (node: string, from: string | undefined): void => {
      seen.set(node, { from, depth: path.length });
      path.push({ node, rest: this.#of(node).values() });
    };
    enter(START, undefined);
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      const next = here.rest.next();
      if (next.done === true) path.pop();
      else if (!seen.has(next.value)) enter(next.value, here.node);
    }
    return seen;
  }
}
