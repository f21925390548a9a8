"""Writes small files of Stata with pandas and with pyreadstat, and what stands in them as CSV.

python stata_files.py FOLDER [ROWS]
The ones in test/stata are of 6 rows.
"""

import csv
import math
import os
import sys

import pandas
import pyreadstat

folder, rows = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 6
os.makedirs(folder, exist_ok=True)

FLOORS = {1: "Keramik", 2: "Semen/bata merah", 3: "Tanah"}
frame = pandas.DataFrame({
    "hh": pandas.Series(range(1, rows + 1), dtype="int32"),
    "pce": [100000.5 + 7919 * i % 900000 if i % 6 != 3 else math.nan for i in range(rows)],
    "share": pandas.Series([i / 8 for i in range(rows)], dtype="float32"),
    "floor": pandas.Series([1 + i % 3 for i in range(rows)], dtype="int8"),
    "members": pandas.Series([-5 + i % 90 for i in range(rows)], dtype="int16"),
    "village": [["Sukamaju", "Désa Baru", "", "Air \"Panas\""][i % 4] for i in range(rows)],
    "note": ["x" * (i % 5) for i in range(rows)],
})
labels = {"pce": "Pengeluaran per kapita", "floor": "Jenis lantai"}
sets = {"floor": FLOORS}

for version in (114, 117, 118, 119):
    long = ["note"] if version >= 117 else None
    frame.to_stata(os.path.join(folder, f"pandas-{version}.dta"), write_index=False, version=version,
                   variable_labels=labels, value_labels=sets, convert_strl=long)
frame.to_stata(os.path.join(folder, "pandas-118-big.dta"), write_index=False, version=118, byteorder="big",
               variable_labels=labels, value_labels=sets, convert_strl=["note"])
# pyreadstat names Stata's own versions: 8 writes release 113, 12 release 115, 15 release 119.
for version in (8, 12, 13, 15):
    pyreadstat.write_dta(frame, os.path.join(folder, f"readstat-{version}.dta"), version=version,
                         column_labels=labels, variable_value_labels=sets)

with open(os.path.join(folder, "expected.csv"), "w", newline="", encoding="utf-8") as file:
    out = csv.writer(file)
    out.writerow(frame.columns)
    for row in frame.itertuples(index=False):
        out.writerow(["" if isinstance(v, float) and math.isnan(v) else v for v in row])

# A survey in small: words for floors, and for what a number of rooms says when nobody knew it.
survey = pandas.DataFrame({
    "hh": range(1, 61),
    "pce": [100000.0 + 7919 * i % 90000 for i in range(60)],
    "floor": pandas.Series([1 + i % 3 for i in range(60)], dtype="int8"),
    "rooms": pandas.Series([98 if i % 15 == 4 else 1 + i % 4 for i in range(60)], dtype="int16"),
    "v7": [i % 7 for i in range(60)],
})
survey.to_stata(os.path.join(folder, "survey-118.dta"), write_index=False, version=118,
                variable_labels={"v7": "Konsumsi makanan seminggu"},
                value_labels={"floor": {1: "Keramik", 2: "Semen", 3: "Tanah"}, "rooms": {98: "Tidak tahu"}})
