"""Stations, readings, their revisions and quality, and imports before and after: the API of monitoring, on the demonstration."""

import json
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from with_office import WithOffice

HOURS = {"set": "air", "station": "SZ01", "parameter": "SO2"}


class Asking(WithOffice):
    def refused(self, operation, wire, status, **request):
        """The code and what to do, of an answer that is a problem."""
        problem = json.loads(self.ask(operation, wire, expect=[status], **request))
        return problem["code"], problem["fix"]


class Stations(Asking):
    def test_every_station_has_a_place_and_its_series(self):
        answer = self.ask("list_stations", self.as_("inspector"))
        self.assertEqual([each["key"] for each in answer["sets"]],
                         ["air", "function_sections", "border_sections", "drinking_water", "regional_noise", "traffic_noise"])
        for each in answer["items"]:
            self.assertRegex(each["longitude"] or "", r"^11[23]\.\d+$", each)
            self.assertRegex(each["latitude"] or "", r"^(39|40)\.\d+$", each)
            self.assertEqual(not each["series"], each["key"] == "SZ06", each)  # the control point has sent nothing
        north = next(each for each in answer["items"] if each["key"] == "SZ01")
        sulphur = north["series"][0]
        self.assertEqual((sulphur["parameter"], sulphur["interval"], sulphur["first"], sulphur["last"]),
                         ("SO2", "hour", "2009-01-01T00", "2011-12-31T23"))
        self.assertEqual(sulphur["count"], sulphur["valid"] + sum(sulphur["flags"].values()))
        self.assertEqual(self.ask("list_stations", self.as_("inspector"), query={"known_at": "2009-01-04"})["items"], [])
        again = self.ask("list_stations", self.as_("leader"))
        self.assertEqual(again, answer)

    def test_a_unit_sees_the_sets_it_supplies(self):
        answer = self.ask("list_stations", self.as_("unit_editor"))
        self.assertEqual((answer["sets"], answer["items"]), ([], []))  # 市统计局 measures nothing
        self.ask("get_readings", self.as_("unit_editor"), query=HOURS, expect=[403])
        self.ask("get_reading_quality", self.as_("unit_editor"), query={"set": "air", "from": "2011-01-01", "to": "2011-12-31"}, expect=[403])
        self.ask("list_stations", self.as_("system_admin"), expect=[403])
        self.ask("list_stations", self.as_(None), expect=[401])


