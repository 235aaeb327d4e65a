"""Tests of the verifier: proofs made by hand hold, and fall with every change that matters."""

import copy
import hashlib
import io
import os
import sys
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import verify_verdict
from verdict_replay import exact
from verdict_replay.air import Air, percentile
from verdict_replay.exact import Range, Refused, display, rounded_text
from verdict_replay.grammar import read_rule
from verdict_replay.periods import Period, day_of, period_of
from verdict_replay.places import lower_or_upper
from verdict_replay.units import factor_of

CITATION = {"document": "annex", "clause": "4", "confidence": "V2"}
ORIGIN = {"file": "figures.csv", "digest": "ab" * 32, "row": 2, "column": "数值"}
RECORDED = "2012-02-01T09:00:00+08:00"


def figure_definition(key, unit):
    return {"key": key, "name": key.upper(), "unit": unit, "period": "year", "subjects": [], "subject_names": [], "low": "0", "high": None,
            "part_of": "", "citation": CITATION}


def figure_fact(key, period, value):
    return {"figure": key, "subject": "", "period": period, "value": value, "as_given": value, "origin": ORIGIN, "recorded_at": RECORDED,
            "revision": 1, "reason": ""}


def figure_node(key, period, value, unit, factor):
    return {"op": "figure", "text": key.upper(), "value": value, "unit": unit, "shown": f"{value} {unit}", "citation": CITATION,
            "origin": ORIGIN,
            "details": [["figure", key], ["period", period], ["as_given", value], ["recorded_at", RECORDED], ["revision", "1"],
                        ["factor", factor]]}


def empty_body():
    return {"programme": "city", "pack": "pack", "years": [2010, 2011], "as_of": "2012-03-01", "known_at": "2012-03-02T00:00:00+08:00",
            "pinned": [], "definitions": {"figures": [], "ledgers": [], "station_sets": [], "surveys": [], "parameters": []}, "editions": [],
            "facts": {"figures": [], "records": [], "closures": [], "stations": [], "series": []}}


def criterion(rule, outcome, trace, **more):
    made = {"id": "1.1", "name": "", "rule": rule, "decides": True, "outcome": outcome, "value": "", "limit": "", "unit": "", "best": "",
            "worst": "", "missing": [], "editions": [], "confidence": "V2", "trace": trace}
    return dict(made, **more)


def indicator(outcome, *criteria):
    return {"number": 1, "name": "", "requirement": "", "outcome": outcome, "criteria": list(criteria)}


def ratio_body():
    """2010: 1800 万元 of 10 亿元 is 1.8 %; 2011: 1600 万元 of 10 亿元 is 1.6 %. Not met."""
    body = empty_body()
    body["definitions"]["figures"] = [figure_definition("investment", "万元"), figure_definition("gdp", "亿元")]
    rule = "each year in 2010..2011: investment / gdp >= 1.7 %"
    members = []
    for year, amount, share in (("2010", "1800", "9/5"), ("2011", "1600", "8/5")):
        body["facts"]["figures"] += [figure_fact("investment", year, amount), figure_fact("gdp", year, "10")]
        quotient = {"op": "divide", "text": "investment / gdp", "value": str(Fraction(share) * 100), "unit": "万元/亿元",
                    "shown": display(Fraction(share) * 100, 6) + " 万元/亿元", "details": [["factor", "1/10000"]],
                    "children": [figure_node("investment", year, amount, "万元", "10000"),
                                 figure_node("gdp", year, "10", "亿元", "100000000")]}
        limit = {"op": "number", "text": "1.7 %", "value": "17/10", "unit": "%", "shown": "1.7 %", "details": [["factor", "1/100"]]}
        truth = "true" if Fraction(share) >= Fraction("1.7") else "false"
        held = {"op": "compare", "text": "investment / gdp >= 1.7 %", "value": truth, "details": [["op", ">="]],
                "children": [quotient, limit]}
        members.append({"op": "member", "value": truth, "details": [["year", year]], "children": [held]})
    trace = {"op": "each", "text": rule, "value": "false", "children": members}
    body["indicator"] = indicator("not_met", criterion(rule, "not_met", trace, value="1.6", limit=">= 1.7", unit="%"))
    return body


