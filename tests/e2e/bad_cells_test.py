"""Cells that are not what they should be, at every door and in every form of file: the finding names file, row and column,
and nothing changes."""

import json
import unittest

from handed_in import DONE, FIGURES, FINDINGS, Small, csv, docx, run, told, xlsx

DRILLS = ["演练名称", "演练日期", "参加人数"]
PLACES = ["点位组", "点位编码", "点位名称", "路段长度(m)", "经度"]
HOURS = ["监测时间", "点位编码", "二氧化硫(mg/m3)"]
TABLE = ["序号", "创模指标要求", "工作任务", "责任单位", "配合单位", "完成时限"]


def gdp(period="2011年", value="860", unit="亿元", name="地区生产总值", subject=""):
    return [FIGURES, [name, subject, period, value, unit]]


# door, rows, code, row, column
REFUSED = [
    # a column is missing
    ("figures", [["统计数据", "数值"], ["地区生产总值", "1"]], "ING003", 1, None),
    ("figures", [["某市统计表", ""], ["统计数据", "期间"], ["地区生产总值", "2011年"]], "ING003", 2, None),
    ("ledger", [["演练名称", "参加人数"], ["甲", "3"]], "ING003", 1, None),
    ("stations", [["点位组", "点位名称"], ["air", "甲"]], "ING003", 1, None),
    ("readings", [["监测时间", "二氧化硫"], ["2011-03-05 00:00", "0.1"]], "SER133", 1, None),
    ("readings", [["点位编码", "二氧化硫"], ["A01", "0.1"]], "SER131", 1, None),
    ("readings", [["监测时间", "点位编码", "客流量"], ["2011-03-05 00:00", "A01", "0.1"]], "SER132", 1, None),
    ("plan", [["序号", "创模指标要求", "配合单位"], ["1", "空气", "市环保局"]], "PLN002", 1, None),
    # headings and nothing below
    ("figures", [FIGURES], "ING020", 1, None),
    ("figures", gdp(value="—"), "ING020", 1, None),
    ("ledger", [DRILLS], "ING020", 1, None),
    ("stations", [PLACES], "ING020", 1, None),
    ("readings", [HOURS], "SER135", 1, None),
    ("plan", [TABLE], "PLN037", None, None),
    # no number, or one that may be read in two ways
    ("figures", gdp(value="很多"), "ING001", 2, "数值"),
    ("figures", gdp(value="#DIV/0!"), "ING001", 2, "数值"),
    ("figures", gdp(value="3-5"), "ING001", 2, "数值"),
    ("figures", gdp(value="1.2.3"), "ING001", 2, "数值"),
    ("figures", gdp(value="868,2"), "ING001", 2, "数值"),
    ("figures", gdp(value="1,23,456"), "ING001", 2, "数值"),
    ("figures", gdp(value="1.5E+08"), "ING001", 2, "数值"),
    ("figures", gdp(value="1e400"), "ING001", 2, "数值"),
    ("figures", gdp(value="1" * 40), "ING001", 2, "数值"),
    ("ledger", [DRILLS, ["甲", "2011-06-05", "很多"]], "ING001", 2, "参加人数"),
    ("stations", [PLACES, ["traffic_noise", "R1", "甲", "很长", ""]], "ING001", 2, "路段长度(m)"),
    ("readings", [HOURS, ["2011-03-05 00:00", "A01", "很多"]], "SER106", 2, "二氧化硫(mg/m3)"),
    # what cannot be
    ("figures", gdp(value="-5"), "ING008", 2, "数值"),
    ("figures", gdp(value="-0"), "ING008", 2, "数值"),
    ("ledger", [DRILLS, ["甲", "2011-06-05", "-3"]], "ING008", 2, "参加人数"),
    ("stations", [PLACES, ["traffic_noise", "R1", "甲", "-5", ""]], "ING008", 2, "路段长度(m)"),
    ("stations", [PLACES, ["air", "A9", "甲", "", "999"]], "ING008", 2, "经度"),
    # two values for one thing
    ("figures", gdp() + [["地区生产总值", "", "2011", "861", "亿元"]], "ING009", 3, "数值"),
    ("ledger", [DRILLS, ["甲", "2011-06-05", "3"], ["甲", "2011-06-05", "4"]], "ING019", 3, "演练名称"),
    ("stations", [PLACES, ["air", "A9", "甲", "", ""], ["air", "A9", "乙", "", ""]], "STO103", 3, "点位编码"),
    # a period to come, or none
    ("figures", gdp(period="2999年"), "ING006", 2, "期间"),
    ("figures", gdp(period="2011年上半年"), "ING006", 2, "期间"),
    ("figures", gdp(period=""), "ING006", 2, "期间"),
    ("figures", [["统计数据", "2999年"], ["地区生产总值", "1"]], "ING006", 2, "2999年"),
    ("ledger", [DRILLS, ["甲", "2999-06-05", "3"]], "ING006", 2, "演练日期"),
    ("ledger", [DRILLS, ["零报告", "2999年", ""]], "ING006", 2, "演练日期"),
    ("ledger", [DRILLS, ["零报告", "", ""]], "ING006", 2, "演练名称"),
    ("readings", [HOURS, ["2011-03-05 00:00", "A01", "0.1"], ["2099-03-05 00:00", "A01", "0.1"]], "SER111", 3, "监测时间"),
    ("ledger", [DRILLS, ["甲", "2011-02-30", "3"]], "ING017", 2, "演练日期"),
    ("ledger", [DRILLS, ["甲", "40699", "3"]], "ING017", 2, "演练日期"),
    ("readings", [HOURS, ["2011-03-35 00:00", "A01", "0.1"]], "SER135", 1, None),
    # another unit
    ("figures", gdp(unit="吨"), "ING007", 2, "数值"),
    ("figures", gdp(unit="斤斤"), "ING007", 2, "数值"),
    ("figures", gdp(value="85%", unit=""), "ING007", 2, "数值"),
    ("ledger", [DRILLS, ["甲", "2011-06-05", "3吨"]], "ING007", 2, "参加人数"),
    ("stations", [PLACES, ["traffic_noise", "R1", "甲", "3吨", ""]], "ING007", 2, "路段长度(m)"),
    ("readings", [["监测时间", "点位编码", "二氧化硫(t)"], ["2011-03-05 00:00", "A01", "0.1"]], "SER122", 1, "二氧化硫(t)"),
    # names nobody knows, and cells left out
    ("figures", gdp(name="地区生产总直"), "ING004", 2, "统计数据"),
    ("figures", gdp(name=""), "ING004", 2, "统计数据"),
    ("figures", gdp(name="主要污染物排放总量", subject="铅"), "ING005", 2, "对象"),
    ("ledger", [DRILLS, ["", "2011-06-05", "3"]], "ING015", 2, "演练名称"),
    ("stations", [PLACES, ["airr", "A9", "甲", "", ""]], "ING013", 2, "点位组"),
    ("stations", [PLACES, ["air", "", "甲", "", ""]], "ING014", 2, "点位编码"),
]
# door, rows, code of the warning, row, column: taken, but told
TOLD = [
    ("figures", gdp(value="约3.2万亿元", unit=""), "ING011", 2, "数值"),
    ("figures", [FIGURES + ["数值"], ["地区生产总值", "", "2011年", "860", "亿元", "861"]], "ING022", 1, None),
    ("ledger", [DRILLS, ["甲", "2011-06-05", "约86人"]], "ING011", 2, "参加人数"),
    ("readings", [HOURS, ["2011-03-05 00:00", "A01", "很多"], ["2011-03-05 01:00", "A01", "0.1"]], "SER106", 2, "二氧化硫(mg/m3)"),
    ("readings", [HOURS, ["2011-03-05 00:00", "A01", "0.1"], ["2011-03-05 00:00", "A01", "0.2"]], "SER115", 3, "二氧化硫(mg/m3)"),
]
FORMS = {
    "a.csv": lambda rows: csv(rows),
    "gbk.csv": lambda rows: csv(rows).encode("gb18030"),
    "utf16.csv": lambda rows: b"\xff\xfe" + csv(rows).encode("utf-16le"),
    "a.xlsx": xlsx,
    "a.docx": docx,
}


