/** Schooling in years for comparing diplomas, whose codes do not rise with schooling. */
const YEARS =
  "case diploma when 23 then 0 when 3 then 6 when 8 then 9 when 9 then 9 when 13 then 12 when 14 then 12 when 15 then 12 when 18 then 15 when 19 then 16 when 21 then 18 else 0 end";

/** family_members: summaries of the living members, named as in the staged survey; of equal diplomas the first member's. */
export const FAMILY_MEMBERS = `
  select family_no,
         max(age) filter (slot = 0) as head_age_years,
         max(diploma) filter (slot = 0) as head_diploma,
         max(job_status) filter (slot = 0) as head_job_status,
         max(industry) filter (slot = 0) as head_industry,
         count(*) filter (age <= 6) as members_0_6,
         count(*) filter (age between 7 and 18) as members_7_18,
         count(*) filter (age between 19 and 59) as members_19_59,
         count(*) filter (age >= 60) as members_60_up,
         count(*) filter (works = 1) as members_working,
         count(*) filter (least(difficulty_sight, difficulty_hearing, difficulty_walking, difficulty_hands,
           difficulty_learning, difficulty_behaviour, difficulty_speech, difficulty_selfcare, difficulty_memory) <= 2) as members_disabled,
         count(*) filter (school_participation = 2) as members_in_school,
         arg_max(diploma, (${YEARS}) * 100 - slot) as max_diploma
    from person where is_alive group by family_no`;
