import { expect, test } from "vitest";
import { findDenied, findDeniedInStages } from "./deny-list.ts";
import { duckdbDialect, sparkDialect } from "./dialect.ts";

test.each([
  "select avg(x) from t",
  "select cast(x as double) from t",
  "select x / 2 from t",
  "select round(x) from t",
  "select x::int from t",
  "select random() from t",
  "select hash(x) from t",
  "select row_number() over () as n from t qualify n = 1",
  "select x, count(*) from t group by all",
  "select * from a semi join b using (x)",
  "select list_filter(l, v -> v > 1) from t",
  "select x * 0.5 from t",
  "select cast(x as decimal(18,2)) from t",
  "select * from t limit 10",
  "select now() from t",
  "select regexp_matches(x, 'a') from t",
])("denied: %s", (sql) => {
  expect(findDenied(sql)).not.toEqual([]);
});

test.each([
  "select 'avg(x) / 2.5 :: random()' as words from t",
  "select cast(sum(x) as decimal(38,0)) as x from t group by k",
  "select decile_national, first_reason, a.rounded, likelihood from t",
  "select row_number() over (partition by k order by a, id) as n from t",
  `select ${duckdbDialect.quotient("a", "b")}, ${duckdbDialect.digest60("x")} from t`,
  `select ${sparkDialect.quotient("a", "b")}, ${sparkDialect.digest60("x")} from t`,
])("allowed: %s", (sql) => {
  expect(findDenied(sql)).toEqual([]);
});

test("steps inside repeats are walked too", () => {
  const bad = { table: "bad", sql: "select avg(x) from t" };
  const found = findDeniedInStages([{ repeat: [bad], until: "bad", atMost: 3 }]);
  expect(found.map(({ table }) => table)).toEqual(["bad"]);
});