class Door(Small):
    def through(self, door, path, workspace=None):
        more = {"ledger": ["--ledger", "drills"], "readings": ["--set", "air"]}.get(door, [])
        words = ["plan", "import", path, "-o", self.workspace] if door == "plan" else \
            ["import", door, path, *more, "-w", workspace or self.workspace]
        return run(*words, "--json")

    def assert_told(self, done, name, code, row, column):
        found = [d for d in json.loads(done.stdout)["diagnostics"] if d["code"] == code]
        self.assertTrue(found, told(done))
        where = found[0]["where"]
        self.assertEqual((where["file"].rsplit("/", 1)[-1], where.get("row"), where.get("column")), (name, row, column), told(done))
        self.assertTrue(found[0]["fix"], "says what to do")


class Cells(Door):
    def test_each_fault_is_refused_with_its_place(self):
        for door, rows, code, row, column in REFUSED:
            for name, made in FORMS.items():
                with self.subTest(door=door, rows=rows[-1], form=name):
                    done = self.through(door, self.file(name, made(rows)))
                    self.refused(done, FINDINGS)
                    self.assert_told(done, name, code, row, column)

    def test_what_is_taken_with_a_warning_says_so(self):
        workspace = self.make_workspace("told")
        for door, rows, code, row, column in TOLD:
            for name in ("a.csv", "a.xlsx"):
                with self.subTest(door=door, code=code, form=name):
                    done = self.through(door, self.file(name, FORMS[name](rows)), workspace)
                    self.assertEqual(done.returncode, DONE, told(done))
                    self.assert_told(done, name, code, row, column)

    def test_all_faults_of_a_file_are_told_at_once(self):
        rows = [FIGURES, ["地区生产总值", "", "2011年", "很多", "亿元"], ["地区生产总值", "", "2999年", "1", "亿元"],
                ["地区生产总值", "", "2010年", "1", "吨"], ["没有这项", "", "2010年", "1", "吨"]]
        done = run("import", "figures", self.file("four.csv", csv(rows)), "-w", self.workspace)
        self.refused(done, FINDINGS, "没有导入任何数据", "four.csv:2:数值: 错误 ING001", "four.csv:3:期间: 错误 ING006",
                     "four.csv:4:数值: 错误 ING007", "four.csv:5:统计数据: 错误 ING004", "4 个错误")

    def test_of_the_same_fault_in_every_row_the_first_are_shown(self):
        path = self.file("many.csv", csv([FIGURES] + [gdp(value="很多")[1]] * 300))
        done = run("import", "figures", path, "-w", self.workspace)
        self.refused(done, FINDINGS, "many.csv:101:", "共 300 处", "300 个错误")
        self.assertNotIn("many.csv:102:", done.stderr)
        self.assertEqual(json.loads(self.through("figures", path).stdout)["errors"], 300)