def count_body():
    """One drill of 2011 is known, and nobody said that this is all: at least one."""
    body = empty_body()
    field = {"key": "held_on", "type": "date", "unit": "", "choices": [], "choice_names": [], "derived": ""}
    body["definitions"]["ledgers"] = [{"key": "drills", "name": "演练", "date_field": "held_on", "fields": [field], "citation": CITATION}]
    body["facts"]["records"] = [{"ledger": "drills", "identity": "D1", "period": "2011-05-01", "fields": {"held_on": "2011-05-01"},
                                 "origin": ORIGIN, "recorded_at": RECORDED, "revision": 1, "reason": ""}]
    record = {"op": "record", "text": "D1", "value": "true", "origin": ORIGIN, "details": [["ledger", "drills"], ["period", "2011-05-01"]]}
    count = {"op": "count", "text": "count(drills)", "value": "unknown", "low": "1", "shown": "≥ 1", "children": [record],
             "details": [["period", "2011"], ["closed", "false"], ["members", "1"], ["matched", "1"], ["unknown", "0"]]}
    limit = {"op": "number", "text": "1", "value": "1", "shown": "1"}
    trace = {"op": "compare", "text": "count(drills) >= 1", "value": "true", "details": [["op", ">="]], "children": [count, limit]}
    body["indicator"] = indicator("met", criterion("count(drills) >= 1", "met", trace, limit=">= 1", worst="1", confidence="OFF"))
    return body


def air_body(value=55, limit="0.06"):
    """One station whose every hour of 2011 is 0.055 mg/m3."""
    body = empty_body()
    body["definitions"]["station_sets"] = [{"key": "air", "name": "空气", "medium": "air", "interval": "hour", "parameters": ["SO2"]}]
    body["definitions"]["parameters"] = [{"key": "SO2", "name": "二氧化硫", "unit": "ug/m3", "decimals": 0, "low": "0", "high": None}]
    rule = lambda averaging, of, within, least: {"parameter": "SO2", "averaging": averaging, "of": of, "within": within, "least": least,
                                                 "citation": CITATION}
    held = {"parameter": "SO2", "averaging": "annual", "grade": "II", "medium": "", "sense": "le", "value": limit, "upper": None,
            "unit": "mg/m3", "citation": CITATION}
    body["editions"] = [{"id": "GB 3095-1996", "family": "GB 3095", "from": "1996-10-01", "until": "2016-01-01", "limits": [held],
                         "validity": [rule("annual", "day", "year", 144), rule("24h", "hour", "day", 18)], "index": [],
                         "breakpoints": [], "constants": {}}]
    body["facts"]["stations"] = [{"set": "air", "key": "S1", "name": "北站", "target_class": "", "kind": "urban", "weight": "1",
                                  "origin": ORIGIN}]
    hours = 365 * 24
    first = (day_of("2011-01-01", "") - day_of("1970-01-01", "")) * 24
    origin = {"file": "air.csv", "digest": "cd" * 32}
    body["facts"]["series"] = [{"set": "air", "station": "S1", "parameter": "SO2", "step": "hour", "first": first,
                                "values": [value] * hours, "places": [[0, hours, 0, 2, 1]], "origins": [origin]}]
    mean = {"op": "method:annual_mean", "text": "空气 年平均浓度 SO2", "value": str(value), "unit": "ug/m3", "shown": f"{value} ug/m3",
            "citation": CITATION, "children": [], "details": [
                ["set", "air"], ["parameter", "SO2"], ["period", "2011"], ["edition", "GB 3095-1996"], ["hours_needed", "18"],
                ["days_needed", "144"], ["days_needed_per_month", "0"], ["days_needed_in_february", "0"], ["valid_days", "365"],
                ["missing_days", "0"], ["sum", str(365 * value)], ["factor", "1/1000000000"]]}
    mean["children"] = [{"op": "month", "text": "2011年1月", "value": str(value), "unit": "ug/m3", "shown": f"{value} ug/m3",
                         "details": [["period", "2011-01"], ["valid_days", "31"]]}]
    bound = {"op": "limit", "text": "SO2 限值", "value": str(Fraction(limit)), "unit": "mg/m3", "shown": f"{limit} mg/m3",
             "citation": CITATION, "details": [["family", "GB 3095"], ["parameter", "SO2"], ["averaging", "annual"], ["grade", "II"],
                                               ["period", "2011"], ["edition", "GB 3095-1996"], ["factor", "1/1000000"]]}
    text = 'annual_mean(air, SO2) <= limit("GB 3095", SO2, annual, class II)'
    truth = "true" if Fraction(value, 1000) <= Fraction(limit) else "false"
    trace = {"op": "compare", "text": text, "value": truth, "details": [["op", "<="]], "children": [mean, bound]}
    outcome = "met" if truth == "true" else "not_met"
    shown = display(Fraction(value, 1000), 4)
    body["indicator"] = indicator(outcome, criterion(text, outcome, trace, value=shown, limit="<= " + display(Fraction(limit), 4),
                                                     unit="mg/m3", editions=["GB 3095-1996"]))
    return body


