"""Units answer, rightly and wrongly, late and twice; the office reviews."""

from handing_in import picture, with_reasons
from office import quoted
from workbook import Workbook
from year import COUNTED, STATISTICS, path_of


def evidence_of(year, unit):
    """The unit's own picture, uploaded when it is first needed."""
    if unit not in year.papers:
        number = sorted(year.units).index(unit)
        name = f"佐证{number:02}.png"
        year.papers[unit] = name, year.units[unit].upload(name, picture(number))["digest"]
    return year.papers[unit]


def content_for(year, unit, request, done=True):
    """The right answer to a request."""
    person = year.units[unit]
    form = person.get(path_of("requests", request, "/form"))
    evidence = evidence_of(year, unit) if any(item.startswith("evidence:") for item in form["others"]) else None
    return year.contents.of(form, evidence, done)


def hand_in(year, unit, request, content=None, done=True):
    """The receipt."""
    person = year.units[unit]
    content = content or content_for(year, unit, request, done)
    found = person.do("POST", path_of("requests", request, "/checks"), content)["findings"]
    blockers = [finding for finding in found if finding["severity"] == "blocker"]
    assert not blockers, f"{request}: {blockers}\n{content}"
    return person.do("POST", path_of("requests", request, "/submissions"), with_reasons(content, found))


def by_workbook(year, unit, request, content):
    """The content as the unit's draft says it after a workbook went out, was filled in, treated as people treat workbooks, and came back."""
    person, path, number = year.units[unit], path_of("requests", request), sorted(year.units).index(unit)
    book = Workbook(person.ask("GET", path + "/workbook", kept=False).body)
    book.fill(content)
    book.mistreat(number)
    file = f"?file={quoted('交回.xlsx')}"
    seen = person.ask("POST", f"{path}/workbook{file}", data=book.content(), kept=False).value
    told = {finding["code"] for finding in seen["diagnostics"]}
    assert seen["seal"] == "good" and seen["counts"]["conflict"] == seen["counts"]["not_understood"] == 0 and told <= {"WBK016", "WBK015"}, seen
    person.ask("POST", f"{path}/workbook/apply{file}&looked={seen['looked']}", data=book.content(), kept=False)
    draft = person.get(path + "/draft")
    whole = [[{"subject": "", "note": "", **figure} for figure in each.get("figures", [])] for each in (draft, content)]
    assert whole[0] == whole[1], (draft, content)
    return {**draft, "evidence": content["evidence"]}


def accept(year, submission, note="与公报一致（模拟）"):
    return year.desk.do("POST", path_of("submissions", submission, "/accept"), {"note": note})


def is_hollow(request):
    """Only readings are asked, which come as files: there is nothing to hand in."""
    return all(item.startswith("readings:") for item in request["items"])


def answer_all(year, units, until_accepted=True):
    """Each unit answers what is open; the office takes it."""
    count = 0
    for unit in units:
        person = year.units[unit]
        for request in person.every("/requests"):
            if request["state"] not in ("open", "overdue") or is_hollow(request):
                continue
            content = content_for(year, unit, request["id"], done=count % 3 != 0)
            if count % 2 == 0:
                content = by_workbook(year, unit, request["id"], content)
                year.by_workbook += 1
            receipt = hand_in(year, unit, request["id"], content)
            assert receipt["is_late"] == (request["due"] < year.moment[:10]), receipt
            if until_accepted:
                accepted = accept(year, receipt["id"])
                assert accepted["state"] == "accepted" and accepted["digest"] == receipt["digest"], accepted
            count += 1
    return count


def wrong_answers(year):
    """What the checks say to a unit that gets it wrong; then it gets it right, and the office is still not content."""
    person, desk = year.units[STATISTICS], year.desk
    right = content_for(year, STATISTICS, COUNTED)
    checks, submissions = path_of("requests", COUNTED, "/checks"), path_of("requests", COUNTED, "/submissions")
    figures = {figure["figure"]: figure for figure in right["figures"]}

    def with_gdp(as_given):
        return {**right, "figures": [{**figure, "as_given": as_given} if figure["figure"] == "gdp" else figure for figure in right["figures"]]}

    for as_given, code in (("-5亿元", "WRK107"), ("669.31吨", "WRK106"), ("许多", "WRK104")):
        found = person.do("POST", checks, with_gdp(as_given))["findings"]
        told = {(finding["code"], finding["place"], finding["severity"]) for finding in found}
        assert (code, "figure:gdp", "blocker") in told, told
        refused = person.do("POST", submissions, with_gdp(as_given), expect=(422, "WRK066"))
        assert (code, "figure:gdp") in {(each["code"], each["place"]) for each in refused["errors"]}, refused
    without = {**right, "figures": [figure for figure in right["figures"] if figure["figure"] != "gdp"]}
    person.ask("POST", submissions, without, expect=(422, "WRK067"))
    other = {**right, "figures": right["figures"] + [{**figures["gdp"], "figure": "water_use"}]}
    person.ask("POST", submissions, other, expect=(422, "WRK068"))
    person.ask("POST", submissions, {**right, "sonstiges": 1}, expect=422)
    year.units["市发改委"].ask("GET", path_of("requests", COUNTED), expect=404)  # another unit's
    year.leader.ask("POST", submissions, right, expect=403)
    drafts_and_doubles(year, right)
    reasons = [{"place": "figure:gdp", "text": "与统计公报不一致，请核对（模拟）"}]
    returned = desk.do("POST", path_of("submissions", COUNTED + "#1", "/return"), {"reasons": reasons})
    assert returned["state"] == "returned" and returned["reviewed_by"] == "desk", returned
    desk.ask("POST", path_of("submissions", COUNTED + "#1", "/accept"), {}, expect=(409, "WRK071"))
    corrected = hand_in(year, STATISTICS, COUNTED, with_gdp("669.32亿元"))
    assert corrected["id"] == COUNTED + "#2" and not corrected["is_late"], corrected
    accept(year, corrected["id"])
    steps = [step["kind"] for step in desk.get(path_of("submissions", COUNTED + "#1", "/history"))["items"]]
    assert steps == ["submission.submitted", "submission.returned"], steps
    known = desk.get("/figures/gdp/history?period=2010")["items"]
    assert [(fact["revision"], fact["value"], fact["origin"]["unit"]) for fact in known] == [(1, "6693200", STATISTICS)], known


