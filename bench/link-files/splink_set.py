"""Splink 5 on the files of one set: `default` as its pages show it, `tuned` as somebody who knows it would set it up.

python splink_set.py default|tuned SET.json OUT THREADS
Writes OUT/edges.parquet (a, b as "input-number record", weight in bits) and prints one JSON object.
"""

import csv
import itertools
import json
import logging
import os
import re
import sys
import unicodedata

import duckdb
import pyarrow as pa

LEAST_WEIGHT = -10  # What is less likely than one in a thousand is no link under any threshold.


def plain(text, kind):
    folded = unicodedata.normalize("NFD", text)
    lower = "".join(c for c in folded if unicodedata.category(c) != "Mn").lower().strip()
    return (re.sub(r"\W", "", lower) if kind == "id" else lower) or None


def day(text):
    if text is None or "/" not in text:
        return text
    d, m, y = text.split("/")
    return f"{y}-{m}-{d}"


def read(given, is_tuned):
    """Every value as text; days in one order, years without ".0". The tuned one also gets accents, capitals and dashes of numbers folded."""
    tables = []
    for no, one in enumerate(given["inputs"]):
        with open(os.path.join(given["folder"], one["path"]), newline="", encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        table = {"unique_id": [f"{no} {row[one['id']]}" for row in rows]}
        for field in given["fields"]:
            column, kind = field["column"], field["kind"]
            values = [row[column].strip() or None for row in rows]
            if kind == "date":
                values = [day(v) for v in values]
            elif kind == "number":
                values = [v and v.removesuffix(".0") for v in values]
            elif is_tuned:
                values = [v and plain(v, kind) for v in values]
            table[column] = values
        strings = {name: pa.array(values, pa.string()) for name, values in table.items()}
        tables.append(pa.table(strings))
    return tables


def level(sql, label, **more):
    return {"sql_condition": sql, "label_for_charts": label, **more}


def hoisted(column, function, worst, conditions):
    """The sentinel in the first branch lets DuckDB compute the similarity once for all levels."""
    call = f"{function}({column}_l, {column}_r)"
    null = f"{call} = {worst} or {column}_l is null or {column}_r is null"
    levels = [level(null, "null", is_null_level=True)]
    levels += [level(f"{column}_l = {column}_r", "exact", tf_adjustment_column=column)]
    levels += [level(f"{call} {condition}", condition) for condition in conditions]
    return {"output_column_name": column, "comparison_levels": [*levels, level("ELSE", "else")]}


def default_comparison(column, kind):
    import splink.comparison_library as cl

    if kind == "name":
        return cl.NameComparison(column)
    if kind == "text":
        return cl.JaroWinklerAtThresholds(column, [0.9, 0.7])
    if kind == "date":
        return cl.DateOfBirthComparison(column, input_is_string=True)
    if kind == "id":
        return cl.DamerauLevenshteinAtThresholds(column, [1, 2])
    return cl.ExactMatch(column).configure(term_frequency_adjustments=True)


def tuned_comparison(column, kind):
    import splink.comparison_library as cl

    if kind in ("name", "text"):
        return hoisted(column, "jaro_winkler_similarity", -100, [">= 0.95", ">= 0.88", ">= 0.8", ">= 0.7"])
    if kind == "date":
        return cl.DateOfBirthComparison(column, input_is_string=True)
    if kind == "number":
        return cl.ExactMatch(column).configure(term_frequency_adjustments=True)
    return hoisted(column, "levenshtein", -100, ["<= 1", "<= 2"])


def tuned_comparisons(given):
    import splink.comparison_library as cl

    pair = given.get("names")
    rest = [f for f in given["fields"] if not pair or f["column"] not in pair]
    names = [cl.ForenameSurnameComparison(*pair)] if pair else []
    return names + [tuned_comparison(f["column"], f["kind"]) for f in rest]


def rules(given, is_tuned):
    from splink import block_on

    said = [block_on(*columns) for columns in given["blocking"]]
    if not is_tuned:
        return said
    columns = given.get("starts") or [f["column"] for f in given["fields"]]
    starts = itertools.combinations([f"substr({column}, 1, 4)" for column in columns], 2)
    return said + [block_on(*two) for two in starts][:15]


def main():
    kind, file, out, threads = sys.argv[1:]
    given, is_tuned = json.load(open(file)), kind == "tuned"
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    tables = read(given, is_tuned)
    once = all(one["once"] for one in given["inputs"])
    link_type = "dedupe_only" if len(tables) == 1 else "link_only" if once else "link_and_dedupe"
    con = duckdb.connect()
    con.execute(f"set threads = {threads}")
    fields = [(f["column"], f["kind"]) for f in given["fields"]]
    comparisons = tuned_comparisons(given) if is_tuned else [default_comparison(*field) for field in fields]
    settings = SettingsCreator(
        link_type=link_type,
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules(given, is_tuned),
        retain_matching_columns=not is_tuned,
    )
    api = DuckDBAPI(connection=con)
    for no, table in enumerate(tables):
        con.register("arrow_table", table)
        con.execute(f"create table input{no} as select * from arrow_table")
    inputs = [api.register(f"input{no}", dataset_display_name=f"input{no}") for no in range(len(tables))]
    linker = Linker(inputs if len(inputs) > 1 else inputs[0], settings, log_level=None)
    training = linker.training
    strict = [block_on(*columns) for columns in given["strict"]]
    training.estimate_probability_two_random_records_match(strict, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=1e6 + 1, seed=1)
    for rule in strict:
        training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT)
    con.execute(f"""copy (select unique_id_l as a, unique_id_r as b, match_weight as weight
      from {pairs.physical_name}) to '{out}/edges.parquet' (format parquet)""")
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    print(json.dumps({"peakBytes": peak}))


main()