def sealed(body):
    digest = hashlib.sha256(verify_verdict.canonical(body).encode()).hexdigest()
    return (verify_verdict.canonical({"format": verify_verdict.FORMAT, "sha256": digest, "body": body}) + "\n").encode()


def at(body, path):
    for key in path[:-1]:
        body = body[key]
    return body, path[-1]


class Holds(unittest.TestCase):
    def test_proofs_made_by_hand(self):
        self.assertEqual(verify_verdict.verify(sealed(ratio_body())), (1, "not_met", 1))
        self.assertEqual(verify_verdict.verify(sealed(count_body())), (1, "met", 1))
        self.assertEqual(verify_verdict.verify(sealed(air_body())), (1, "met", 1))
        self.assertEqual(verify_verdict.verify(sealed(air_body(61))), (1, "not_met", 1))

    def test_undecided_is_a_verdict_too(self):
        body = ratio_body()
        body["facts"]["figures"].pop(2)  # investment of 2011
        body["indicator"]["outcome"] = "undecided"
        said = body["indicator"]["criteria"][0]
        said.update(outcome="undecided", value="", worst="0", missing=[{"what": "investment", "name": "", "period": "2011", "supplier": "",
                                                                       "reason": "", "in_future": False}])
        trace = said["trace"]
        trace["value"] = "unknown"
        member = trace["children"][1]
        compare = member["children"][0]
        quotient = compare["children"][0]
        member["value"] = compare["value"] = "unknown"
        quotient.update(value="unknown", low="0", shown="≥ 0 万元/亿元")
        quotient["children"][0] = {"op": "figure", "text": "INVESTMENT", "value": "unknown", "low": "0", "unit": "万元", "citation": CITATION,
                                   "details": [["figure", "investment"], ["period", "2011"], ["factor", "10000"]]}
        self.assertEqual(verify_verdict.verify(sealed(body)), (1, "undecided", 1))
        said["missing"][0]["in_future"] = True
        with self.assertRaises(Refused):
            verify_verdict.verify(sealed(body))


class Bytes(unittest.TestCase):
    def test_every_changed_byte_is_refused(self):
        data = sealed(count_body())
        for place in range(0, len(data), 7):
            changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]
            with self.assertRaises(Refused, msg=f"byte {place}"):
                verify_verdict.verify(changed)

    def test_other_ways_to_write_the_same_are_refused(self):
        text = sealed(count_body()).decode()
        for changed in (text[:-1], text + "\n", text.replace('":"', '": "', 1), text.replace("演练", "\\u6f14\\u7ec3"), "\ufeff" + text,
                        text.replace('"row":2', '"row":2.0')):
            with self.assertRaises(Refused):
                verify_verdict.verify(changed.encode())

    def test_what_is_no_proof_is_refused_calmly(self):
        for data in (b"", b"\n", b"[]\n", b"{}\n", b"\xff\xfe", b"[" * 100000, b'{"a":1,"a":1}\n', b"NaN\n", b"1" * 10000 + b"\n"):
            with self.assertRaises(Refused):
                verify_verdict.verify(data)

    def test_a_sealed_body_of_the_wrong_form_is_refused(self):
        for body in ({}, [], {"indicator": {"criteria": []}}, dict(count_body(), years=[]), dict(count_body(), facts=None)):
            with self.assertRaises(Refused):
                verify_verdict.verify(sealed(body))


