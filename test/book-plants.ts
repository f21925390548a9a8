import type pg from "pg";
import { PLACES, type Place } from "#test/rls-places.ts";
import { homeOf, idOf, villageOf } from "#test/rls-world.ts";

/** Assigned to the demo facilitator; the others to somebody else, also where they live in her village. */
const HERS: readonly Place[] = ["own", "sibling", "suppressed", "suppressed-member"];
const FACILITATOR = "(select account_id from account where username = 'pkh-facilitator')";
const STRANGER = "(select account_id from account where username = 'stranger')";

/** A family of a book at every place, with a check, a warning, a group and a session numbered like it. */
export async function plantBooks(admin: pg.Client): Promise<void> {
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    const keeper = HERS.includes(place) ? FACILITATOR : STRANGER;
    await admin.query(`
      insert into book_assignment (account_id, family_id, village_no, domicile_village_no, from_on, decree, made_by, made_at)
        values (${keeper}, ${id}, ${village}, ${home}, '2026-01-01', 'SK/1', 1, now());
      insert into book_check (client_id, phase, family_id, person_id, commitment, due, done, result, source, on_day, by_account, at)
        values (gen_random_uuid(), '2026-q1', ${id}, ${id}, 'school', 10, 1, 'not-met', 'visit', '2026-01-01', 1, now());
      insert into book_warning (warning_no, client_id, family_id, person_id, commitment, village_no, state, answer_until)
        overriding system value values (${id}, gen_random_uuid(), ${id}, ${id}, 'school', ${home}, 'first', '2026-01-19');
      insert into book_warning_event (warning_no, act, check_no, letter, letter_on, on_day, at, by_account)
        select ${id}, 'send-first', max(check_no), 'SP/1', '2026-01-05', '2026-01-05', now(), 1 from book_check;
      insert into book_group (group_no, client_id, account_id, village_no, name, made_at)
        overriding system value values (${id}, gen_random_uuid(), ${keeper}, ${village}, 'Mawar', now());
      insert into book_group_family values (${id}, ${id});
      insert into book_session (session_no, client_id, group_no, held_on, starts_at, module, place, by_account, at)
        overriding system value values (${id}, gen_random_uuid(), ${id}, '2026-02-01', '09:00', 'money', 'Balai', 1, now());
      insert into book_attendance (client_id, session_no, family_id, mark, by_account, at)
        values (gen_random_uuid(), ${id}, ${id}, 'present', 1, now());
      insert into book_unreached values (${village}, 'school', '2026-01-01', '2026-01-31', 'SK/1', 1) on conflict do nothing`);
  }
}
