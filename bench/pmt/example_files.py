"""Writes the made-up survey and registry of examples/07-any-survey. Nobody in them exists.

python example_files.py examples/07-any-survey
"""

import csv
import math
import os
import random
import sys

random.seed(7)
folder = sys.argv[1]
BLOCKS, HOUSEHOLDS = 60, 12
HEAD = ["household", "block", "district", "members", "floor", "water", "rooms", "motorcycle", "fridge",
        "school_years", "head_age", "head_woman", "neighbours"]


def choice(z, *levels):
    return random.choices([name for name, _ in levels], [math.exp(slope * z) for _, slope in levels])[0]


def household(no, block):
    effect = block["effect"]
    z = random.gauss(0, 1) + 0.6 * effect
    members = max(1, min(11, round(random.gauss(3.9, 1.8))))
    return {
        "household": f"h{no:04}", "block": block["name"], "district": block["district"], "members": members,
        "floor": choice(z, ("tile", 0.7), ("cement", 0), ("earth", -0.9)),
        "water": choice(z, ("piped", 0.5), ("well", 0.1), ("river", -0.7)),
        "rooms": max(1, round(2.4 + 0.3 * members + 0.6 * z + random.gauss(0, 0.7))) if random.random() > 0.01 else "don't know",
        "motorcycle": int(random.random() < 1 / (1 + math.exp(-0.9 * z - 0.5))),
        "fridge": int(random.random() < 1 / (1 + math.exp(-1.3 * z + 0.3))),
        "school_years": max(0, min(16, round(7.5 + 2.6 * z + random.gauss(0, 2.2)))),
        "head_age": round(min(90, max(18, random.gauss(48, 13)))),
        "head_woman": int(random.random() < 0.16),
        "spending": round(math.exp(13.6 + 0.33 * z + 0.16 * effect - 0.1 * (members - 4) + random.gauss(0, 0.33)), -2),
    }


# Of chance of its own: the other columns are what they were before neighbours spoke.
spoken = random.Random(8)


def neighbours(row):
    """What a meeting of the block said: a place from 1, the poorest, to 100; of every tenth household nobody spoke."""
    seen = math.log(row["spending"]) + spoken.gauss(0, 0.8)
    return "" if spoken.random() < 0.1 else max(1, min(100, round(100 / (1 + math.exp(-1.4 * (seen - 13.6))))))


blocks = [{"name": f"b{i:02}", "district": ["North", "South", "East"][i % 3], "effect": random.gauss(0, 1)} for i in range(BLOCKS)]


def write(name, head, rows):
    with open(os.path.join(folder, name), "w", newline="") as file:
        out = csv.DictWriter(file, head, extrasaction="ignore", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def survey(first):
    rows = [household(first + i, blocks[i % BLOCKS]) for i in range(BLOCKS * HOUSEHOLDS)]
    for i, row in enumerate(rows):
        row["weight"] = round(random.uniform(80, 240), 1)
        row["spending"] = int(row["spending"])
        row["food_month"] = int(row["spending"] * random.uniform(0.45, 0.7) * row["members"])
        row["survey_round"] = 1
        row["neighbours"] = neighbours(row)
    rows[5]["spending"] = ""
    rows[9]["spending"] = 0
    rows[17]["weight"] = 0
    rows[23]["spending"] *= 10**6
    return rows


whole = [*HEAD, "weight", "spending", "food_month", "survey_round"]
write("survey.csv", whole, survey(1))
write("next-year.csv", whole, survey(2001))
registry = [household(5001 + i, random.choice(blocks)) for i in range(300)]
write("registry.csv", HEAD, [row | {"neighbours": neighbours(row)} for row in registry])