class Forgeries(unittest.TestCase):
    """The digest is made anew after each change, so only the replay can object."""

    def refuse(self, body, *path, value):
        forged = copy.deepcopy(body)
        place, key = at(forged, path)
        self.assertNotEqual(place[key], value)
        place[key] = value
        with self.assertRaises(Refused, msg=str(path)):
            verify_verdict.verify(sealed(forged))

    def test_outcomes(self):
        self.refuse(ratio_body(), "indicator", "outcome", value="met")
        self.refuse(ratio_body(), "indicator", "criteria", 0, "outcome", value="met")
        self.refuse(count_body(), "indicator", "criteria", 0, "outcome", value="undecided")

    def test_quotes(self):
        self.refuse(ratio_body(), "indicator", "criteria", 0, "value", value="1.7")
        self.refuse(ratio_body(), "indicator", "criteria", 0, "limit", value=">= 1.5")
        self.refuse(ratio_body(), "indicator", "criteria", 0, "unit", value="‰")
        self.refuse(count_body(), "indicator", "criteria", 0, "worst", value="2")
        self.refuse(air_body(), "indicator", "criteria", 0, "confidence", value="OFF")
        self.refuse(air_body(), "indicator", "criteria", 0, "editions", value=[])

    def test_facts(self):
        self.refuse(ratio_body(), "facts", "figures", 2, "value", value="1700")
        self.refuse(count_body(), "facts", "records", 0, "period", value="2010-05-01")
        self.refuse(count_body(), "facts", "records", 0, "recorded_at", value="2013-01-01T00:00:00+08:00")
        self.refuse(air_body(), "facts", "series", 0, "values", 4000, value=56)
        self.refuse(air_body(), "editions", 0, "limits", 0, "value", value="0.05")
        self.refuse(air_body(), "editions", 0, "until", value="2011-06-01")

    def test_a_fact_that_no_rule_looks_at(self):
        body = ratio_body()
        body["facts"]["figures"].append(figure_fact("gdp", "2009", "10"))
        with self.assertRaises(Refused):
            verify_verdict.verify(sealed(body))

    def test_nodes(self):
        trace = ("indicator", "criteria", 0, "trace")
        last = trace + ("children", 1, "children", 0)
        self.refuse(ratio_body(), *trace, "value", value="true")
        self.refuse(ratio_body(), *last, "children", 0, "value", value="170")
        self.refuse(ratio_body(), *last, "children", 0, "shown", value="170 万元/亿元")
        self.refuse(ratio_body(), *last, "children", 0, "children", 0, "value", value="1700")
        self.refuse(ratio_body(), *last, "children", 0, "children", 0, "origin", value=dict(ORIGIN, row=3))
        self.refuse(ratio_body(), *last, "children", 1, "text", value="1.5 %")
        self.refuse(ratio_body(), *trace, "children", value=ratio_body()["indicator"]["criteria"][0]["trace"]["children"][:1])
        self.refuse(air_body(), *trace, "children", 0, "children", 0, "value", value="54")
        self.refuse(air_body(), *trace, "children", 0, "details", 8, value=["valid_days", "364"])
        self.refuse(count_body(), *trace, "children", 0, "low", value="2")

    def test_a_lie_told_all_the_way_up(self):
        """Value, sum, quotation and outcome changed together still do not fit the readings."""
        body = air_body(61)
        lie = air_body(55)
        body["indicator"] = lie["indicator"]
        with self.assertRaises(Refused):
            verify_verdict.verify(sealed(body))

    def test_a_rule_that_the_trace_does_not_follow(self):
        self.refuse(ratio_body(), "indicator", "criteria", 0, "rule", value="each year in 2010..2011: investment / gdp >= 1.5 %")
        self.refuse(ratio_body(), "indicator", "criteria", 0, "rule", value="each year in 2010..2011: investment / gdp <= 1.7 %")
        self.refuse(ratio_body(), "indicator", "criteria", 0, "rule", value="some year in 2010..2011: investment / gdp >= 1.7 %")


