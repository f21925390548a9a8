import { codeList } from "./code-list.ts";

export const NUTRITION = codeList(
  "nutrition",
  "427",
  [
    [1, "Kurang gizi (wasting)", "Wasting"],
    [2, "Kerdil (stunting)", "Stunting"],
    [3, "Tidak ada catatan", "Nothing noted"],
  ],
  { regsosek: [[8, "not-known", "Tidak tahu", "Not known"]] },
);

export const FUNCTIONAL_DIFFICULTY = codeList("functional-difficulty", "428a-i", [
  [1, "Sama sekali tidak bisa", "Cannot at all"],
  [2, "Banyak kesulitan dan butuh bantuan", "Much difficulty, needs help"],
  [3, "Sedikit kesulitan", "Some difficulty"],
  [4, "Tidak mengalami kesulitan", "No difficulty"],
]);

export const SADNESS = codeList("sadness", "428j", [
  [1, "Sangat sering", "Very often"],
  [2, "Sering", "Often"],
  [3, "Jarang", "Seldom"],
  [4, "Tidak pernah", "Never"],
]);

/** Vault: the diagnosis. The sheet carries only whether there is one. */
export const CHRONIC_DISEASE = codeList("chronic-disease", "430", [
  [1, "Tidak ada", "None"],
  [2, "Hipertensi", "Hypertension"],
  [3, "Rematik", "Rheumatism"],
  [4, "Asma", "Asthma"],
  [5, "Masalah jantung", "Heart disease"],
  [6, "Diabetes", "Diabetes"],
  [7, "Tuberkulosis", "Tuberculosis"],
  [8, "Stroke", "Stroke"],
  [9, "Kanker", "Cancer"],
  [10, "Gagal ginjal", "Kidney failure"],
  [11, "Hemofilia", "Haemophilia"],
  [12, "HIV/AIDS", "HIV/AIDS"],
  [13, "Kolesterol", "Cholesterol"],
  [14, "Sirosis hati", "Cirrhosis"],
  [15, "Talasemia", "Thalassaemia"],
  [16, "Leukemia", "Leukaemia"],
  [17, "Alzheimer", "Alzheimer's disease"],
  [18, "Lainnya", "Other"],
]);
