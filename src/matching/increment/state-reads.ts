import { BLOCKING_KEYS, KEYS_OF_A_KIND } from "#matching/blocking-keys.ts";
import { lives } from "./match-state.ts";

/**
 * What steps of an increment read of the state. Each asks for few rows by one number and reads that column of the whole nation;
 * what is wide is looked at only where the number is asked for. A condition is on the table's own short name.
 */

/** SQL: records (`r`) that stand now, as the state keeps them; none of what came. */
export const standing = (condition: string): string => `\
select r.* from (select * from record r where ${condition}) r
where not exists (select 1 from removed_key k where k.record_key = r.record_key)
  and not exists (select 1 from record_gone g where g.record_key = r.record_key)`;

/** SQL: records (`l`) that seek and sought before, as the state keeps them. */
export const stillLeft = (condition: string): string => `\
select l.* from (select * from left_state l where ${condition}) l
where not exists (select 1 from left_removed k where k.record_key = l.record_key) and ${lives("l", "left_gone")}`;

/** SQL: keys (`k`) by which the state's records seek, those that seek no more among them. */
export const leftKeysBefore = (condition: string): string => `\
select k.key, k.refinement, k.record_key from (select * from left_key k where ${condition}) k
where ${lives("k", "left_gone")}`;

/** SQL (key, refinement, record_key): of the state's spine, keys that a table asks for. */
export function spineKeysBefore(asked: string): string {
  const kinds = BLOCKING_KEYS.map(
    ({ refinement }, kind) => `\
select r.key_${kind} as key, cast(r.${refinement} as bigint) as refinement, r.record_key from registry_key r
where r.key_${kind} in (select c.key from ${asked} c
  where c.key between ${BigInt(kind) * KEYS_OF_A_KIND} and ${BigInt(kind + 1) * KEYS_OF_A_KIND - 1n})`,
  );
  return `\
select k.key, k.refinement, k.record_key from (${kinds.join("\nunion all\n")}) k
where k.record_key not in (select g.record_key from record_gone g)
  and k.record_key not in (select b.record_key from spine_repeat_state b)`;
}

/** SQL: pairs (`p`) by their own values as they are now, with all that is known of them. */
export const pairsNow = (condition: string): string => `\
select p.* from (select * from own_pair p where ${condition}) p
where not exists (select 1 from own_gone g
    where g.record_key = p.record_key and g.spine_key = p.spine_key and g.layer > p.layer)
  and not exists (select 1 from own_lost g where g.record_key = p.record_key and g.spine_key = p.spine_key)
union all
select p.* from scored_part p where ${condition}`;

const ENDS = "e.record_key, e.delivery_no, e.spine_key, e.kk, e.spine_kk";

/** SQL (record_key, delivery_no, spine_key, kk, spine_kk): links (`e`) of pass 0 as they are now. */
export const exactNow = (condition: string): string => `\
select ${ENDS}
from (select * from exact e where ${condition}) e
where not exists (select 1 from gone_record g where g.record_key = e.record_key) and ${lives("e", "exact_gone")}
union all
select ${ENDS} from exact_part e where ${condition}`;

/** SQL (the same): links (`e`) that are sure by themselves and not of pass 0, as they were. */
export const sureBefore = (condition: string): string => `\
select ${ENDS} from (select * from sure_link e where ${condition}) e where ${lives("e", "sure_gone")}`;

/** SQL (the same): links (`e`) that are sure by themselves and not of pass 0, as they are now. */
export const sureNow = (condition: string): string => `\
select ${ENDS} from (${sureBefore(condition)}) e
where not exists (select 1 from sure_before b where b.record_key = e.record_key)
union all
select ${ENDS} from sure_part e where ${condition}`;