def drafts_and_doubles(year, right):
    """A draft that two have open; the same act twice; another while one waits; taking back."""
    person = year.units[STATISTICS]
    draft, submissions = path_of("requests", COUNTED, "/draft"), path_of("requests", COUNTED, "/submissions")
    person.ask("GET", draft)
    first = person.ask("PUT", draft, {}, headers={"If-None-Match": "*"})
    person.ask("PUT", draft, right, headers={"If-Match": first.tag})
    person.ask("PUT", draft, {}, headers={"If-Match": first.tag}, expect=412)
    person.ask("PUT", draft, {}, headers={"If-None-Match": "*"}, expect=412)
    key = {"Idempotency-Key": "4f5ae0b6-8c1b-4c2e-9a57-2010a0000001"}
    receipt = person.ask("POST", submissions, {}, headers=key, expect=201)  # the draft
    again = person.ask("POST", submissions, {}, headers=key, expect=201)
    assert again.body == receipt.body and again.headers["Idempotency-Replayed"] == "true", again.headers
    person.ask("POST", submissions, right, headers=key, expect=(422, "API030"))
    person.ask("POST", submissions, right, expect=(409, "WRK064"))
    content = person.ask("GET", path_of("submissions", COUNTED + "#1", "/content"))
    assert content.tag == f'"{receipt.value["digest"]}"', content.headers
    assert receipt.value["id"] == COUNTED + "#1", receipt.value


def corrected_later(year):
    """What was accepted is corrected: a further revision, and the answer before is superseded."""
    right = content_for(year, STATISTICS, COUNTED)
    for figure in right["figures"]:
        if figure["figure"] == "gdp":
            figure["as_given"] = "669.50亿元"
    receipt = hand_in(year, STATISTICS, COUNTED, right)
    assert receipt["id"] == COUNTED + "#3" and receipt["is_late"], receipt
    accept(year, receipt["id"], "统计公报修订（模拟）")
    assert year.desk.get(path_of("submissions", COUNTED + "#2"))["state"] == "superseded"
    known = year.desk.get("/figures/gdp/history?period=2010")["items"]
    assert [(fact["revision"], fact["value"], fact["origin"]["file"]) for fact in known] == [
        (1, "6693200", COUNTED + "#2"), (2, "6695000", COUNTED + "#3")], known
    form = year.units[STATISTICS].get(path_of("requests", COUNTED, "/form"))
    assert [entry["accepted"] for entry in form["figures"] if entry["figure"] == "gdp"] == ["6695000"], form


def taken_back(year, unit, period):
    """A unit takes back what nobody has looked at, and hands in anew."""
    request, person = f"{unit}|{period}", year.units[unit]
    first = hand_in(year, unit, request)["id"]
    year.units[STATISTICS].ask("POST", path_of("submissions", first, "/withdraw"), {"reason": "不是我的"}, expect=404)
    assert person.do("POST", path_of("submissions", first, "/withdraw"), {"reason": "漏报一项（模拟）"})["state"] == "withdrawn"
    year.desk.ask("POST", path_of("submissions", first, "/accept"), {}, expect=(409, "WRK071"))
    assert person.get(path_of("requests", request))["state"] in ("open", "overdue")
    second = hand_in(year, unit, request)["id"]
    assert second == f"{request}#2", second
    accept(year, second)


def ledgers_fill(year):
    """Records of accepted answers stand in the ledgers; that nothing happened is known too."""
    drills = year.desk.get("/ledgers/drills?period=2010")["items"]
    assert [record["fields"]["held_on"] for record in drills] == ["2010-01-10"], drills
    assert drills[0]["origin"]["unit"] == "市环保局", drills
    assert not year.desk.get("/ledgers/incidents?period=2010")["items"]
    assert year.units["市环保局"].get("/ledgers/drills?period=2010")["items"] == drills
    year.units[STATISTICS].ask("GET", "/ledgers/drills?period=2010", expect=403)


