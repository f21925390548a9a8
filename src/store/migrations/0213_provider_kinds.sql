-- Providers by each of the twelve kinds of sources of social welfare (Permensos 8/2012), and no longer five of them as "psks": that
-- word stays for what a region counts beside them.
alter table provider drop constraint provider_kind_check;
alter table provider add constraint provider_kind_check check (kind in ('blk', 'finance', 'upt', 'lks', 'karang-taruna', 'lk3', 'wksbm',
  'business', 'social-worker', 'psm', 'tagana', 'tksk', 'counsellor', 'women-leader', 'pioneer-family', 'psks'));
comment on table provider is
  'policy: region; who serves plans (BLK, lenders, UPT and the twelve kinds of PSKS), with places free and taken';
