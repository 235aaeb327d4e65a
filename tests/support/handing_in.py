"""What a unit hands in, made from the form of its request and the pack's definitions: the same every time. Numbers are the simulated ones of
`chuangmo demo` where it has any."""

import csv
import datetime
import struct
import zlib

NOTHING_HAPPENED = {"incidents", "violation_cases", "black_odorous_waters"}  # 零报告


def first_day(period):
    """Of 2010, 2010Q4, 2010H2, 2010-12, 2010/2011, 2009-01-01..2009-06-30."""
    text = period.split("..")[0]
    if "/" in text:
        return datetime.date(int(text[:4]), 9, 1)
    if "Q" in text:
        return datetime.date(int(text[:4]), 3 * int(text[-1]) - 2, 1)
    if "H" in text:
        return datetime.date(int(text[:4]), 6 * int(text[-1]) - 5, 1)
    parts = [int(part) for part in text.split("-")] + [1, 1]
    return datetime.date(*parts[:3])


def picture(number, side=8):
    """A PNG of its own for each number."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    grain, rows = number * 2654435761 % 2**32 | 1, []
    for _ in range(side):
        row = bytearray()
        for _ in range(3 * side):
            grain = (grain * 1664525 + 1013904223) % 2**32
            row.append(grain >> 24)
        rows.append(b"\x00" + bytes(row))
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows))) + chunk(b"IEND", b"")


def simulated_figures(handed_in):
    """(name, subject, year) -> as its unit wrote it."""
    figures = {}
    for path in sorted(handed_in.glob("20*/*统计数据.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                figures[row["统计数据"], row["对象"], row["期间"].rstrip("年")] = row["数值"] + row["单位"]
    return figures


class Contents:
    """Contents by the definitions of a pack."""

    def __init__(self, definitions, figures):
        self.figures = figures
        self.definitions = {figure["key"]: figure for figure in definitions["figures"]}
        self.ledgers = {ledger["key"]: ledger for ledger in definitions["ledgers"]}
        self.surveys = {survey["key"]: survey for survey in definitions["surveys"]}

    def of(self, form, evidence, done=True):
        """All that the form asks for. `evidence`: name and digest of the unit's own paper; `done`: what its reports say."""
        period = form["request"]["period"]
        content = {"figures": [self._figure(entry) for entry in form["figures"]], "records": [], "closures": [], "evidence": [], "reports": {}}
        for key in form["ledgers"]:
            if key not in NOTHING_HAPPENED:
                content["records"].append({"ledger": key, "fields": self._record(self.ledgers[key], period)})
            content["closures"].append({"ledger": key, "period": period})
        for item in form["others"]:
            kind, _, key = item.partition(":")
            if kind == "survey":
                options = self.surveys[key]["options"]
                content["figures"] += [{"figure": key, "subject": option, "period": period, "as_given": str(400 if i == 0 else 20)}
                                       for i, option in enumerate(options)]
            elif kind == "evidence":
                content["evidence"].append({"criterion": key, "digest": evidence[1], "name": evidence[0]})
            elif kind == "report":
                content["reports"][key] = f"{'已完成' if done else '正在推进'}：{period}任务{key}的进展情况（模拟）"
        return content

    def _figure(self, entry):
        definition = self.definitions[entry["figure"]]
        given = self.figures.get((definition["name"], entry["subject"], entry["period"][:4])) or self._made_up(definition, entry)
        return {"figure": entry["figure"], "subject": entry["subject"], "period": entry["period"], "as_given": given, "note": "年报数（模拟）"}

    @staticmethod
    def _made_up(definition, entry):
        year = int(entry["period"][:4])
        value = max(int(float(definition["low"] or 0)), 40) + (year - 2009)
        return f"{value}{definition['unit']}"

    def _record(self, ledger, period):
        day = first_day(period) + datetime.timedelta(days=9)
        return {field["key"]: self._field(field, day) for field in ledger["fields"] if not field["derived"]}

    @staticmethod
    def _field(field, day):
        if field["type"] == "date":
            return day.isoformat()
        if field["type"] == "number":
            return f"5{field['unit']}"
        if field["type"] == "boolean":
            return "是"
        if field["choices"]:
            return field["choices"][0]
        return f"{field['name']}（模拟）"


def with_reasons(content, findings):
    """The content, with a reason for every finding that needs one."""
    reasons = {finding["key"]: "已核对，数据无误（模拟）" for finding in findings if finding["severity"] == "error"}
    return {**content, "reasons": reasons} if reasons else content
