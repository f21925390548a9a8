import { say } from "#domain/words.ts";
import { NEVER_MORE, type RankedVariable } from "./feature.ts";

/** House, water, light, fuel: codes of Regsosek 22-K, merged as official practice merges them. */
const HOUSING: readonly RankedVariable[] = [
  {
    id: "home_ownership",
    group: "housing",
    words: say("Status kepemilikan rumah", "Home ownership"),
    features: [
      { id: "home_rented", codes: [2] },
      { id: "home_lent", codes: [3, 4, 5] },
    ],
  },
  {
    id: "floor_per_member",
    group: "housing",
    words: say("Luas lantai per anggota keluarga", "Floor area per member"),
    features: [
      { id: "floor_m2_to_15", only: "raises", upTo: 15 },
      { id: "floor_m2_to_60", only: "raises", upTo: 60 },
    ],
  },
  {
    id: "floor_material",
    group: "housing",
    words: say("Jenis lantai", "Floor material"),
    features: [
      { id: "floor_fine", only: "raises", codes: [1, 2, 3] },
      { id: "floor_tile", only: "raises", codes: [4] },
      { id: "floor_poor", only: "lowers", codes: [7, 8, 9] },
    ],
  },
  {
    id: "wall_material",
    group: "housing",
    words: say("Jenis dinding", "Wall material"),
    features: [
      { id: "wall_brick", only: "raises", codes: [1] },
      { id: "wall_bamboo", only: "lowers", codes: [4, 5, 6, 7] },
    ],
  },
  {
    id: "roof_material",
    group: "housing",
    words: say("Jenis atap", "Roof material"),
    features: [
      { id: "roof_concrete", only: "raises", codes: [1] },
      { id: "roof_tile", codes: [2] },
      { id: "roof_leaves", only: "lowers", codes: [5, 6, 7, 8] },
    ],
  },
  {
    id: "families_in_house",
    group: "housing",
    words: say("Jumlah keluarga dalam satu rumah", "Families in the house"),
    features: [{ id: "house_shared", between: [2, NEVER_MORE] }],
  },
];

const SERVICES: readonly RankedVariable[] = [
  {
    id: "water_source",
    group: "services",
    words: say("Sumber air minum", "Drinking water"),
    features: [
      { id: "water_branded", only: "raises", codes: [1] },
      { id: "water_refill", only: "raises", codes: [2] },
      { id: "water_piped", only: "raises", codes: [3] },
      { id: "water_unprotected", only: "lowers", codes: [6, 8, 9, 10, 11] },
    ],
  },
  {
    id: "toilet_facility",
    group: "services",
    words: say("Fasilitas buang air besar", "Toilet"),
    features: [
      { id: "toilet_own", only: "raises", codes: [1] },
      { id: "toilet_none", only: "lowers", codes: [5, 6] },
    ],
  },
  {
    id: "closet_type",
    group: "services",
    words: say("Jenis kloset", "Closet type"),
    features: [{ id: "closet_gooseneck", only: "raises", codes: [1] }],
  },
  {
    id: "waste_disposal",
    group: "services",
    words: say("Pembuangan akhir tinja", "Waste disposal"),
    features: [{ id: "waste_septic", only: "raises", codes: [1, 2] }],
  },
  {
    id: "lighting_source",
    group: "services",
    words: say("Sumber penerangan", "Lighting"),
    features: [
      { id: "light_no_meter", only: "lowers", codes: [2] },
      { id: "light_not_pln", only: "lowers", codes: [3, 4] },
    ],
  },
  {
    id: "power_capacity",
    group: "services",
    words: say("Daya listrik terpasang", "Installed electric power"),
    features: [
      { id: "power_900", only: "raises", codes: [2] },
      { id: "power_1300", only: "raises", codes: [3] },
      { id: "power_2200", only: "raises", codes: [4] },
      { id: "power_more", only: "raises", codes: [5] },
    ],
  },
  {
    id: "cooking_fuel",
    group: "services",
    words: say("Bahan bakar memasak", "Cooking fuel"),
    features: [
      { id: "fuel_modern", only: "raises", codes: [1, 2, 3, 5] },
      { id: "fuel_wood", only: "lowers", codes: [7, 8, 9, 10, 11] },
      { id: "fuel_none", codes: [0, 12] },
    ],
  },
];

const asset = (id: string, id_ID: string, en: string, upTo: number): RankedVariable => ({
  id,
  group: "assets",
  words: say(id_ID, en),
  features: [{ id: `${id}_count`, only: "raises", upTo }],
});

/** Counts stop early: the second motorcycle says something, the ninth nothing. Caps also soften slips of the pen. */
const ASSETS: readonly RankedVariable[] = [
  asset("gas_cylinder", "Tabung gas 5,5 kg atau lebih", "Gas cylinder", 2),
  asset("refrigerator", "Lemari es", "Refrigerator", 2),
  asset("air_conditioner", "AC", "Air conditioner", 2),
  asset("water_heater", "Pemanas air", "Water heater", 1),
  asset("landline", "Telepon rumah", "Landline", 1),
  asset("flat_tv", "Televisi datar 30 inci atau lebih", "Flat television", 2),
  asset("gold", "Emas atau perhiasan", "Gold", 20),
  asset("computer", "Komputer, laptop atau tablet", "Computer", 2),
  asset("motorcycle", "Sepeda motor", "Motorcycle", 3),
  asset("bicycle", "Sepeda", "Bicycle", 2),
  asset("car", "Mobil", "Car", 2),
  asset("boat", "Perahu", "Boat", 1),
  asset("motorboat", "Kapal atau perahu motor", "Motorboat", 1),
  asset("smartphone", "Smartphone", "Smartphone", 4),
  asset("farmland", "Sawah atau kebun", "Farmland", 100),
  asset("other_land", "Lahan lainnya", "Other land", 1),
  asset("other_house", "Rumah di tempat lain", "Other house", 1),
  asset("cattle", "Sapi", "Cattle", 5),
  asset("buffalo", "Kerbau", "Buffalo", 5),
  asset("horse", "Kuda", "Horses", 2),
  asset("pig", "Babi", "Pigs", 5),
  asset("goat", "Kambing atau domba", "Goats or sheep", 10),
];

/** What the ranking reads about the house and its things. Receipt of aid is never among them. */
export const FAMILY_RANKED: readonly RankedVariable[] = [...HOUSING, ...SERVICES, ...ASSETS];
