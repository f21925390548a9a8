-- A list that is delivered whole again goes on: rows that say the same keep their record keys (decision 0101).
alter table delivery
  add column goes_on_from int references delivery check (goes_on_from < delivery_no),
  add column rows_repeated bigint not null default 0,
  add check (rows_repeated <= rows_accepted),
  add check (goes_on_from is not null or rows_repeated = 0);
comment on column delivery.goes_on_from is
  'the delivery of the same source and set whose record keys this one keeps for rows that say the same; null where it began a list';
comment on column delivery.rows_repeated is 'accepted rows that say, word for word, what a row of that delivery said';