class WorkbookCells(Door):
    """Cells only a workbook has."""

    def test_an_error_value_is_no_number(self):
        done = self.through("figures", self.file("e.xlsx", xlsx(gdp(value=("error", "#DIV/0!")))))
        self.refused(done, FINDINGS)
        self.assert_told(done, "e.xlsx", "ING001", 2, "数值")

    def test_a_percent_cell_is_a_percentage(self):
        done = self.through("figures", self.file("p.xlsx", xlsx(gdp(value=("percent", "0.85"), unit="亿元"))))
        self.refused(done, FINDINGS)
        self.assert_told(done, "p.xlsx", "ING007", 2, "数值")

    def test_numbers_and_days_are_read_as_they_are_shown(self):
        workspace = self.make_workspace("shown")
        for value, given in ((("number", "854.86999999999989"), "854.87"), ("８５４．８７", "854.87"), ("8,548.7", "8548.7")):
            done = self.through("figures", self.file("n.xlsx", xlsx(gdp(period=("number", "2011"), value=value))), workspace)
            self.assertEqual(done.returncode, DONE, told(done))
        done = self.through("ledger", self.file("d.xlsx", xlsx([DRILLS, ["甲", ("date", "40699"), ("number", "86")]])), workspace)
        self.assertEqual(done.returncode, DONE, told(done))
        done = self.through("ledger", self.file("d.csv", csv([DRILLS, ["甲", "2011-06-05", "86"]])), workspace)
        self.assertEqual(json.loads(done.stdout)["errors"], 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
