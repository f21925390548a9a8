import { cut } from "./chance.ts";

/** Diplomas from lowest to highest for those born around 1985; the cohort shifts the latent share. */
const DIPLOMAS = cut("ed", [
  [23, 130],
  [3, 250],
  [8, 175],
  [9, 40],
  [13, 190],
  [15, 85],
  [14, 20],
  [18, 35],
  [19, 68],
  [21, 7],
]);

const INDUSTRY_POOR = cut("u2", [
  [1, 330],
  [2, 60],
  [3, 110],
  [4, 40],
  [5, 50],
  [11, 130],
  [8, 90],
  [12, 120],
  [13, 40],
  [24, 30],
]);
const INDUSTRY_MIDDLE = cut("u2", [
  [1, 120],
  [3, 40],
  [8, 190],
  [11, 80],
  [12, 250],
  [13, 60],
  [14, 90],
  [20, 30],
  [21, 50],
  [24, 50],
  [25, 40],
]);
const INDUSTRY_RICH = cut("u2", [
  [8, 130],
  [12, 240],
  [13, 40],
  [15, 40],
  [16, 60],
  [18, 50],
  [20, 150],
  [21, 160],
  [22, 70],
  [14, 60],
]);

/** Most people have none: that is asked first. `share` is the chance of any difficulty. */
const difficulty = (bits: string, share: string): string =>
  `case when age < 2 then null when ${bits} >= ${share} then 4 when ${bits} < 0.12 * ${share} then 1 when ${bits} < 0.35 * ${share} then 2 else 3 end`;

/** Chance of any one difficulty rises with age. */
const FRAILTY = "(0.006 + case when age > 40 then 0.00006 * (age - 40) * (age - 40) else 0 end)";

/** Columns of schooling, from `ed`, the latent share of schooling, and age. Null where not applicable. */
const SCHOOLING = `
  case when age < 5 then null
       when age < 7 then case when age = 6 and u16(q1, 0) < 0.6 then 2 else 1 end
       when age < 16 then case when u16(q1, 0) < 0.03 then 3 else 2 end
       when age < 19 then case when ed > 0.22 then 2 else 3 end
       when age < 24 then case when ed > 0.78 then 2 else 3 end
       when ed < 0.02 and age > 40 then 1 else 3 end as school_participation,
  case when age < 5 then null
       when age < 13 then 23 when age < 16 then 3 when age < 19 then case when ed > 0.2 then 8 else 3 end
       when age < 23 and ed > 0.86 then 13
       else ${DIPLOMAS} end as diploma`;

