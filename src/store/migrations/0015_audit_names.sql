-- Oversight sees persons, not numbers: whoever reads the audit trail may read whose account it was (trust-and-ux A13).

create policy self_oversight on account for select to dtsen_app using ((select dtsen.holds('read-audit')));
