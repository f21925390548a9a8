-- Institutions, offices, roles, purposes, rights: data, not code. Rights name a purpose (design 3.6).

insert into institution values
  ('bps', 'Badan Pusat Statistik', 'Statistics Indonesia', 'agency'),
  ('kemensos', 'Kementerian Sosial', 'Ministry of Social Affairs', 'ministry'),
  ('dukcapil', 'Ditjen Dukcapil, Kemendagri', 'Civil Registry', 'ministry'),
  ('bappenas', 'Kementerian PPN/Bappenas', 'Ministry of National Development Planning', 'ministry'),
  ('bpkp', 'Badan Pengawasan Keuangan dan Pembangunan', 'Finance and Development Supervisory Agency', 'oversight'),
  ('pemprov', 'Pemerintah provinsi', 'Provincial government', 'local-government'),
  ('pemkab', 'Pemerintah kabupaten/kota', 'Regency or city government', 'local-government'),
  ('dinsos', 'Dinas sosial kabupaten/kota', 'Regency social affairs office', 'local-government'),
  ('kecamatan', 'Kantor kecamatan', 'District office', 'local-government'),
  ('desa', 'Pemerintah desa/kelurahan', 'Village government', 'village');

insert into office values
  ('bps-pusat', 'bps', 'Direktorat pengelola DTSEN', 'Directorate for DTSEN', 'nation'),
  ('pusdatin', 'kemensos', 'Pusdatin Kesejahteraan Sosial', 'Social Welfare Data Centre', 'nation'),
  ('linjamsos', 'kemensos', 'Ditjen Perlindungan dan Jaminan Sosial', 'Social Protection Directorate', 'nation'),
  ('kemensos-menteri', 'kemensos', 'Menteri Sosial', 'Minister of Social Affairs', 'nation'),
  ('dukcapil-pusat', 'dukcapil', 'Direktorat PIAK', 'Population Information Directorate', 'nation'),
  ('bappenas-sdi', 'bappenas', 'Sekretariat Satu Data Indonesia', 'One Data Secretariat', 'nation'),
  ('bpkp-pusat', 'bpkp', 'Deputi pengawasan', 'Deputy for oversight', 'nation'),
  ('dpo', 'bps', 'Pejabat Pelindung Data Pribadi', 'Data protection officer', 'nation'),
  ('dinsos-provinsi', 'pemprov', 'Dinas sosial provinsi', 'Provincial social affairs office', 'province'),
  ('gubernur', 'pemprov', 'Gubernur', 'Governor', 'province'),
  ('bupati', 'pemkab', 'Bupati/Wali kota', 'Regent or mayor', 'regency'),
  ('dinsos', 'dinsos', 'Dinas sosial', 'Social affairs office', 'regency'),
  ('kecamatan', 'kecamatan', 'Kantor camat', 'District office', 'district'),
  ('desa', 'desa', 'Kantor desa/kelurahan', 'Village office', 'village'),
  ('lapangan', 'kemensos', 'Tenaga lapangan', 'Field staff', 'district');

insert into role (role_code, institution_code, name_id, name_en, needs_totp) values
  ('rt-rw', 'desa', 'Ketua RT/RW', 'Neighbourhood head', false),
  ('village-operator', 'desa', 'Operator desa/kelurahan', 'Village operator', true),
  ('district-operator', 'kecamatan', 'Operator kecamatan', 'District operator', true),
  ('dinsos-verifier', 'dinsos', 'Verifikator dinas sosial', 'Social office verifier', true),
  ('dinsos-head', 'dinsos', 'Kepala dinas sosial', 'Head of social office', true),
  ('bupati', 'pemkab', 'Bupati/Wali kota', 'Regent or mayor', true),
  ('province-officer', 'pemprov', 'Petugas dinas sosial provinsi', 'Provincial officer', true),
  ('gubernur', 'pemprov', 'Gubernur', 'Governor', true),
  ('pusdatin-officer', 'kemensos', 'Petugas Pusdatin', 'Data centre officer', true),
  ('program-determiner', 'kemensos', 'Penetap program', 'Program determiner', true),
  ('menteri', 'kemensos', 'Menteri Sosial', 'Minister of Social Affairs', true),
  ('bps-statistician', 'bps', 'Statistisi BPS', 'BPS statistician', true),
  ('bps-publisher', 'bps', 'Pejabat rilis BPS', 'BPS release officer', true),
  ('dukcapil-officer', 'dukcapil', 'Petugas Dukcapil', 'Civil registry officer', true),
  ('bappenas-coordinator', 'bappenas', 'Koordinator SDI', 'One Data coordinator', true),
  ('auditor', 'bpkp', 'Auditor', 'Auditor', true),
  ('dpo', 'bps', 'Pejabat Pelindung Data Pribadi', 'Data protection officer', true),
  ('pkh-facilitator', 'kemensos', 'Pendamping PKH', 'PKH facilitator', true),
  ('tksk', 'kemensos', 'TKSK', 'District social welfare worker', true),
  ('psm', 'desa', 'Pekerja Sosial Masyarakat', 'Community social worker', true),
  ('tagana', 'dinsos', 'Tagana', 'Disaster cadre', true),
  ('karang-taruna', 'desa', 'Kader Karang Taruna', 'Youth cadre', true),
  ('protection-officer', 'kemensos', 'Petugas perlindungan', 'Protection officer', true),
  ('account-administrator', 'dinsos', 'Admin akun', 'Account administrator', true);