class Readings(Asking):
    def read(self, expect=None, **query):
        return self.ask("get_readings", self.as_("inspector"), query={**HOURS, **query}, expect=expect)

    def test_hours_as_stored_with_the_limit_of_an_hour(self):
        answer = self.read(**{"from": "2011-03-05", "to": "2011-03-05"})
        points = answer["points"]
        self.assertEqual(points["at"], [f"2011-03-05T{hour:02}" for hour in range(24)])
        self.assertEqual(points["value"][:3], ["94", "80", "75"])
        self.assertEqual(set(points["flag"]), {"valid"})
        self.assertEqual({len(points[each]) for each in ("at", "value", "exceeds", "flag", "as_given", "revision")}, {24})
        self.assertEqual({len(points[each]) for each in ("count", "needed", "why")}, {0})
        stretch, = answer["stretches"]
        self.assertEqual((stretch["edition"], stretch["averaging"]), ("GB 3095-1996", "1h"))
        self.assertEqual((stretch["limit"]["value"], stretch["limit"]["as_written"]), ("500", "0.50 mg/m3"))

    def test_days_months_and_years_are_those_of_the_verdicts(self):
        days = self.read(by="day", **{"from": "2011-01-01", "to": "2011-12-31"})
        self.assertEqual(len(days["points"]["at"]), 365)
        self.assertEqual(days["stretches"][0]["limit"]["value"], "150")
        short = [i for i, why in enumerate(days["points"]["why"]) if why]
        self.assertTrue(all(days["points"]["value"][i] is None for i in short))
        self.assertTrue(all(days["points"]["count"][i] >= 18 for i in range(365) if i not in short))
        months = self.read(by="month", **{"from": "2011-01-01", "to": "2011-12-31"})
        self.assertEqual(months["points"]["at"], [f"2011-{month:02}" for month in range(1, 13)])
        january = [float(days["points"]["value"][i]) for i in range(31) if i not in short]
        self.assertAlmostEqual(float(months["points"]["value"][0]), sum(january) / len(january), places=3)
        years = self.read(by="year")
        self.assertEqual(years["points"]["at"], ["2009", "2010", "2011"])
        self.assertEqual(years["points"]["needed"], [144, 144, 144])
        self.assertEqual(years["stretches"][0]["averaging"], "annual")
        self.assertEqual([over for over in years["points"]["exceeds"]],
                         [float(value) > 60 for value in years["points"]["value"]])

    def test_a_water_section_is_held_against_its_class(self):
        answer = self.read(set="function_sections", station="FS03", parameter="COD", by="month")
        self.assertEqual(len(answer["points"]["at"]), 36)
        self.assertEqual(answer["stretches"][0]["limit"]["grade"], "III")
        self.assertEqual(answer["stretches"][0]["limit"]["value"], "20")
        range_of = self.read(set="function_sections", station="FS03", parameter="pH")["stretches"][0]["limit"]
        self.assertEqual((range_of["sense"], range_of["value"], range_of["upper"]), ("range", "6", "9"))
        self.assertIsNone(self.read(set="regional_noise", station="WG001", parameter="Leq")["stretches"][0]["limit"])

    def test_what_cannot_be_given_says_what_to_do(self):
        def refused(status, **query):
            return self.refused("get_readings", self.as_("inspector"), status, query={**HOURS, **query})
        code, fix = refused(422)
        self.assertEqual(code, "MON003")
        self.assertIn("按日", fix)
        self.assertEqual(refused(422, set="function_sections", station="FS03", parameter="COD", by="day")[0], "MON002")
        self.assertEqual(refused(404, station="SZ99")[0], "MON001")
        self.assertEqual(refused(404, parameter="SO3")[0], "MON001")
        self.assertEqual(refused(422, **{"from": "2011-03-05", "to": "2011-03-04"})[0], "MON004")
        self.assertEqual(self.read(**{"from": "2030-03-05", "to": "2030-03-06"})["points"]["at"], [])
        self.assertEqual(self.read(known_at="2009-06-30", by="year")["points"]["at"], [])


