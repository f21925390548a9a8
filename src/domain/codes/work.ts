import { codeList, renumbered, type StandardRow } from "./code-list.ts";

const INDUSTRIES: readonly StandardRow[] = [
  [1, "Pertanian padi dan palawija", "Rice and secondary crops"],
  [2, "Hortikultura", "Horticulture"],
  [3, "Perkebunan", "Plantations"],
  [4, "Perikanan", "Fishery"],
  [5, "Peternakan", "Livestock"],
  [6, "Kehutanan dan pertanian lainnya", "Forestry and other agriculture"],
  [7, "Pertambangan dan penggalian", "Mining and quarrying"],
  [8, "Industri pengolahan", "Manufacturing"],
  [9, "Listrik dan gas", "Electricity and gas"],
  [10, "Air dan pengelolaan limbah", "Water and waste"],
  [11, "Konstruksi", "Construction"],
  [12, "Perdagangan dan reparasi", "Trade and repair"],
  [13, "Angkutan dan pergudangan", "Transport and storage"],
  [14, "Akomodasi dan makan minum", "Lodging and food"],
  [15, "Informasi dan komunikasi", "Information and communication"],
  [16, "Keuangan dan asuransi", "Finance and insurance"],
  [17, "Real estat", "Real estate"],
  [18, "Jasa profesional", "Professional services"],
  [19, "Persewaan dan jasa penunjang", "Rental and support services"],
  [20, "Pemerintahan, pertahanan, jaminan sosial wajib", "Public administration and defence"],
  [21, "Pendidikan", "Education"],
  [22, "Kesehatan dan kegiatan sosial", "Health and social work"],
  [23, "Kesenian, hiburan, rekreasi", "Arts and recreation"],
  [24, "Jasa lainnya", "Other services"],
  [25, "Keluarga sebagai pemberi kerja", "Households as employers"],
  [26, "Badan internasional", "International bodies"],
];

export const INDUSTRY = codeList("industry", "417, 421", INDUSTRIES, {
  dtks: [
    ...renumbered(INDUSTRIES, { 1: 1, 2: 2, 3: 3 }),
    [4, 4, "Perikanan tangkap", "Capture fishery"],
    [5, 4, "Perikanan budidaya", "Aquaculture"],
    ...renumbered(INDUSTRIES, { 6: 5, 7: 6, 8: 7, 9: 8, 10: 9, 11: 11, 12: 12, 13: 14, 14: 13 }),
    ...renumbered(INDUSTRIES, { 15: 15, 16: 16, 17: 21, 18: 22, 19: 20, 20: 24 }),
  ],
  p3ke: [
    [1, 1, "Petani", "Farmer"],
    [2, 4, "Nelayan", "Fisher"],
    [3, 12, "Pedagang", "Trader"],
    [4, 20, "PNS/TNI/Polri/pejabat negara", "Civil servant or official"],
    [5, 8, "Pegawai swasta", "Private employee"],
    [6, 24, "Wiraswasta", "Self-employed"],
    [7, "not-applicable", "Pensiunan", "Retired"],
    [8, 24, "Pekerja lepas", "Casual worker"],
    [9, "not-known", "Lainnya", "Other"],
    [10, "not-applicable", "Tidak/belum bekerja", "Does not work"],
  ],
});

const JOBS: readonly StandardRow[] = [
  [1, "Berusaha sendiri", "Own-account"],
  [2, "Berusaha dibantu buruh tak tetap/tak dibayar", "Employer of casual or unpaid workers"],
  [3, "Berusaha dibantu buruh tetap/dibayar", "Employer of permanent workers"],
  [4, "Buruh/karyawan/pegawai swasta", "Private employee"],
  [5, "PNS/TNI/Polri/BUMN/BUMD/pejabat negara", "Civil servant, soldier, police, state company"],
  [6, "Pekerja bebas pertanian", "Casual worker in agriculture"],
  [7, "Pekerja bebas nonpertanian", "Casual worker outside agriculture"],
  [8, "Pekerja keluarga/tak dibayar", "Unpaid family worker"],
];

export const JOB_STATUS = codeList("job-status", "418", JOBS, {
  "regsosek-2026": [
    ...renumbered(JOBS, { 1: 1, 2: 2, 3: 3, 4: 4 }),
    [5, 5, "ASN/TNI/Polri/BUMN/BUMD/pejabat negara", "State employee, soldier, police"],
    ...renumbered(JOBS, { 6: 6, 7: 7, 8: 8 }),
  ],
  dtks: [
    ...renumbered(JOBS, { 1: 1, 2: 2, 3: 3, 4: 4 }),
    [5, 5, "PNS/TNI/Polri/BUMN/BUMD/anggota legislatif", "State employee or legislator"],
    ...renumbered(JOBS, { 6: 6, 7: 7, 8: 8 }),
  ],
});

/** Monthly, in millions of rupiah; the words behind the numbers are those of the form. */
export const BUSINESS_TURNOVER = codeList("business-turnover", "425", [
  [1, "Ultra mikro: kurang dari 5 juta", "Below 5 million"],
  [2, "Ultra mikro: 5 sampai kurang dari 15 juta", "5 to below 15 million"],
  [3, "Ultra mikro: 15 sampai kurang dari 25 juta", "15 to below 25 million"],
  [4, "Mikro: 25 sampai kurang dari 167 juta", "25 to below 167 million"],
  [5, "Kecil: 167 juta sampai kurang dari 1,25 miliar", "167 million to below 1.25 billion"],
  [6, "Menengah: 1,25 sampai kurang dari 4,167 miliar", "1.25 to below 4.167 billion"],
  [7, "Besar: 4,167 miliar atau lebih", "4.167 billion or more"],
]);

/** Asked only by the form of 2026: item 419b. UMK is the regency's minimum wage. */
export const WAGE_BAND = codeList("wage-band", "419b", [
  [1, "Kurang dari 1 juta", "Below 1 million"],
  [2, "1 juta sampai kurang dari UMK", "1 million to below the minimum wage"],
  [3, "UMK sampai 10 juta", "Minimum wage to 10 million"],
  [4, "Lebih dari 10 juta", "Above 10 million"],
]);
