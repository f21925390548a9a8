import type { CaseHolder } from "./case-procedure.ts";

/** Offices that hold steps of cases; the region of a case says which of their kind. */
export const VILLAGE_OFFICE: CaseHolder = { institution: "village-government", tier: "village" };
export const DISTRICT_OFFICE: CaseHolder = { institution: "regency-government", tier: "district" };
export const SOCIAL_OFFICE: CaseHolder = { institution: "regency-government", tier: "regency" };
export const PROVINCE_OFFICE: CaseHolder = { institution: "province-government", tier: "province" };
export const MINISTRY: CaseHolder = { institution: "kemensos", tier: "nation" };
export const INSPECTORATE: CaseHolder = { institution: "itjen-kemensos", tier: "nation" };
export const STATISTICS_OFFICE: CaseHolder = { institution: "bps", tier: "nation" };
export const CIVIL_REGISTRY: CaseHolder = { institution: "dukcapil", tier: "regency" };
export const INSURER: CaseHolder = { institution: "bpjs-kesehatan", tier: "regency" };
export const INSURER_CENTRE: CaseHolder = { institution: "bpjs-kesehatan", tier: "nation" };
export const FACILITY: CaseHolder = { institution: "health-facility", tier: "regency" };
