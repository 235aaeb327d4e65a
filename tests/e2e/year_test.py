#!/usr/bin/env python3
"""A scripted year at one office with an account for each of its units, through the API, on SQLite and on PostgreSQL: every answer is the same
byte for byte, but for what is random by design (tests/support/year.py names it). Simulated numbers throughout."""

import concurrent.futures
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import postgres  # noqa: E402
import year_of_proof  # noqa: E402
import year_of_work  # noqa: E402
from office import PROGRAM, Office  # noqa: E402
from year import Year, first_difference, put_clock  # noqa: E402

BEGINNING = "2011-01-10T09:00:00+08:00"


def lived_through(name, database, elsewhere, folder):
    """The book of the year at one database; its backup is restored into `elsewhere`, which is of the other kind."""
    clock = folder / f"{name}.clock"
    put_clock(clock, BEGINNING)
    with Office.empty(database, clock, recorded_at="2010-12-20") as office:
        year = Year(name, office, clock)
        year_of_work.live(year, folder / "demo/handed-in")
        year_of_proof.hold(year, elsewhere, folder / f"{name} elsewhere")
    return year.book


class YearTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="year-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        made = subprocess.run([PROGRAM, "demo", str(self.folder / "demo")], capture_output=True, text=True, timeout=300)
        self.assertEqual(made.returncode, 0, made.stderr)

    def test_both_databases_answer_alike(self):
        with postgres.Server() as database, postgres.Server() as elsewhere, concurrent.futures.ThreadPoolExecutor() as together:
            lives = [together.submit(lived_through, "SQLite", "", elsewhere, self.folder),
                     together.submit(lived_through, "PostgreSQL", database, "", self.folder)]
            books = [life.result() for life in lives]
        self.assertGreater(len(books[0]), 1000)
        self.assertEqual(first_difference(*books), "")


if __name__ == "__main__":
    unittest.main()
