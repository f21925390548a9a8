import { DECILE_BASIS_WORDS, ERROR_QUOTA_BASIS } from "#domain/decile-basis.ts";
import { type Html, html } from "#domain/html.ts";
import { whole } from "#matching/link-files/report/figures-as-words.ts";
import { type JudgedLayers, REGISTER } from "#ranking/judge-layers.ts";
import { deciles, groupTables } from "./group-tables.ts";
import { errorSection, gainSection } from "./layer-tables.ts";
import { leftOutWords } from "./left-out-words.ts";
import { figure, pageShell } from "./page-shell.ts";
import { type PlacedFindings, placesSection } from "./places-section.ts";

/** The layers of a version as a page: counts and errors of its survey, no value of any household, no weight of any model. */
export function versionPage(
  label: string,
  judged: JudgedLayers,
  places: PlacedFindings | undefined,
): string {
  const { rows, units, regencies, features, layers, choice, overRegister } = judged;
  const register = layers.find(({ name }) => name === REGISTER)?.figures;
  const chosen = choice?.chosen ?? REGISTER;
  return pageShell(
    `Ways to rank, version ${label}`,
    html`<h1>Ways to rank, version ${label}</h1>
<p>The version’s own survey, ranked in several ways. Families are placed by “${REGISTER}”: a model of each regency drawn to the pooled one, with signs kept. Every figure is of households in sampling units that the scores had not seen; quotas are ${DECILE_BASIS_WORDS[ERROR_QUOTA_BASIS].en}.</p>
<dl class="figures">
${figure("Households", whole(rows))}
${figure("Sampling units", whole(units))}
${figure("Regencies", whole(regencies))}
${figure("Features", whole(features))}
</dl>
${places !== undefined && placesSection(places)}
${leftOutWords(judged).map((words) => html`<p class="note">${words}</p>`)}
${layers.length > 0 && errorSection({ layers, chosen, caption: caption(judged) })}
${choice !== null && gainSection([...choice.gains, ...(overRegister === null ? [] : [overRegister])])}
${register && deciles(register)}
${register && groupTables(register)}`,
  );
}

const caption = ({ choice }: JudgedLayers): Html =>
  html`Families are placed by “${REGISTER}”; of the layers ${choice?.chosen ?? "none"} would ship.`;
