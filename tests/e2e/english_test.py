"""Whoever reads English is told the English name of everything that pack and plan name."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

from office import ANNEX, PEOPLE, Office  # noqa: E402


def nameless(value, place=""):
    """Places of an answer where something has a Chinese name and no English one."""
    if isinstance(value, list):
        return [found for at, item in enumerate(value) for found in nameless(item, f"{place}/{at}")]
    if not isinstance(value, dict):
        return []
    found = []
    if value.get("name") and not value.get("name_en"):
        found.append(f"{place}: {value['name']}")
    for key, names in value.items():
        if key.endswith("_names") and not (len(value.get(key + "_en", [])) == len(names) and all(value[key + "_en"])):
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
            self.assertIn("Public Security Bureau", [unit["name_en"] for unit in units])
            groups = client.get("/plan")["groups"]
            self.assertIn("County and District Governments", [group["name_en"] for group in groups])


if __name__ == "__main__":
    unittest.main(verbosity=2)
