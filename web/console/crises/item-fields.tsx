import { CRISIS_ITEM_WORDS, DAMAGE_WORDS } from "#domain/crisis.ts";
import { Field } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Named } from "../fieldwork/form-parts.tsx";

const PLACES = [1, 2, 3] as const;

/** Up to three kinds of aid; the first is needed, the others stand folded. */
export function ItemFields() {
  const { crisis } = useSpeech().words;
  const [first, ...others] = PLACES;
  return (
    <>
      <OneItem place={first} />
      <details className="crisis-more">
        <summary>{crisis.moreItems}</summary>
        {others.map((place) => (
          <OneItem key={place} place={place} />
        ))}
      </details>
    </>
  );
}

function OneItem({ place }: { readonly place: (typeof PLACES)[number] }) {
  const { words, say } = useSpeech();
  const { crisis } = words;
  return (
    <fieldset className="crisis-item">
      <legend>{crisis.item(place)}</legend>
      <Named
        label={crisis.itemKind}
        name={`item${place}`}
        first={crisis.choose}
        required={place === 1}
      >
        {Object.entries(CRISIS_ITEM_WORDS).map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </Named>
      <div className="filters">
        <Named
          label={crisis.unit}
          name={`unit${place}`}
          first={crisis.choose}
          required={place === 1}
        >
          <option value="family">{crisis.family}</option>
          <option value="person">{crisis.person}</option>
        </Named>
        <Field
          label={crisis.amount}
          name={`amount${place}`}
          type="number"
          min={0}
          max={1_000_000_000}
          required={place === 1}
        />
        <Named label={crisis.fromDamage} name={`damage${place}`} first={crisis.choose}>
          {DAMAGE_WORDS.map((name, level) => (
            <option key={name.id} value={level}>
              {say(name)}
            </option>
          ))}
        </Named>
      </div>
    </fieldset>
  );
}

/** The kinds of aid that were filled in. */
export function itemsOf(said: Readonly<Record<string, string>>): readonly object[] {
  return PLACES.flatMap((place) => {
    const kind = said[`item${place}`];
    if (kind === undefined) return [];
    const damage = said[`damage${place}`];
    return [
      {
        kind,
        unit: said[`unit${place}`] ?? "family",
        amountRupiah: Number(said[`amount${place}`] ?? 0),
        ...(damage === undefined ? {} : { fromDamage: Number(damage) }),
      },
    ];
  });
}