class Revisions(Asking):
    FILE = "点位编码,时间,SO2(ug/m3)\nSZ01,2011-03-05 00:00,104\nSZ01,2011-03-05 01:00,80\n"

    def test_a_correction_is_told_before_it_is_made_and_after(self):
        office, inspector = self.as_("office"), self.as_("inspector")
        file = {"kind": "readings", "target": "air", "file": "更正.csv"}
        last = self.ask("list_imports", inspector, query={"limit": 500})["items"][-1]
        said = self.ask("preview_import", office, query=file, body=self.FILE.encode())
        self.assertEqual((said["added"], said["corrected"], said["unchanged"], said["can_be_imported"]), (0, 1, 1, True))
        self.assertEqual([(each["role"], each["key"]) for each in said["columns"]], [("station", ""), ("time", ""), ("value", "SO2")])
        self.assertEqual(said["period"], {"from": "2011-03-05T00", "to": "2011-03-05T01"})
        self.assertEqual(len(said["sample"]["rows"]), 2)
        self.assertEqual(self.ask("list_imports", inspector, query={"limit": 500})["items"][-1], last)
        self.assertEqual(self.ask("list_reading_revisions", inspector, query={**HOURS, "at": "2011-03-05T00"})["items"][0]["value"], "94")

        done = self.ask("import_facts", office, query={**file, "reason": "录入错误"}, body=self.FILE.encode())
        self.assertEqual((done["added"], done["corrected"], done["unchanged"]), (0, 1, 1))
        first, second = self.ask("list_reading_revisions", inspector, query={**HOURS, "at": "2011-03-05T00"})["items"]
        self.assertEqual((first["value"], first["holds"], second["value"], second["holds"]), ("94", False, "104", True))
        self.assertEqual((second["reason"], second["import"], second["origin"]["row"]), ("录入错误", done["import"], 2))
        self.assertEqual(second["who"], self.office.accounts["office"][0])
        then = self.ask("list_reading_revisions", inspector, query={**HOURS, "at": "2011-03-05T00", "known_at": last["recorded_at"]})
        self.assertEqual([each["value"] for each in then["items"]], ["94"])
        points = self.ask("get_readings", inspector, query={**HOURS, "from": "2011-03-05", "to": "2011-03-05"})["points"]
        self.assertEqual((points["value"][:2], points["revision"][:2]), (["104", "80"], [2, 1]))

        detail = self.ask("get_import", inspector, path={"import": done["import"]})
        change, = detail["changes"]
        self.assertEqual((change["kind"], change["before"], change["after"], change["row"]), ("reading", "94", "104", 2))
        self.assertEqual((detail["added"], detail["corrected"], detail["left_off"]), (0, 1, 0))
        entry = self.ask("get_entry", inspector, path={"number": detail["entry"]})
        self.assertEqual(entry["object"], f"import:{done['import']}")

    def test_a_faulty_file_is_previewed_and_not_imported(self):
        office = self.as_("office")
        text = "统计数据,2010年,单位\n地区生产总值,很多,亿元\n国内生产总直,12,亿元\n".encode()
        said = self.ask("preview_import", office, query={"kind": "figures", "file": "数据.csv"}, body=text)
        self.assertFalse(said["can_be_imported"])
        self.assertEqual(said["layout"], "columns_of_periods")
        self.assertEqual([each["code"] for each in said["findings"]], ["ING001", "ING004"])
        self.ask("import_facts", office, query={"kind": "figures", "file": "数据.csv"}, body=text, expect=[422])
        self.ask("preview_import", self.as_("inspector"), query={"kind": "figures", "file": "数据.csv"}, body=text, expect=[403])
        self.assertEqual(self.refused("preview_import", office, 422, query={"kind": "figures", "file": "旧.doc"}, body=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")[0], "OFF001")

    def test_an_import_of_the_past_names_what_it_corrected(self):
        inspector = self.as_("inspector")
        imports = self.ask("list_imports", inspector, query={"limit": 500})["items"]
        self.assertEqual(self.refused("get_import", inspector, 404, path={"import": 9999})[0], "MON006")
        corrections = 0
        for each in imports[:60]:
            detail = self.ask("get_import", inspector, path={"import": each["import"]})
            self.assertEqual({name: detail[name] for name in ("kind", "name", "who", "recorded_at")},
                             {name: each[name] for name in ("kind", "name", "who", "recorded_at")})
            self.assertEqual(detail["left_off"], detail["added"] + detail["corrected"] - len(detail["changes"]))
            corrections += detail["corrected"]
        self.assertGreater(corrections, 0)


class Quality(Asking):
    def test_a_year_of_the_air(self):
        answer = self.ask("get_reading_quality", self.as_("inspector"), query={"set": "air", "from": "2011-01-01", "to": "2011-12-31"})
        self.assertEqual(len(answer["items"]), 6 * 3 * 12)
        for row in answer["items"]:
            self.assertLessEqual(row["valid"], row["present"])
            self.assertLessEqual(row["present"], row["expected"])
            self.assertEqual(row["days"]["valid"] + len(row["days"]["invalid"]), row["days"]["expected"])
            self.assertEqual(row["longest_gap"] is None, row["valid"] == row["expected"])
        days = self.ask("get_readings", self.as_("inspector"), query={**HOURS, "by": "day", "from": "2011-01-01", "to": "2011-12-31"})
        invalid = {each["day"] for row in answer["items"] if row["station"] == "SZ01" and row["parameter"] == "SO2" for each in row["days"]["invalid"]}
        self.assertEqual(invalid, {at for at, why in zip(days["points"]["at"], days["points"]["why"]) if why})

    def test_one_station_and_what_is_not_over(self):
        query = {"set": "function_sections", "station": "FS01", "parameter": "COD", "from": "2011-05-01", "to": "2012-05-01", "known_at": "2012-03-15"}
        rows = self.ask("get_reading_quality", self.as_("inspector"), query=query)["items"]
        self.assertEqual([(row["period"], row["expected"]) for row in rows], [("2011", 12), ("2012", 2)])
        self.assertIsNone(rows[0]["days"])
        inspector = self.as_("inspector")
        self.assertEqual(self.refused("get_reading_quality", inspector, 404, query={**query, "station": "FS99"})[0], "MON001")
        air = {"set": "air", "from": "1200-01-01", "to": "2012-01-01"}
        self.assertEqual(self.refused("get_reading_quality", inspector, 422, query=air)[0], "MON003")


if __name__ == "__main__":
    unittest.main()
