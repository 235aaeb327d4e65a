"""Whoever reads English is told in English what pack, plan and catalogue say: names, checks, the papers wanted, what is missing and who brings it."""

import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from office import ANNEX, PEOPLE, Office, quoted  # noqa: E402

CHINESE = re.compile("[\u3400-\u9fff]")
WORDED = ("name", "text", "fix", "evidence", "proposal")


def is_english(text):
    return bool(text) and not CHINESE.search(re.sub("[万亿]", "", text))  # these a number may be written with


def nameless(value, place=""):
    """Places of an answer where something is said in Chinese and not in English."""
    if isinstance(value, list):
        return [found for at, item in enumerate(value) for found in nameless(item, f"{place}/{at}")]
    if not isinstance(value, dict):
        return []
    found = []
    for key in WORDED:
        said = value.get(key)
        if isinstance(said, str) and said and not is_english(value.get(key + "_en")):
            found.append(f"{place}/{key}: {said} / {value.get(key + '_en')}")
    for key, names in value.items():
        english = value.get(key + "_en", [])
        if key.endswith("_names") and not (len(english) == len(names) and all(map(is_english, english))):
            found.append(f"{place}/{key}: {names}")
        found += nameless(names, f"{place}/{key}")
    return found


class English(unittest.TestCase):
    def test_everything_that_is_named_has_an_english_name(self):
        with Office.empty() as office:
            office.add_people(PEOPLE)
            client = office.login("office")
            client.do("PUT", f"/plan?file={ANNEX.name}", data=ANNEX.read_bytes(), headers={"If-None-Match": "*"})
            definitions, units = client.get("/definitions"), client.get("/units")["items"]
            self.assertEqual(nameless(definitions), [])
            self.assertEqual(nameless([unit for unit in units if not unit["guessed"]]), [])
            self.assertGreater(len(definitions["criteria"]), 50)
            self.assertGreater(len(definitions["checks"]), 100)
            self.assertIn("Public Security Bureau", [unit["name_en"] for unit in units])
            groups = client.get("/plan")["groups"]
            self.assertIn("County and District Governments", [group["name_en"] for group in groups])
            missing = client.get("/coverage")["items"]  # nobody was asked for anything yet
            self.assertEqual(nameless(missing), [])
            self.assertEqual({row["gap"] for row in missing}, {"no_supplier"})


class EnglishOfTheDemonstration(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.context = Office.demo()
        cls.office = cls.context.__enter__()
        cls.addClassCleanup(cls.context.__exit__, None, None, None)
        cls.clerk, cls.editor = cls.office.login("office"), cls.office.login("unit-editor")
        for client in (cls.clerk, cls.editor):
            cls.addClassCleanup(client.wire.close)

    def test_what_is_measured(self):
        stations = self.clerk.get("/stations")
        series = [each for station in stations["items"] for each in station["series"]]
        self.assertIn("Sulphur dioxide", [each["name_en"] for each in series])
        self.assertEqual(nameless(series) + nameless(stations["sets"]), [])
        of = "set=air&station=" + next(each["key"] for each in stations["items"] if each["set"] == "air")
        readings = self.clerk.get(f"/readings?{of}&parameter=SO2&by=day&from=2011-01-01&to=2011-01-31")
        self.assertEqual(readings["name_en"], "Sulphur dioxide")
        self.assertEqual(self.clerk.get(f"/readings/revisions?{of}&parameter=SO2&at=2011-01-05T13")["name_en"], "Sulphur dioxide")
        quality = self.clerk.get("/readings/quality?set=air&from=2011-01-01&to=2011-01-31")
        self.assertTrue(quality["items"])
        self.assertEqual(nameless(quality["items"]), [])

    def test_what_a_file_was_taken_for(self):
        text = "点位编码,时间,SO2(ug/m3)\nSZ01,2011-03-05 00:00,104\n".encode()
        said = self.clerk.do("POST", "/imports/preview?kind=readings&target=air&file=1.csv", data=text)
        self.assertEqual(nameless([each for each in said["recognised"] if each["kind"] != "station"]), [])
        self.assertEqual([each["name_en"] for each in said["columns"] if each["role"] == "value"], ["Sulphur dioxide"])

    def test_what_is_missing(self):
        rows = self.clerk.get("/coverage")["items"]
        self.assertEqual(nameless(rows), [])
        self.assertIn("not_answered", {row["gap"] for row in rows})

    def test_what_the_checks_find(self):
        request = next(each for each in self.editor.every("/requests") if "figure:gdp" in each["items"])
        year = request["period"]
        content = {"figures": [{"figure": "gdp", "subject": "", "period": year, "as_given": "1万元"}, {"figure": "gdp_comparable", "subject": "", "period": year, "as_given": "很多"}]}
        findings = self.editor.do("POST", f"/requests/{quoted(request['id'])}/checks", content)["findings"]
        self.assertEqual(nameless(findings), [])
        self.assertTrue({"C202", "WRK104"} <= {each["code"] for each in findings}, findings)
        accepted = [each for each in self.clerk.every("/submissions") if each["findings"]]
        self.assertTrue(accepted)
        self.assertEqual(nameless([each["findings"] for each in accepted]), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