class Pieces(unittest.TestCase):
    def test_rounding_by_gbt_8170(self):
        for text, decimals, wanted in (("12.1498", 0, "12"), ("12.1498", 1, "12.1"), ("10.5002", 0, "11"), ("1.050", 1, "1.0"),
                                       ("0.35", 1, "0.4"), ("-0.0365", 3, "-0.036"), ("28.175", 2, "28.18"), ("28.165", 2, "28.16"),
                                       ("28.250", 1, "28.2"), ("28.2501", 1, "28.3"), ("-0.004", 2, "0.00")):
            self.assertEqual(rounded_text(Fraction(text), decimals), wanted, text)
        self.assertEqual(display(Fraction(1, 3), 4), "0.3333")
        self.assertEqual(display(Fraction(1, 8), 4), "0.125")

    def test_units(self):
        self.assertEqual(factor_of("万元"), 10000)
        self.assertEqual(factor_of("ug/m3"), Fraction(1, 10**9))
        self.assertEqual(factor_of("tce/万元"), Fraction(1, 10000))
        self.assertEqual(factor_of("dB(A)"), 1)
        self.assertIsNone(factor_of("斗"))

    def test_intervals(self):
        half_open = Range((Fraction(0), True), None)
        self.assertIs(exact.compare(">", half_open, Range.exactly(0)), True)
        self.assertIsNone(exact.compare(">", Range.between(0, 1), Range.exactly(0)))
        self.assertIs(exact.compare("=", Range.between(2, 3), Range.exactly(1)), False)
        self.assertIsNone(exact.divide(Range.exactly(1), Range.exactly(0)))
        product = exact.multiply(Range.between(-2, 3), Range.between(-5, 7))
        self.assertEqual((product.low[0], product.high[0]), (-15, 21))

    def test_periods(self):
        self.assertEqual([p.text() for p in Period.year(2011).divide("quarter")], ["2011Q1", "2011Q2", "2011Q3", "2011Q4"])
        self.assertEqual([p.text() for p in Period.years(2009, 2011).divide("school_year")], ["2009/2010", "2010/2011"])
        for text in ("2011", "2011H2", "2011Q3", "2011-02", "2011-02-28", "2010/2011", "2009-01-01..2011-12-31"):
            self.assertEqual(period_of(text, "").text(), text)
        for text in ("2011-13", "2011-02-30", "2010/2012", "2011-05-01..2011-04-01", "11", ""):
            with self.assertRaises(Refused):
                period_of(text, "")

    def test_percentile_of_hj_663(self):
        self.assertEqual(percentile([Fraction(v) for v in (3, 4, 8, 2, 5, 4)], Fraction(9, 10)), Fraction("6.5"))

    def test_mda8_needs_windows_or_an_excess(self):
        hours = [None] * 16 + [100] * 8
        self.assertIsNone(Air.mda8(hours, 8, 6, 14, Fraction(160), 1))
        self.assertEqual(Air.mda8([None] * 16 + [161] * 8, 8, 6, 14, Fraction(160), 1), 161)
        self.assertEqual(Air.mda8([100] * 24, 8, 6, 14, Fraction(160), 1), 100)

    def test_wilson_bound_errs_to_the_safe_side(self):
        low = lower_or_upper(Fraction(8, 10), 600, Fraction(95, 100), False)
        high = lower_or_upper(Fraction(8, 10), 600, Fraction(95, 100), True)
        self.assertTrue(Fraction("0.7718") < low < Fraction("0.7720"), low)
        self.assertTrue(Fraction("0.8250") < high < Fraction("0.8255"), high)

    def test_grammar(self):
        share = read_rule("share of days in year where api(air) <= 100 >= 85 %", "")
        self.assertEqual((share.kind, share.sign, share.operands[0].kind), ("compare", ">=", "share"))
        chain = read_rule("a + 2 万元 * 3 <= b and not (c = d)", "")
        self.assertEqual([part.kind for part in chain.operands], ["compare", "not"])
        for text in ("", "a >=", "(" * 200, "a ~ b", "each year 3", "x" * 5000):
            with self.assertRaises(Refused):
                read_rule(text, "")


class CommandLine(unittest.TestCase):
    def run_main(self, data):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "proof.json")
            with open(path, "wb") as file:
                file.write(data)
            out, err = io.StringIO(), io.StringIO()
            with redirect_stdout(out), redirect_stderr(err):
                status = verify_verdict.main([path])
            return status, out.getvalue(), err.getvalue()

    def test_exit_status_and_words(self):
        status, out, _ = self.run_main(sealed(count_body()))
        self.assertEqual(status, 0)
        self.assertIn("holds", out)
        data = sealed(count_body())
        status, _, err = self.run_main(data.replace(b'"D1"', b'"D2"', 1))
        self.assertEqual(status, 1)
        self.assertIn("sha256", err)
        with redirect_stderr(io.StringIO()):
            self.assertEqual(verify_verdict.main(["/nonexistent/proof.json"]), 2)


if __name__ == "__main__":
    unittest.main()
