"""The year begins: people, the city's table, and what every unit owes."""

from handing_in import Contents, simulated_figures
from office import ANNEX
from year import COUNTED, STATISTICS, path_of


def people_come(year):
    year.first_administrator()
    year.system = year.add("system", "系统管理员", "", ["system_admin"])
    year.audit = year.add("audit", "审计管理员", "", ["audit_admin"])
    year.desk = year.add("desk", "创模办", "", ["office"])
    year.leader = year.add("leader", "分管领导", "", ["leader"])
    year.inspector = year.add("inspector", "技术核查", "", ["inspector"])
    wrong = {"id": "both", "name": "一身二任", "unit": "", "roles": ["system_admin", "audit_admin"]}
    year.people["admin"].ask("POST", "/accounts", wrong, expect=422)  # 三员分立
    year.people["admin"].ask("POST", "/accounts", {**wrong, "id": "desk", "roles": ["office"]}, expect=409)


def table_comes(year):
    desk = year.desk
    desk.ask("GET", "/plan", expect=404)
    report = desk.do("PUT", "/plan?file=annex.txt", data=ANNEX.read_bytes(), headers={"If-None-Match": "*"})
    assert (report["indicators"], report["tasks"]) == (26, 99), report
    desk.ask("PUT", "/plan?file=annex.txt", data=ANNEX.read_bytes(), headers={"If-None-Match": "*"}, expect=412)
    desk.ask("PUT", "/plan?file=annex.txt", data=ANNEX.read_bytes(), expect=428)
    units = desk.get("/units")["items"]
    assert len(units) >= 40, [unit["name"] for unit in units]
    for number, unit in enumerate(units, 1):
        year.add_unit(f"unit-{number:02}", unit["name"])
    year.contents = Contents(desk.get("/definitions"), simulated_figures(year.handed_in))


def gaps(year, indicators=(1, 2, 15, 22, 26)):
    rows = [row for number in indicators for row in year.desk.get(f"/coverage?indicator={number}")["items"]]
    assert {row["indicator"] for row in rows} == set(indicators), rows
    return rows


def work_is_planned(year):
    desk = year.desk
    before = gaps(year)
    for row in before:
        assert row["gap"] == "no_supplier" and row["proposal"], row
    proposed = desk.do("POST", "/obligations/proposals")
    assert proposed["proposed"] == len(proposed["items"]) > 100, proposed["proposed"]
    assert desk.do("POST", "/obligations/proposals")["proposed"] == 0
    gdp = path_of("obligations", STATISTICS + "|figure:gdp")
    first = desk.ask("GET", gdp)
    sooner = {"due": {"fixed": None, "days": 45, "working_days": 0}, "reason": "统计公报二月中旬发布（模拟）"}
    desk.ask("PUT", gdp, sooner, expect=428)
    changed = desk.ask("PUT", gdp, sooner, headers={"If-Match": first.tag})
    assert changed.value["due"]["days"] == 45 and changed.value["state"] == "proposed", changed.value
    desk.ask("PUT", gdp, {**sooner, "reason": "再改"}, headers={"If-Match": first.tag}, expect=412)
    for row in gaps(year):
        assert row["gap"] in ("no_supplier", "not_asked") and row["proposal"], row
    assert {row["gap"] for row in gaps(year)} >= {"not_asked"}
    assert desk.do("POST", "/obligations/confirmation", {"all": True})["confirmed"] >= proposed["proposed"]
    issued = desk.do("POST", "/requests/issue", {"until": "2011-01-10"})
    assert issued["issued"] > 100, issued
    assert desk.do("POST", "/requests/issue", {"until": "2011-01-10"}) == {"issued": 0, "changed": 0}
    answered_for = {row["indicator"] for row in gaps(year) if row["gap"] == "not_answered"}
    assert answered_for == {1, 2, 15, 22, 26}, answered_for
    assert any(row["territory"] for row in desk.get("/duties")["items"]), "以古北街为界"
    long_ago = desk.ask("GET", path_of("requests", STATISTICS + "|2009Q1"))
    assert long_ago.value["state"] == "closed", long_ago.value
    withdrawal = {"is_withdrawn": True, "reason": "启动之前（模拟）"}
    dropped = desk.do("PATCH", path_of("requests", STATISTICS + "|2009Q1"), withdrawal, headers={"If-Match": long_ago.tag})
    assert dropped["state"] == "withdrawn", dropped
    asked = [item for request in desk.every("/requests?period=2010") for item in request["items"]]
    assert asked.count("figure:gdp") == 1, "several indicators need it, and one unit is asked once"
    counted = desk.get(path_of("requests", COUNTED))
    assert (counted["state"], counted["due"]) == ("open", "2011-02-14"), counted
