"""Splink 5 on the narrow files of bench/linkage: `default` as its pages show it, `tuned` as linkage.md 5.13 says.

python splink_link.py default|tuned|candidates FOLDER OUT THREADS MEMORY
Reads register.parquet and source.parquet, writes OUT/edges.parquet (record_key, spine_key, weight) and prints
one JSON object. `candidates` links nothing: it counts how many true pairs the blocking rules propose.
"""

import json
import logging
import sys
import time

import duckdb

# Blocks of both models, seven as in linkage.md; the last word and the regency are derived below.
RULES = [
    ("nik",),
    ("kk",),
    ("dob", "district"),
    ("dob", "first_word"),
    ("dob", "last_word", "regency"),
    ("name", "birth_year", "regency"),
    ("name", "village"),
]

# All that is prepared for Splink: names are in the strict form already, numbers as delivered.
COLUMNS = """
  record_key as unique_id, nik, kk, name, mother_name, sex,
  split_part(name, ' ', 1) as first_word, split_part(name, ' ', -1) as last_word,
  case when birth_date > 0 then substr(cast(birth_date as varchar), 1, 4) || '-' ||
    substr(cast(birth_date as varchar), 5, 2) || '-' || substr(cast(birth_date as varchar), 7, 2) end as dob,
  case when birth_date > 0 then substr(cast(birth_date as varchar), 1, 4) end as birth_year,
  village_code as village, substr(village_code, 1, 6) as district, substr(village_code, 1, 4) as regency
"""

LEAST_WEIGHT = -10  # What is less likely than one in a thousand is no link under any threshold.


def open_database(folder, out, threads, memory):
    con = duckdb.connect()
    con.execute(f"set threads = {threads}")
    con.execute(f"set memory_limit = '{memory}'")
    con.execute(f"set temp_directory = '{out}/spill'")
    for table in ("register", "source"):
        con.execute(f"create table {table} as select {COLUMNS} from read_parquet('{folder}/{table}.parquet')")
    return con


def place():
    """Village, district, regency: a code inside a code, each exact."""
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl

    return cl.CustomComparison(
        output_column_name="place",
        comparison_levels=[
            cll.NullLevel("village"),
            cll.ExactMatchLevel("village"),
            cll.ExactMatchLevel("district"),
            cll.ExactMatchLevel("regency"),
            cll.ElseLevel(),
        ],
    )


def default_comparisons():
    import splink.comparison_library as cl

    return [
        cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
        cl.NameComparison("name"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.NameComparison("mother_name"),
        cl.ExactMatch("kk"),
        place(),
        cl.ExactMatch("sex"),
    ]


def level(sql, label, **more):
    return {"sql_condition": sql, "label_for_charts": label, **more}


def hoisted(column, function, worst, conditions, **exact):
    """The sentinel in the first branch lets DuckDB compute the similarity once for all levels."""
    call = f"{function}({column}_l, {column}_r)"
    null = f"{call} = {worst} or {column}_l is null or {column}_r is null"
    levels = [level(null, "null", is_null_level=True), level(f"{column}_l = {column}_r", "exact", **exact)]
    levels += [level(f"{call} {condition}", condition) for condition in conditions]
    return {"output_column_name": column, "comparison_levels": [*levels, level("ELSE", "else")]}


def dates():
    part = lambda side, start, count: f"substr(dob_{side}, {start}, {count})"
    same = lambda start, count: f"{part('l', start, count)} = {part('r', start, count)}"
    swapped = f"{part('l', 6, 2)} = {part('r', 9, 2)} and {part('l', 9, 2)} = {part('r', 6, 2)}"
    return {
        "output_column_name": "dob",
        "comparison_levels": [
            level("dob_l is null or dob_r is null", "null", is_null_level=True),
            level("dob_l = dob_r", "exact", tf_adjustment_column="dob"),
            level(f"{same(1, 7)} or ({same(1, 5)} and {same(9, 2)})", "year and month, or year and day"),
            level(f"{same(1, 4)} and {swapped}", "day and month swapped"),
            level(same(6, 5), "day and month"),
            level(same(1, 4), "year"),
            level("ELSE", "else"),
        ],
    }


def tuned_comparisons():
    import splink.comparison_library as cl

    jaro_winkler = lambda column: hoisted(
        column, "jaro_winkler_similarity", -100, [">= 0.92", ">= 0.88", ">= 0.7"], tf_adjustment_column=column
    )
    return [
        hoisted("nik", "levenshtein", -100, ["<= 1", "<= 2"]),
        jaro_winkler("name"),
        dates(),
        jaro_winkler("mother_name"),
        cl.ExactMatch("kk"),
        place(),
        cl.ExactMatch("sex"),
    ]


def link(kind, con, out):
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    is_tuned = kind == "tuned"
    seconds = {}
    started = time.monotonic()

    def lap(name):
        nonlocal started
        seconds[name] = round(time.monotonic() - started, 3)
        started = time.monotonic()

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=tuned_comparisons() if is_tuned else default_comparisons(),
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in RULES],
        **({"retain_matching_columns": False} if is_tuned else {}),
    )
    api = DuckDBAPI(connection=con)
    inputs = [api.register(name, dataset_display_name=name) for name in ("register", "source")]
    linker = Linker(inputs, settings, log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("nik")], recall=0.8)
    lap("prior")
    training.estimate_u_using_random_sampling(max_pairs=1.001e6 if is_tuned else 1e7, seed=1)
    lap("u")
    capped = {"max_pairs": 1e6, "estimate_without_term_frequencies": True} if is_tuned else {}
    for rule in (block_on("nik"), block_on("name", "dob")):
        training.estimate_parameters_using_expectation_maximisation(rule, **capped)
    lap("m")
    threshold = {"threshold_match_probability": 0.001} if is_tuned else {}
    pairs = linker.inference.predict(**threshold)
    lap("predict")
    linker.clustering.cluster_using_single_best_links(
        pairs, duplicate_free_datasets=["register", "source"], threshold_match_probability=0.5
    )
    lap("single best links")
    con.execute(f"""copy (
      select case when source_dataset_l = 'source' then unique_id_l else unique_id_r end as record_key,
        case when source_dataset_l = 'source' then unique_id_r else unique_id_l end as spine_key,
        match_weight as weight
      from {pairs.physical_name} where match_weight >= {LEAST_WEIGHT}
    ) to '{out}/edges.parquet' (format parquet)""")
    lap("write")
    return {"seconds": seconds}


def candidates(con, folder):
    agree = " or ".join(f"({' and '.join(f'l.{c} = r.{c}' for c in columns)})" for columns in RULES)
    found, pairs = con.execute(f"""
      select count(*) filter (where {agree}), count(*) from source l
      join read_parquet('{folder}/truth.parquet') a on a.record_key = l.unique_id
      join read_parquet('{folder}/truth.parquet') b on b.person_no = a.person_no
      join register r on r.unique_id = b.record_key""").fetchone()
    return {"candidateRecall": found / pairs}


def peak_bytes():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def main():
    kind, folder, out, threads, memory = sys.argv[1:]
    con = open_database(folder, out, threads, memory)
    answer = candidates(con, folder) if kind == "candidates" else link(kind, con, out)
    print(json.dumps({**answer, "peakBytes": peak_bytes()}))


main()
