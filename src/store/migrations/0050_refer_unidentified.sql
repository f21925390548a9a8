-- Whoever may refer an unidentified person follows them too: the right stood in the law book without a policy.

do $$
begin
  execute format('create policy region_refer on unidentified_person for update to dtsen_app using (%1$s) with check (%1$s)',
    region_clause('village_no', 'refer-unidentified'));
  execute format('create policy region_refer on unidentified_event for insert to dtsen_app with check (%s '
    'and by_account = (select dtsen.acting_account()))', region_clause('village_no', 'refer-unidentified'));
end $$;