/** Person facts in two layers: schooling and work first, what leans on them second. */
export function personFacts(named: string): string {
  return `
    with named as (${named}), learned as (
      select *, ${SCHOOLING} from named
    ), working as (
      select *,
             case when school_participation is null or school_participation = 1 then null
                  when school_participation = 2 then case when age < 13 then 3 when age < 16 then 8 when age < 19 then 13 else 19 end
                  when diploma = 23 then 3 else diploma end as school_level,
             case when school_participation is null or school_participation = 1 then null
                  when school_participation = 2 then greatest(1, case when age < 13 then age - 6 when age < 16 then age - 12 when age < 19 then age - 15 else age - 18 end)
                  when diploma = 23 then 1 + (byte(q1, 16) % 5) else 8 end as school_class,
             case when age < 10 then null
                  when u16(q1, 32) < case
                    when school_participation = 2 then 0.03
                    when age > 80 then 0.12
                    when sex = 1 then case when age < 19 then 0.45 when age < 25 then 0.72 when age < 60 then 0.94 when age < 70 then 0.72 else 0.4 end
                    else case when age < 19 then 0.25 when age < 60 then 0.53 when age < 70 then 0.4 else 0.18 end end
                  then 1 else 0 end as works
        from learned
    ), drawn as (
      select *, z + 0.5 * tri(q2, 32) as z2, u16(q2, 16) as u2, u16(q3, 0) as u3, u16(q3, 16) as v3,
             u16(q3, 32) as w3, u16(q8, 16) as u8,
             0.006 + case when age > 40 then 0.00006 * (age - 40) * (age - 40) else 0 end as frailty
        from working
    ), placed as (
      select *,
             case when works = 1 then case when z2 < -0.35 then ${INDUSTRY_POOR}
                  when z2 < 0.9 then ${INDUSTRY_MIDDLE} else ${INDUSTRY_RICH} end end as industry,
             case when works = 1 then case
                  when diploma >= 18 and diploma < 23 and u3 < 0.34 then 5
                  when diploma between 13 and 15 and u3 < 0.045 then 5
                  when z > 0.6 and v3 < 0.12 then 3
                  when v3 < 0.36 + 0.08 * z then 4
                  when w3 < 0.35 then 1
                  when w3 < 0.53 then 2
                  when u16(q3, 48) < 0.25 - 0.2 * z then case when w3 < 0.75 then 6 else 7 end
                  when relationship <> 1 and w3 > 0.7 then 8
                  else 1 end end as job_status
        from drawn
    )
    select * exclude (q1, q2, q3, q4, q5, q6, q7, q8, ed, fh, z, z2, u2, u3, v3, w3, u8, frailty),
           case when job_status in (1, 2, 3) then 1 when age < 10 then null else 0 end as owns_business,
           case when job_status in (1, 2, 3) then 1 + (u16(q4, 0) < 0.06)::int end as business_count,
           case when job_status in (1, 2, 3) then industry end as business_industry,
           case when job_status = 3 then 1 + byte(q4, 16) % 6 when job_status in (1, 2) then 0 end as paid_workers,
           case when job_status = 2 then 1 + byte(q4, 24) % 2 when job_status in (1, 3) then 0 end as unpaid_workers,
           case when job_status in (1, 2, 3) then case when z + tri(q4, 32) < 0.4 then 1 when z + tri(q4, 32) < 1.3 then 2
                when z + tri(q4, 32) < 2 then 3 else 4 end end as business_turnover,
           case when sex = 2 and age between 15 and 49 then (marital_status = 2 and age < 43 and u16(q5, 0) < 0.042)::int end as pregnant,
           case when age < 5 then case when u16(q5, 16) < 0.06 then 1 when u16(q5, 16) < 0.06 + 0.14 * (1 - least(1, greatest(-1, z))) then 2
                when u16(q5, 16) < 0.97 then 3 else 8 end end as nutrition,
           ${difficulty("u16(q5, 32)", `(2.2 * ${FRAILTY})`)} as difficulty_sight,
           ${difficulty("u16(q5, 48)", `(1.1 * ${FRAILTY})`)} as difficulty_hearing,
           ${difficulty("u16(q6, 0)", `(1.8 * ${FRAILTY})`)} as difficulty_walking,
           ${difficulty("u16(q6, 16)", `(0.7 * ${FRAILTY})`)} as difficulty_hands,
           ${difficulty("u16(q6, 32)", "0.007")} as difficulty_learning,
           ${difficulty("u16(q6, 48)", "0.005")} as difficulty_behaviour,
           ${difficulty("u16(q7, 0)", `(0.4 * ${FRAILTY} + 0.002)`)} as difficulty_speech,
           ${difficulty("u16(q7, 16)", `(0.8 * ${FRAILTY})`)} as difficulty_selfcare,
           ${difficulty("u16(q7, 32)", `(0.9 * ${FRAILTY})`)} as difficulty_memory,
           case when age < 5 then null when u16(q7, 48) < 0.004 then 1 when u16(q7, 48) < 0.02 then 2 when u16(q7, 48) < 0.08 then 3 else 4 end as sadness,
           case when u16(q8, 0) < 0.01 + case when age > 30 then 0.0045 * (age - 30) else 0 end
                then ${cut("u8", [
                  [2, 380],
                  [3, 170],
                  [4, 70],
                  [5, 50],
                  [6, 110],
                  [7, 15],
                  [8, 25],
                  [9, 8],
                  [10, 8],
                  [12, 2],
                  [13, 100],
                  [18, 62],
                ])} else 1 end as chronic_disease,
           (u16(q8, 32) < 1 / (1 + exp(0.7 + 1.5 * (z + 0.3 * tri(fh, 0)))))::int as pbi_national,
           (u16(q8, 48) < 0.11)::int as pbi_regional
      from placed`;
}
