import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";

export const numberOf = ({ familyId }: FixtureFamily): number => 9000 + familyId;

/** Each family in the book of the facilitator, though she serves one village; with a warning that waits for its second person. */
export async function plantBookWork(desk: Desk, families: readonly FixtureFamily[]): Promise<void> {
  for (const one of families) {
    const values = [numberOf(one), one.familyId, one.villageNo];
    await desk.owner.query(
      `insert into dtsen.book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
       select account_id, $1, $2, $2, '2026-01-01', 'SK/1', account_id, now() from dtsen.account where username = 'pkh-facilitator'`,
      values.slice(1),
    );
    await desk.owner.query(
      `with w as (insert into dtsen.book_warning (warning_no, client_id, family_id, person_id, commitment, village_no, state,
           answer_until) overriding system value values ($1::bigint, gen_random_uuid(), $2::bigint, $2::bigint * 10, 'school', $3,
           'proposed', '2026-01-19') returning warning_no),
         c as (insert into dtsen.book_check (client_id, phase, family_id, person_id, commitment, due, done, result, source, on_day,
           by_account, at) select gen_random_uuid(), '2026-q1', $2::bigint, $2::bigint * 10, 'school', 10, 1, 'not-met', 'visit',
           '2026-01-01', min(account_id), now() from dtsen.account, generate_series(1, 3) group by generate_series returning check_no)
       insert into dtsen.book_warning_event (warning_no, act, check_no, letter, letter_on, on_day, at, by_account)
         select $1::bigint, (array['send-first', 'send-second', 'propose'])[n::int], check_no,
           case when n < 3 then 'SP/1' end, case when n < 3 then date '2026-01-01' + n::int end, date '2026-01-05' + n::int, now(),
           (select min(account_id) from dtsen.account)
         from (select check_no, row_number() over (order by check_no) as n from c) x order by n`,
      values,
    );
    await desk.owner.query(
      `with g as (insert into dtsen.book_group (group_no, client_id, account_id, village_no, name, made_at)
           overriding system value select $1::bigint, gen_random_uuid(), account_id, $3, 'Kelompok ' || $1::bigint, now()
           from dtsen.account where username = 'pkh-facilitator' returning group_no),
         f as (insert into dtsen.book_group_family select group_no, $2::bigint from g)
       insert into dtsen.book_session (session_no, client_id, group_no, held_on, starts_at, module, place, by_account, at)
         overriding system value select $1::bigint, gen_random_uuid(), group_no, '2026-02-01', '09:00', 'money', 'Balai ' || $1::bigint,
           (select min(account_id) from dtsen.account), now() from g`,
      values,
    );
  }
}
