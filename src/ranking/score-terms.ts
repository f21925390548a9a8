import {
  type CodedFeature,
  type CountedFeature,
  type Feature,
  isCounted,
  type RankedVariable,
  runsOf,
} from "./feature.ts";

/** What one variable adds, by the coefficients of the table `of`. Its codes exclude each other, so that one case asks for all of them. */
export function termSql({ id, features }: RankedVariable, of: string, column = `i.${id}`): string {
  const absent = `when ${column} < 0 then ${of}.absent_${id}`;
  const coded = features.filter((feature) => !isCounted(feature)) as readonly (Feature &
    CodedFeature)[];
  const counted = features.filter(isCounted);
  const whens = coded.flatMap((feature) => whenSql(feature, column, of)).join(" ");
  if (counted.length === 0) return `case ${whens} ${absent} else 0 end`;
  const parts = [
    ...counted.map((feature) => countSql(feature, column, of)),
    ...(coded.length === 0 ? [] : [`case ${whens} else 0 end`]),
  ];
  return `case ${absent} else ${parts.join(" + ")} end`;
}

function whenSql(feature: Feature & CodedFeature, column: string, of: string): readonly string[] {
  return runsOf(feature).map(([low, high]) => {
    const isIn = low === high ? `= ${low}` : `between ${low} and ${high}`;
    return `when ${column} ${isIn} then ${of}.w_${feature.id}`;
  });
}

const countSql = ({ id, upTo }: Feature & CountedFeature, column: string, of: string): string =>
  `${of}.w_${id} * case when ${column} > ${upTo} then ${upTo} else ${column} end`;
