"""Holds answers of the annual air evaluation against each other.

    readings_answers.py ANSWER OTHER...     exit 1 when one differs from the first

A number may be JSON's, or text "numerator/denominator" or "12.5". `chuangmo` gives `mean_exact` beside a rounded `mean`;
the exact one is taken. Counts and outcomes are equal or not; values may differ by 1e-9 of themselves, what doubles lose.
"""

import json
import pathlib
import sys
from fractions import Fraction

TOLERANCE = Fraction(1, 10**9)
HAS_MEAN = ("SO2", "NO2", "PM10", "PM2.5")  # of O3 and CO the standard asks no annual mean; who gives one is not asked
ROW_VALUES, ROW_FACTS = ("mean", "percentile"), ("valid_days", "outcome")
YEAR_VALUES, YEAR_FACTS = ("good_day_share", "composite_index"), ("good_days", "days")


def number(value):
    return None if value is None else Fraction(value)


def values_of(entry, names):
    return {name: number(entry.get(f"{name}_exact", entry.get(name))) for name in names}


def answer(text):
    """{(city, year, pollutant or ""): ({name: value}, {name: fact})}"""
    told = json.loads(text)
    found = {}
    for row in told["rows"]:
        values = values_of(row, ROW_VALUES if row["pollutant"] in HAS_MEAN else ROW_VALUES[1:])
        found[row["city"], row["year"], row["pollutant"]] = values, {name: row[name] for name in ROW_FACTS}
    for year in told["years"]:
        found[year["city"], year["year"], ""] = values_of(year, YEAR_VALUES), {name: year[name] for name in YEAR_FACTS}
    return found


def is_near(one, other):
    if one is None or other is None:
        return one is other
    return abs(one - other) <= TOLERANCE * max(abs(one), abs(other))


def differences(one, other):
    """Lines of text, at most ten."""
    out = [f"{key} only in {'the first' if key in one else 'the other'}" for key in sorted(one.keys() ^ other.keys())]
    for key in sorted(one.keys() & other.keys()):
        values, facts = one[key]
        theirs, their_facts = other[key]
        out += [f"{key} {name}: {value and float(value)} and {theirs[name] and float(theirs[name])}"
                for name, value in values.items() if not is_near(value, theirs[name])]
        out += [f"{key} {name}: {fact} and {their_facts[name]}" for name, fact in facts.items() if fact != their_facts[name]]
    return out[:10]


def main(first, *others):
    one = answer(pathlib.Path(first).read_text(encoding="utf-8"))
    failed = False
    for path in others:
        found = differences(one, answer(pathlib.Path(path).read_text(encoding="utf-8")))
        print(f"{path}: {'equal, ' + str(len(one)) + ' rows' if not found else 'differs'}", *found, sep="\n  ")
        failed = failed or bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