def units_see_their_own(year):
    """And nothing of what is asked of others."""
    person = year.units[STATISTICS]
    assert {row["supplier"] for row in person.get("/coverage")["items"]} == {STATISTICS}
    assert {obligation["unit"] for obligation in person.every("/obligations")} == {STATISTICS}
    assert {request["unit"] for request in person.every("/requests")} == {STATISTICS}
    assert {submission["unit"] for submission in person.every("/submissions")} == {STATISTICS}
    assert person.get("/figures/gdp/history?period=2010")["items"]
    person.ask("GET", "/figures/water_use/history?period=2010", expect=403)
    person.ask("GET", path_of("obligations", "市发改委|figure:environmental_investment"), expect=403)
    year.system.ask("GET", "/coverage", expect=403)


def papers_come(year):
    """Interrupted and resumed; the same file of another unit; a program under a paper's name."""
    one, other = year.units["市环保局"], year.units["市住建局"]
    photograph = picture(777, 300)
    upload = one.do("POST", "/uploads", {"name": "监测站房.png", "size": len(photograph)})["id"]
    one.piece(upload, 0, photograph[:100_000])
    one.piece(upload, 50_000, photograph[50_000:], expect=409)
    one.ask("POST", f"/uploads/{upload}/finish", expect=409)
    offset = one.get(f"/uploads/{upload}")["offset"]
    assert offset == 100_000, offset
    other.ask("GET", f"/uploads/{upload}", expect=404)
    one.piece(upload, offset, photograph[offset:])
    stored = one.do("POST", f"/uploads/{upload}/finish")
    assert (stored["type"], stored["state"], stored["size"]) == ("image/png", "clean", len(photograph)), stored
    same = other.upload("另一个名字.png", photograph)
    assert same["digest"] == stored["digest"], (same, stored)
    for person in (one, other, year.desk):
        assert [file["digest"] for file in person.every("/evidence")].count(stored["digest"]) == 1
    assert year.desk.ask("GET", f"/evidence/{stored['digest']}/file", kept=False).body == photograph
    year.units["市公安局"].ask("GET", f"/evidence/{stored['digest']}", expect=404)
    quarantined(year, one)
    program = b"MZ" + bytes(62) + b"This program cannot be run in DOS mode."
    upload = one.do("POST", "/uploads", {"name": "总结.pdf", "size": len(program)})["id"]
    one.piece(upload, 0, program)
    one.ask("POST", f"/uploads/{upload}/finish", expect=(422, "EVI001"))


def quarantined(year, person):
    """What cannot be looked into waits for somebody of the office."""
    archive = b"Rar!\x1a\x07\x00\xcf\x90\x73\x00\x00\x0d\x00\x00\x00\x00\x00\x00\x00" + bytes(40)
    digest = person.upload("照片.rar", archive)["digest"]
    person.ask("GET", f"/evidence/{digest}/file", expect=403)
    assert year.desk.get(f"/evidence/{digest}")["state"] == "quarantined"
    person.ask("POST", f"/evidence/{digest}/judgement", {"state": "clean", "why": "自己看过"}, expect=403)
    assert year.desk.do("POST", f"/evidence/{digest}/judgement", {"state": "clean", "why": "已解压检查（模拟）"})["state"] == "clean"
    assert person.ask("GET", f"/evidence/{digest}/file", kept=False).body == archive


# ---- late


def too_late(year):
    """The window is closed; the office grants an exception."""
    closed = {request["id"] for request in year.desk.every("/requests?period=2010") if request["state"] == "closed"}
    unit = next(name for name in sorted(year.units) if f"{name}|2010" in closed)
    request, person = f"{unit}|2010", year.units[unit]
    content = content_for(year, unit, request)
    person.ask("POST", path_of("requests", request, "/submissions"), content, expect=(409, "WRK063"))
    person.ask("POST", path_of("requests", request, "/exceptions"), {"until": "2011-05-20", "reason": "自己准"}, expect=403)
    year.desk.ask("POST", path_of("requests", request, "/exceptions"), {"until": "2011-05-20", "reason": ""}, expect=422)
    granted = year.desk.do("POST", path_of("requests", request, "/exceptions"), {"until": "2011-05-20", "reason": "经办人住院（模拟）"})
    assert granted["state"] == "open" and granted["effective_due"] == "2011-05-20", granted
    receipt = hand_in(year, unit, request, content)
    assert receipt["is_late"], receipt
    accept(year, receipt["id"])
    before = year.desk.ask("GET", path_of("requests", request))
    assert before.value["state"] == "accepted", before.value
    later = {"due": "2011-03-15", "reason": "节后（模拟）"}
    year.desk.ask("PATCH", path_of("requests", request), later, headers={"If-Match": '"old"'}, expect=412)
    after = year.desk.do("PATCH", path_of("requests", request), later, headers={"If-Match": before.tag})
    assert after["due"] == "2011-03-15", after
