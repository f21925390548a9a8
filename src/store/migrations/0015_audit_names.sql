-- Auditors see persons, not numbers: whoever may see officers reads whose account it was (trust-and-ux A13).

create policy self_oversight on account for select to dtsen_app using ((select dtsen.holds('read-officer')));