insert into purpose values
  ('verification', 'Verifikasi dan validasi', 'Verification', 'UU 13/2011 pasal 8-10; Inpres 4/2025'),
  ('public-service', 'Pelayanan warga', 'Serving a citizen', 'UU 25/2009; UU 27/2022 pasal 20(2)e'),
  ('public-lookup', 'Cek status', 'Public status lookup', 'UU 14/2008; UU 27/2022 pasal 20(2)e'),
  ('statistics', 'Pemutakhiran dan pemeringkatan', 'Updating and ranking', 'Inpres 4/2025; Peraturan BPS 6/2025'),
  ('determination', 'Penetapan penerima', 'Determining recipients', 'UU 13/2011; Perpres program'),
  ('identity-check', 'Pemadanan identitas', 'Identity check', 'UU 23/2006 jo. UU 24/2013 pasal 58'),
  ('protection', 'Perlindungan korban dan saksi', 'Protecting victims and witnesses', 'UU 31/2014; UU 12/2022'),
  ('oversight', 'Pengawasan', 'Oversight', 'PP 60/2008; UU 27/2022 pasal 53-54'),
  ('administration', 'Pengelolaan akun', 'Account administration', 'Perpres 95/2018'),
  ('own-data', 'Data sendiri', 'One''s own data', 'UU 27/2022 pasal 5-7');

-- Field and office roles that see and serve their region.
insert into role_right
select r, g, p from unnest(array['village-operator', 'district-operator', 'dinsos-verifier', 'dinsos-head',
    'province-officer', 'pusdatin-officer', 'pkh-facilitator', 'tksk']) as r
  cross join unnest(array['read-family', 'search-family', 'read-who-looked', 'record-finding']) as g
  cross join unnest(array['verification', 'public-service']) as p
union all
select r, g, 'verification' from unnest(array['psm', 'tagana', 'karang-taruna']) as r
  cross join unnest(array['read-family', 'record-finding', 'register-unidentified']) as g
union all
select r, 'issue-check-code', 'public-service' from unnest(array['village-operator', 'district-operator', 'dinsos-verifier']) as r
union all
select r, 'register-unidentified', 'verification' from unnest(array['village-operator', 'district-operator', 'dinsos-verifier', 'tksk']) as r
union all
select r, g, 'verification' from unnest(array['dinsos-verifier', 'dinsos-head']) as r
  cross join unnest(array['decide-finding', 'decide-evidence', 'read-quarantine', 'read-delivery', 'read-identity']) as g
union all
select r, g, 'verification' from unnest(array['province-officer', 'pusdatin-officer']) as r
  cross join unnest(array['read-quarantine', 'read-delivery', 'read-identity']) as g
union all
select 'bps-statistician', g, 'statistics' from unnest(array['build-version', 'freeze-version', 'write-rank',
  'read-quarantine', 'read-delivery', 'receive-delivery']) as g
union all
select 'bps-publisher', g, 'statistics' from unnest(array['publish-version', 'withdraw-version', 'read-delivery']) as g
union all
select 'pusdatin-officer', 'receive-delivery', 'verification'
union all
select 'program-determiner', g, 'determination' from unnest(array['read-family', 'search-family', 'determine-program']) as g
union all
select r, 'sign-decree', 'determination' from unnest(array['bupati', 'gubernur', 'menteri']) as r
union all
select 'dukcapil-officer', g, 'identity-check' from unnest(array['answer-identity', 'read-identity', 'read-delivery']) as g
union all
select r, g, 'oversight' from unnest(array['auditor', 'dpo']) as r
  cross join unnest(array['read-family', 'read-audit', 'export-audit', 'read-quarantine', 'read-delivery']) as g
union all
select 'dpo', g, 'oversight' from unnest(array['erase-person', 'read-suppressed', 'read-vault']) as g
union all
select 'protection-officer', g, 'protection' from unnest(array['suppress', 'read-suppressed', 'read-family', 'read-vault']) as g
union all
select 'account-administrator', 'manage-accounts', 'administration'
union all
select 'dinsos-head', 'manage-accounts', 'administration';

insert into source_owner values
  ('dukcapil', 'Ditjen Dukcapil', 'UU 23/2006 jo. UU 24/2013 pasal 58', 'dua kali setahun', 24),
  ('dtks', 'Kementerian Sosial', 'UU 13/2011 pasal 8-10', 'sekali', 24),
  ('regsosek', 'BPS', 'Inpres 4/2022', 'sekali', 24),
  ('p3ke', 'Kemenko PMK', 'Inpres 4/2022', 'sekali', 24),
  ('dtsen', 'BPS', 'Inpres 4/2025; Peraturan BPS 6/2025', 'triwulan', 24),
  ('pln', 'PT PLN (Persero)', 'Inpres 4/2025', 'triwulan', 12),
  ('bpjs-kesehatan', 'BPJS Kesehatan', 'Inpres 4/2025', 'triwulan', 12),
  ('bpjs-ketenagakerjaan', 'BPJS Ketenagakerjaan', 'Inpres 4/2025', 'triwulan', 12),
  ('bkn', 'Badan Kepegawaian Negara', 'Inpres 4/2025', 'triwulan', 12),
  ('ahu', 'Ditjen AHU', 'Inpres 4/2025', 'triwulan', 12),
  ('vehicles', 'Korlantas Polri', 'Inpres 4/2025', 'triwulan', 12),
  ('land', 'Kementerian ATR/BPN', 'Inpres 4/2025', 'triwulan', 12),
  ('dapodik', 'Kemendikdasmen', 'Inpres 4/2025', 'semester', 12),
  ('susenas', 'BPS', 'UU 16/1997', 'dua kali setahun', 60),
  ('feedback', 'Meja kerja OpenDTSEN', 'UU 27/2022 pasal 6', 'harian', 24);
