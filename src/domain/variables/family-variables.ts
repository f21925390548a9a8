import type { Source } from "../source.ts";
import type { FieldGroup, Variable, VariableType } from "./variable.ts";

const SURVEYS: readonly Source[] = ["feedback", "dtsen", "regsosek", "p3ke", "dtks"];

type Row = readonly [
  id: string,
  type: VariableType,
  group: FieldGroup,
  id_ID: string,
  en: string,
  codeListOrMeasure?: string,
];

const ROWS: readonly Row[] = [
  ["kk_status", "code", "civil-status", "Kesesuaian KK", "Family card status", "kk-status"],
  ["families_in_house", "count", "housing", "Keluarga dalam satu rumah", "Families in the house"],
  [
    "home_ownership",
    "code",
    "housing",
    "Status kepemilikan rumah",
    "Home ownership",
    "home-ownership",
  ],
  ["floor_area", "count", "housing", "Luas lantai", "Floor area", "m2"],
  [
    "floor_material",
    "code",
    "housing",
    "Jenis lantai terluas",
    "Main floor material",
    "floor-material",
  ],
  [
    "wall_material",
    "code",
    "housing",
    "Jenis dinding terluas",
    "Main wall material",
    "wall-material",
  ],
  ["roof_material", "code", "housing", "Jenis atap terluas", "Main roof material", "roof-material"],
  [
    "water_source",
    "code",
    "water-and-sanitation",
    "Sumber air minum utama",
    "Drinking water",
    "water-source",
  ],
  ["toilet_facility", "code", "water-and-sanitation", "Fasilitas BAB", "Toilet", "toilet-facility"],
  ["closet_type", "code", "water-and-sanitation", "Jenis kloset", "Closet type", "closet-type"],
  [
    "waste_disposal",
    "code",
    "water-and-sanitation",
    "Pembuangan akhir tinja",
    "Waste disposal",
    "waste-disposal",
  ],
  ["lighting_source", "code", "energy", "Sumber penerangan utama", "Lighting", "lighting-source"],
  ["power_capacity", "code", "energy", "Daya terpasang", "Installed power", "power-capacity"],
  ["cooking_fuel", "code", "energy", "Bahan bakar utama memasak", "Cooking fuel", "cooking-fuel"],
  ["gas_cylinder", "count", "movable-assets", "Tabung gas 5,5 kg atau lebih", "Gas cylinder"],
  ["refrigerator", "count", "movable-assets", "Lemari es", "Refrigerator"],
  ["air_conditioner", "count", "movable-assets", "AC", "Air conditioner"],
  ["water_heater", "count", "movable-assets", "Pemanas air", "Water heater"],
  ["landline", "count", "movable-assets", "Telepon rumah", "Landline"],
  ["flat_tv", "count", "movable-assets", "TV datar 30 inci atau lebih", "Flat television"],
  ["gold", "count", "movable-assets", "Emas atau perhiasan", "Gold", "gram"],
  ["computer", "count", "movable-assets", "Komputer, laptop atau tablet", "Computer"],
  ["motorcycle", "count", "movable-assets", "Sepeda motor", "Motorcycle"],
  ["bicycle", "count", "movable-assets", "Sepeda", "Bicycle"],
  ["car", "count", "movable-assets", "Mobil", "Car"],
  ["boat", "count", "movable-assets", "Perahu", "Boat"],
  ["motorboat", "count", "movable-assets", "Kapal atau perahu motor", "Motorboat"],
  ["smartphone", "count", "movable-assets", "Smartphone", "Smartphone"],
  ["farmland", "count", "immovable-assets", "Sawah atau kebun", "Farmland", "are"],
  ["other_land", "count", "immovable-assets", "Lahan lainnya", "Other land"],
  ["other_house", "count", "immovable-assets", "Rumah di tempat lain", "Other house"],
  ["cattle", "count", "livestock", "Sapi", "Cattle"],
  ["buffalo", "count", "livestock", "Kerbau", "Buffalo"],
  ["horse", "count", "livestock", "Kuda", "Horses"],
  ["pig", "count", "livestock", "Babi", "Pigs"],
  ["goat", "count", "livestock", "Kambing atau domba", "Goats or sheep"],
  ["receives_sembako", "flag", "program-receipt", "Menerima Sembako", "Receives Sembako", "yes-no"],
  ["receives_pkh", "flag", "program-receipt", "Menerima PKH", "Receives PKH", "yes-no"],
  [
    "receives_blt_desa",
    "flag",
    "program-receipt",
    "Menerima BLT Desa",
    "Receives BLT Desa",
    "yes-no",
  ],
];

/** Facts about one family. Integers in the lake; a negative value is a reason for absence. */
export const FAMILY_VARIABLES: readonly Variable[] = ROWS.map(
  ([id, type, group, id_ID, en, codeListOrMeasure]) => ({
    id,
    unit: "family",
    type,
    group,
    disclosure: "fact",
    id_ID,
    en,
    ...(codeListOrMeasure === undefined
      ? {}
      : type === "count"
        ? { measure: codeListOrMeasure }
        : { codeList: codeListOrMeasure }),
    purpose: "Pemutakhiran, pemeringkatan kesejahteraan dan syarat program",
    legalBasis: "Peraturan BPS 6/2025 (variabel pemutakhiran)",
    validFrom: "2025-02-05",
    sources: SURVEYS,
  }),
);
