#!/usr/bin/env python3
"""A scripted year at one office with an account for each of its units, through the API, on SQLite and on PostgreSQL: every answer is the same
byte for byte, but for what is random by design (MASKS in tests/support/year.py). Simulated numbers throughout."""

import concurrent.futures
import contextlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

import postgres  # noqa: E402
import year_answered as answered  # noqa: E402
import year_changed as changed  # noqa: E402
import year_planned as planned  # noqa: E402
import year_proved as proved  # noqa: E402
import year_supervised as supervised  # noqa: E402
from office import PROGRAM, Office  # noqa: E402
from year import STATISTICS, Year, first_difference, put_clock  # noqa: E402

BEGINNING = "2011-01-10T09:00:00+08:00"


def spring(year, punctual, late):
    """Up to March: half of the units are punctual, some late."""
    with year.step("who is near their day"):
        supervised.chasing(year)
    year.at("2011-01-12T10:00:00")
    with year.step("wrong answers"):
        answered.wrong_answers(year)
    with year.step("papers"):
        answered.papers_come(year)
    with year.step("half of the units answer"):
        assert answered.answer_all(year, [*punctual, STATISTICS, changed.RENAMED]) > 18
        answered.ledgers_fill(year)
        answered.units_see_their_own(year)
    year.at("2011-01-28T16:00:00")
    with year.step("matters"):
        supervised.matters_open(year)
        year.at("2011-01-30T10:00:00")
        supervised.matters_move(year, "studied")
        year.at("2011-02-01T11:00:00")
        supervised.matters_move(year, "answered")
        year.at("2011-02-12T17:00:00")
        supervised.matters_end(year)
    year.at("2011-03-10T10:00:00")
    with year.step("more units answer, late"):
        answered.answer_all(year, late)
        answered.corrected_later(year)
    year.at("2011-03-15T10:00:00")
    with year.step("a unit is going to be renamed"):
        changed.unit_is_renamed(year)
    year.at(changed.MARCH)
    with year.step("what is known at March"):
        changed.march_is_asked(year)


def summer(year, punctual):
    """What is too late; readings; another edition of a standard; a successor."""
    year.at("2011-04-12T10:00:00")
    with year.step("the first quarter"):
        year.desk.do("POST", "/requests/issue", {"until": "2011-04-12"})
        answered.taken_back(year, "市财政局", "2011Q1")
        answered.answer_all(year, [unit for unit in year.units if unit != changed.RENAMED])
    year.at("2011-05-05T10:00:00")
    with year.step("too late"):
        answered.too_late(year)
        supervised.scores_are_fair(year)
    with year.step("readings, and the law of another year"):
        changed.imported(year, year.handed_in / "点位登记表.csv", "kind=stations")
        changed.files_come(year, 2009, 2010)
        changed.standards_change(year)
    year.at("2011-07-12T10:00:00")
    with year.step("the second quarter, and the successor"):
        year.desk.do("POST", "/requests/issue", {"until": "2011-07-12"})
        changed.successor_works(year)
        answered.answer_all(year, [STATISTICS, *punctual[:6]])


def winter(year, late, last):
    """Up to the last numbers of the year."""
    year.at("2011-10-14T10:00:00")
    with year.step("the third quarter"):
        year.desk.do("POST", "/requests/issue", {"until": "2011-10-14"})
        supervised.returned_and_left(year)
    year.at("2012-01-09T10:00:00")
    with year.step("the year ends"):
        year.desk.do("POST", "/requests/issue", {"until": "2012-01-09"})
        year.add("watcher", "统计局看的人", STATISTICS, ["unit_editor"])
        changed.last_numbers_decide(year)
        changed.files_come(year, 2011)
        answered.answer_all(year, [*late[:6], changed.SUCCESSOR, *last[:4]])
        changed.successor_counts(year)
        changed.somebody_leaves(year)
        assert year.by_workbook > 20, year.by_workbook
        assert year.desk.times["logged in again"] > 5 and year.desk.times["changed the password"] >= 3, year.desk.times


def after(year, elsewhere, folder):
    year.at("2012-02-20T10:00:00")
    with year.step("March is asked again"):
        changed.march_is_asked_again(year)
    with year.step("verdicts are proved"):
        proved.verdicts_are_proved(year)
    with year.step("the log is proved"):
        proved.log_is_proved(year)
    with year.step("a copy elsewhere"):
        proved.copy_is_the_same(year, elsewhere, folder)


def live(year, elsewhere, folder):
    """`elsewhere`: an empty database of the other kind, for the copy."""
    with year.step("people come"):
        planned.people_come(year)
    with year.step("the table comes"):
        planned.table_comes(year)
    others = [unit for unit in year.units if unit not in (STATISTICS, changed.RENAMED)]
    punctual, late, last = others[:16], others[16:28], others[28:]
    with year.step("the work is planned"):
        planned.work_is_planned(year)
    spring(year, punctual, late)
    summer(year, punctual)
    winter(year, late, last)
    after(year, elsewhere, folder)


def lived_through(name, database, elsewhere, folder):
    """The book of the year at one database."""
    clock = folder / f"{name}.clock"
    put_clock(clock, BEGINNING)
    with Office.empty(database, clock, recorded_at="2010-12-20") as office:
        year = Year(name, office, clock, folder / "demo/handed-in")
        with contextlib.closing(year):
            live(year, elsewhere, folder / f"{name} elsewhere")
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
            concurrent.futures.wait(lives)
            books = [life.result() for life in lives]
        self.assertGreater(len(books[0]), 1000)
        self.assertEqual(first_difference(*books), "")


if __name__ == "__main__":
    unittest.main()
