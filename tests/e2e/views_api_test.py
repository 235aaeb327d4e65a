"""The views of the console against the demonstration: tiles, traces in words, charts, histories, overview, changes, directory, map."""

import json
import pathlib
import sys
import unittest
import urllib.parse
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))

from office import Office

SVG = "{http://www.w3.org/2000/svg}"


def nodes(trace):
    yield trace
    for child in trace.get("children", []):
        yield from nodes(child)


def has_chinese(text):
    return any("\u4e00" <= each <= "\u9fff" for each in text)


class Views(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.office = cls.enterClassContext(Office.demo()) if hasattr(cls, "enterClassContext") else cls.entered()
        cls.clients = {name: cls.office.login(name) for name in ("leader", "inspector", "unit-editor", "office", "system-admin", "audit-admin")}
        cls.clients["security-admin"] = cls.office.admin
        cls.clients["guest"] = cls.office.client()
        for client in cls.clients.values():
            cls.addClassCleanup(client.wire.close)
        cls.leader, cls.inspector, cls.unit, cls.guest = (cls.clients[name] for name in ("leader", "inspector", "unit-editor", "guest"))
        cls.tiles = cls.leader.get("/tiles")["indicators"]

    @classmethod
    def entered(cls):
        context = Office.demo()
        cls.addClassCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def verdict(self, number, query=""):
        return self.inspector.get(f"/verdicts/{number}{query}")["indicators"][0]

    # ---- tiles

    def test_tiles_are_told_in_both_languages(self):
        english = self.leader.get("/tiles?lang=en")["indicators"]
        self.assertEqual(len(self.tiles), 26)
        for zh, en in zip(self.tiles, english):
            self.assertEqual(zh["outcome"], en["outcome"])
            self.assertEqual((zh["name"], zh["value"], zh["trend"]), (en["name"], en["value"], en["trend"]))
            self.assertTrue(zh["name_en"] and zh["group_en"], zh["name"])
            self.assertFalse(has_chinese(en["outcome_text"] + en["reachability"]["text"] + en["room"] + en["measured"]), en)
            self.assertTrue(has_chinese(zh["sentence"]))
        self.leader.get("/tiles?lang=fr", expect=422)

    def test_tiles_name_the_units_of_the_plan(self):
        units = {unit["name"] for unit in self.leader.get("/units")["items"]}
        self.assertGreater(sum(bool(tile["lead_units"]) for tile in self.tiles), 20)
        for tile in self.tiles:
            self.assertEqual(tile["missing"]["count"] > 0, tile["missing"]["count"] >= max(1, tile["missing"]["late"]))
            self.assertLessEqual(set(tile["missing"]["suppliers"]), units)

    def test_most_tiles_have_a_sparkline(self):
        trends = [tile["trend"] for tile in self.tiles if tile["trend"]]
        self.assertGreater(len(trends), 5)
        for trend in trends:
            self.assertLessEqual(len(trend["points"]), 12)
            for point in trend["points"]:
                self.assertTrue(point["value"] is None or float(point["value"]) >= 0, point)

    def test_the_public_sees_the_same_tiles(self):
        self.assertEqual(self.guest.get("/public/indicators?lang=en"), self.leader.get("/tiles?lang=en"))

    # ---- words

    def test_every_node_of_a_trace_has_words_and_one_way_leads_to_what_decided(self):
        for tile in self.tiles:
            for criterion in self.verdict(tile["number"])["criteria"]:
                trace = criterion["trace"]
                self.assertTrue(all(node["words"] for node in nodes(trace)), criterion["id"])
                node, length = trace, 0
                while node is not None and node.get("decides"):
                    length += 1
                    chosen = [child for child in node.get("children", []) if child.get("decides")]
                    self.assertLessEqual(len(chosen), 1)
                    node = chosen[0] if chosen else None
                self.assertGreater(length, 0 if "children" in trace else -1)

    def test_english_traces_leave_only_names_in_chinese(self):
        """Stations, records, files and what somebody wrote stay; rules, operations and results do not."""
        stations = [item["name"] for item in self.leader.get("/directory")["items"] if item["kind"] == "station"]
        rules = ("compare", "each", "some", "and", "or", "divide", "share", "count", "falling", "number", "limit", "figure", "closure")
        for tile in self.tiles:
            for criterion in self.verdict(tile["number"], "?lang=en")["criteria"]:
                self.assertFalse(has_chinese(criterion["outcome_text"] + criterion["room"] + criterion["confidence_text"]), criterion["id"])
                for node in nodes(criterion["trace"]):
                    words = node["words"].replace("课时", "")
                    for name in stations if has_chinese(words) else ():
                        words = words.replace(name, "")
                    self.assertFalse(node["op"] in rules and has_chinese(words), (criterion["id"], node["op"], node["words"]))
                    if "result" in node and node["result"]["kind"] != "value":
                        self.assertFalse(has_chinese(node["result"]["text"]), node["result"])

    def test_the_air_is_explained_down_to_hours_and_cells(self):
        all_nodes = [node for criterion in self.verdict(8)["criteria"] for node in nodes(criterion["trace"])]
        hours = [node["hours"] for node in all_nodes if "hours" in node]
        self.assertTrue(hours)
        self.assertTrue(all(len(day) == 24 for day in hours))
        self.assertTrue(any("source" in node for node in all_nodes))
        self.assertTrue(any("GB 3095" in node.get("cited", "") for node in all_nodes))

    def test_a_unit_sees_the_trace_of_what_it_has_a_duty_in_alone(self):
        answers = {self.unit.request("GET", f"/verdicts/{tile['number']}")[0] for tile in self.tiles}
        self.assertEqual(answers, {200, 403})

    # ---- charts

    def charts(self, number, query=""):
        return self.leader.get(f"/verdicts/{number}/charts{query}")["items"]

    def test_charts_of_the_air(self):
        charts = self.charts(8)
        kinds = [chart["kind"] for chart in charts]
        self.assertEqual([chart["number"] for chart in charts], list(range(1, len(charts) + 1)))
        self.assertLessEqual({"trend", "calendar", "days", "months", "stations"}, set(kinds))
        calendar = charts[kinds.index("calendar")]
        self.assertEqual([series["key"] for series in calendar["series"]], ["2009", "2010", "2011"])
        levels = {level["key"]: level for level in calendar["levels"]}
        for series in calendar["series"]:
            for day in series["points"]:
                self.assertEqual(day["valid"], "level" in day)
                self.assertTrue(day["valid"] or day["note"], day)
                if day["valid"]:
                    self.assertEqual(day.get("breaks", False), not levels[day["level"]]["attains"])
        stations = charts[kinds.index("stations")]
        known = {item["id"] for item in self.leader.get("/directory")["items"] if item["kind"] == "station"}
        self.assertLessEqual({"air/" + series["station"] for series in stations["series"]}, known)

    def test_charts_of_water_and_roads(self):
        classes = [chart for chart in self.charts(10) if chart["kind"] == "classes"]
        self.assertTrue(classes)
        keys = {level["key"] for level in classes[0]["levels"]}
        for series in classes[0]["series"]:
            self.assertIn(series["target"], keys)
            self.assertTrue(series["station"])
            for point in series["points"]:
                self.assertTrue(point.get("level") in keys or not point["valid"])
            known = {point["at"][:4] for point in series["points"] if point["valid"]}
            self.assertEqual(known, {"2009", "2010", "2011"}, "years that the rule does not ask about are shown too")
        bars = next(chart for chart in self.charts(12) if chart["kind"] == "bars")
        self.assertTrue(all(float(point["weight"]) > 0 for point in bars["series"][0]["points"]))
        values = [float(point["value"]) for point in bars["series"][0]["points"]]
        self.assertEqual(values, sorted(values, reverse=True))

    def test_a_ratio_of_one_year_is_shown_in_all_years(self):
        trend = next(chart for chart in self.charts(13) if chart["kind"] == "trend")
        points = trend["series"][0]["points"]
        self.assertEqual([point["at"] for point in points], ["2009", "2010", "2011"])
        self.assertTrue(all(point["valid"] for point in points))
        self.assertEqual(trend["limit"], "35")
        verdict = self.leader.get("/verdicts/13")["indicators"][0]["criteria"][0]
        self.assertEqual(float(points[-1]["value"]), round(float(verdict["value"]), 4))
        for point in points:
            self.assertEqual(point.get("breaks", False), float(point["value"]) < 35)

    def test_charts_are_those_of_the_day_that_is_asked_about(self):
        calendar = next(chart for chart in self.charts(8, "?as_of=2010-06-30") if chart["kind"] == "calendar")
        self.assertEqual(calendar["series"][-1]["points"][-1]["at"], "2010-06-30")

    def test_charts_can_be_saved(self):
        for number in (4, 8, 10, 12):
            for chart in self.charts(number):
                for language in ("zh", "en"):
                    drawing = self.leader.get(f"/verdicts/{number}/charts/{chart['number']}.svg?lang={language}")
                    self.assertEqual(self.leader.headers["Content-Type"], "image/svg+xml")
                    self.assertTrue(self.leader.headers["Content-Disposition"].startswith("attachment"))
                    root = xml.etree.ElementTree.fromstring(drawing)
                    self.assertEqual(root.tag, SVG + "svg")
                    self.assertEqual(root.find(SVG + "title").text, chart["title"] if language == "zh" else chart["title_en"])
                table = self.leader.get(f"/verdicts/{number}/charts/{chart['number']}.csv").decode("utf-8-sig").splitlines()
                self.assertEqual(len(table), 1 + sum(len(series["points"]) for series in chart["series"]))
        for wrong in ("0.svg", "999.svg", "1.png"):
            self.leader.get(f"/verdicts/8/charts/{wrong}", expect=404 if wrong != "0.svg" else 404)

    # ---- history, changes

    def test_a_history_is_what_was_known_step_by_step(self):
        with_steps = 0
        for tile in self.tiles:
            history = self.inspector.get(f"/verdicts/{tile['number']}/history")
            with_steps += len(history["items"]) > 1
            if history["items"]:
                self.assertEqual(history["items"][-1]["outcome"], tile["outcome"], tile["number"])
            for before, after in zip(history["items"], history["items"][1:]):
                self.assertLess(before["known_at"], after["known_at"])
            for step in history["items"][:3]:
                then = self.verdict(tile["number"], "?known_at=" + urllib.parse.quote(step["known_at"]))
                self.assertEqual((then["outcome"], then["sentence"]), (step["outcome"], step["sentence"]), (tile["number"], step["known_at"]))
                self.assertTrue(all("who" in cause for cause in step["because"]))
        self.assertGreater(with_steps, 5)

    def test_who_did_it_is_for_those_who_may_see_it(self):
        steps = self.leader.get("/verdicts/4/history")["items"]
        self.assertFalse(any("who" in cause for step in steps for cause in step["because"]))

    def test_changes_agree_with_the_verdicts_of_then_and_now(self):
        since = "2011-12-31"
        changes = self.leader.get(f"/changes?since={since}")
        then = {tile["number"]: tile["outcome"] for tile in self.leader.get(f"/tiles?known_at={since}")["indicators"]}
        now = {tile["number"]: tile["outcome"] for tile in self.tiles}
        changed = {change["indicator"]: change for change in changes["verdicts"]}
        for number in now:
            if then[number] != now[number]:
                self.assertEqual((changed[number]["before"], changed[number]["after"]), (then[number], now[number]))
        self.assertTrue(changed)
        self.assertEqual(len(changes["entries"]), 50)
        numbers = [entry["number"] for entry in changes["entries"]]
        self.assertEqual(numbers, sorted(numbers, reverse=True))
        self.assertGreaterEqual(sum(count["count"] for count in changes["counts"]), 50)

    def test_a_unit_hears_of_its_own_changes(self):
        changes = self.unit.get("/changes?since=2011-06-01")
        self.assertTrue(changes["entries"])
        self.assertLessEqual({entry["unit"] for entry in changes["entries"]}, {"市统计局", ""})  # "": what is everybody's

    # ---- overview

    def test_the_overview_adds_up(self):
        overview = self.leader.get("/overview")
        self.assertEqual(sum(each["count"] for each in overview["outcomes"]), 26)
        requests = self.clients["office"].every("/requests")
        counted = {each["state"]: each["count"] for each in overview["requests"]}
        for state, count in counted.items():
            self.assertEqual(count, sum(request["state"] == state for request in requests), state)
        overdue = {request["id"] for request in requests if request["state"] == "overdue"}
        self.assertTrue(overdue <= set() or overview["overdue"])
        dues = [unit["oldest_due"] for unit in overview["overdue"]]
        self.assertEqual(dues, sorted(dues))
        slips = self.leader.get("/slips")["items"]
        for colour in ("blue", "yellow", "red"):
            self.assertEqual(overview["slips"][colour], sum(slip["colour"] == colour for slip in slips))
        waiting = self.leader.every("/submissions?state=submitted")
        self.assertEqual(overview["review"]["count"], len(waiting))
        days = [next_due["days"] for next_due in overview["countdown"]["next"]]
        self.assertEqual(days, sorted(days))

    def test_the_overview_is_one_answer_until_something_changes(self):
        self.leader.get("/overview")
        tag = self.leader.headers["ETag"]
        self.assertEqual(self.leader.request("GET", "/overview", headers={"If-None-Match": tag})[0], 304)

    def test_a_unit_sees_its_share_and_administrators_none(self):
        own = self.unit.get("/overview")
        self.assertLessEqual({unit["unit"] for unit in own["overdue"]}, {"市统计局"})
        self.assertLess(sum(each["count"] for each in own["requests"]), sum(each["count"] for each in self.leader.get("/overview")["requests"]))
        self.clients["audit-admin"].get("/overview", expect=403)

    # ---- directory

    def found(self, client, typed):
        return {(item["kind"], item["id"]) for item in client.get("/directory")["items"]
                if any(typed in reading for reading in item["pinyin"] + item["initials"])}

    def test_the_directory_is_found_by_pinyin(self):
        for typed in ("shuochengqu", "scq"):
            self.assertIn(("unit", "朔城区政府"), self.found(self.leader, typed))
        self.assertIn(("unit", "市环保局"), self.found(self.leader, "hbj"))
        items = self.leader.get("/directory")["items"]
        rate = next(item for item in items if item["name"].endswith("率") and item["kind"] in ("indicator", "criterion"))
        self.assertIn((rate["kind"], rate["id"]), self.found(self.leader, rate["pinyin"][0]))
        self.assertTrue(any(reading.endswith("lu") for reading in rate["pinyin"]), rate["pinyin"])
        self.assertTrue(any(reading.endswith("lv") for reading in rate["pinyin"]), rate["pinyin"])

    def test_the_directory_holds_what_one_may_see(self):
        kinds = lambda client: {item["kind"] for item in client.get("/directory")["items"]}
        self.assertLessEqual({"indicator", "criterion", "task", "unit", "figure", "ledger", "station"}, kinds(self.leader))
        self.assertEqual([item["id"] for item in self.leader.get("/directory")["items"] if item["kind"] == "person"], ["leader"])
        self.assertEqual(kinds(self.clients["system-admin"]), {"person"})
        self.assertGreater(sum(item["kind"] == "person" for item in self.clients["security-admin"].get("/directory")["items"]), 5)
        self.guest.get("/directory", expect=401)

    # ---- map

    def test_the_map_is_of_the_counties_of_the_plan(self):
        public = self.guest.get("/map")
        self.assertIn("示意", public["title"] + public["note"])
        units = {unit["name"] for unit in self.leader.get("/units")["items"]}
        self.assertEqual({region["name"] for region in public["regions"]}, {"朔城区", "平鲁区", "山阴县", "应县", "右玉县", "怀仁县"})
        for region in public["regions"]:
            self.assertIn(region["unit"], units)
            for x, y in region["outline"] + [region["centroid"], region["seat"]]:
                self.assertTrue(0 <= x <= public["width"] and 0 <= y <= public["height"])
        self.assertIn("桑干河", {river["name"] for river in public["rivers"]})

    def test_stations_can_be_placed_on_the_map(self):
        public = self.guest.get("/map")
        edges = {name: float(value) for name, value in public["projection"].items()}
        placed = [s for s in self.leader.get("/stations")["items"] if s.get("longitude")]
        for station in placed:
            x = (float(station["longitude"]) - edges["west"]) / (edges["east"] - edges["west"])
            y = (edges["north"] - float(station["latitude"])) / (edges["north"] - edges["south"])
            self.assertTrue(0 <= x <= 1 and 0 <= y <= 1, station)


if __name__ == "__main__":
    unittest.main()
