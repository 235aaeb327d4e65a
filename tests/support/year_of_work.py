"""What happens in the year: units answer, rightly and wrongly, late and twice; the office reviews; the law and the units change."""

from event_stream import EventStream
from handing_in import Contents, picture, simulated_figures, with_reasons
from office import ANNEX, quoted

RENAMED, SUCCESSOR = "市计生委", "市人口计生局"  # simulated
COUNTED, STATISTICS = "市统计局|2010", "市统计局"
MARCH = "2011-03-31T18:00:00+08:00"
AT_MARCH = "known_at=" + quoted(MARCH)


def path_of(kind, name, rest=""):
    return f"/{kind}/{quoted(name)}{rest}"


# ---- the beginning


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
    desk.ask("PUT", "/plan?file=annex.txt", data=ANNEX.read_bytes(), headers={"If-None-Match": "*"}, expect=(428, None))
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
    counted = desk.get(path_of("requests", COUNTED))
    assert (counted["state"], counted["due"]) == ("open", "2011-02-14"), counted


# ---- units answer


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
            receipt = hand_in(year, unit, request["id"], done=count % 3 != 0)
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
        person.ask("POST", submissions, with_gdp(as_given), expect=(422, "WRK066"))
    without = {**right, "figures": [figure for figure in right["figures"] if figure["figure"] != "gdp"]}
    person.ask("POST", submissions, without, expect=(422, "WRK067"))
    other = {**right, "figures": right["figures"] + [{**figures["gdp"], "figure": "water_use"}]}
    person.ask("POST", submissions, other, expect=(422, "WRK068"))
    person.ask("POST", submissions, {**right, "sonstiges": 1}, expect=422)
    year.units["市发改委"].ask("GET", path_of("requests", COUNTED), expect=404)  # another unit's
    year.leader.ask("POST", submissions, right, expect=403)
    drafts_and_doubles(year, right)
    returned = desk.do("POST", path_of("submissions", COUNTED + "#1", "/return"), {"reasons": [{"place": "figure:gdp", "text": "与统计公报不一致，请核对（模拟）"}]})
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
    key = {"Idempotency-Key": "4f5ae0b6-8c1b-4c2e-9a57-2010a0000001"}
    receipt = person.ask("POST", submissions, {}, headers=key, expect=201)  # the draft
    again = person.ask("POST", submissions, {}, headers=key, expect=201)
    assert again.body == receipt.body and again.headers["Idempotency-Replayed"] == "true", again.headers
    person.ask("POST", submissions, right, headers=key, expect=(422, "API030"))
    person.ask("POST", submissions, right, expect=(409, "WRK064"))
    content = person.ask("GET", path_of("submissions", COUNTED + "#1", "/content"))
    assert content.tag == f'"{receipt.value["digest"]}"', content.headers
    assert receipt.value["id"] == COUNTED + "#1", receipt.value


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
    program = b"MZ" + bytes(62) + b"This program cannot be run in DOS mode."
    upload = one.do("POST", "/uploads", {"name": "总结.pdf", "size": len(program)})["id"]
    one.piece(upload, 0, program)
    one.ask("POST", f"/uploads/{upload}/finish", expect=(422, "EVI001"))


# ---- matters


def matters_open(year):
    """Friday before the Spring Festival, whose weekends are worked."""
    done = year.desk.do("POST", "/matters", {"unit": "市水务局", "title": "水源地标志牌缺失（模拟）", "about": "task:9.1"})
    left = year.desk.do("POST", "/matters", {"unit": "市住建局", "title": "工地扬尘（模拟）"})
    assert [done[day] for day in ("study_by", "answer_by", "settle_by")] == ["2011-01-30", "2011-02-01", "2011-02-12"], done
    year.matters = done["id"], left["id"]
    year.units["市公安局"].ask("POST", f"/matters/{done['id']}/steps", {"step": "studied", "text": "不是我的"}, expect=404)
    year.units["市水务局"].ask("POST", f"/matters/{done['id']}/steps", {"step": "answered", "text": "先反馈"}, expect=409)


def matters_move(year, step):
    for matter, unit in zip(year.matters, ("市水务局", "市住建局"), strict=True):
        if step == "studied" or matter == year.matters[0]:
            year.units[unit].do("POST", f"/matters/{matter}/steps", {"step": step, "text": f"已{step}（模拟）"})


def matters_end(year):
    matters_move(year, "settled")
    done, left = (next(m for m in year.desk.every("/matters") if m["id"] == matter) for matter in year.matters)
    assert (done["stage"], done["is_overdue"]) == ("closed", False), done
    assert (left["stage"], left["is_overdue"], left["overdue_working_days"]) == ("answer", True, 4), left
    red = year.desk.get("/slips?colour=red")["items"]
    assert [slip["unit"] for slip in red if slip["about"] == "matter:" + left["id"]] == ["市住建局"], red
    hard = year.desk.do("POST", f"/matters/{left['id']}/steps", {"step": "hard", "text": "须停工整改（模拟）"})
    assert hard["is_hard"] and hard["settle_by"] > "2011-02-20", hard


# ---- late


def too_late(year):
    """The window is closed; the office grants an exception."""
    unit = next(name for name in sorted(year.units) if any(r["id"] == f"{name}|2010" and r["state"] == "closed" for r in year.units[name].every("/requests")))
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
    moved = year.desk.ask("GET", path_of("requests", request))
    year.desk.ask("PATCH", path_of("requests", request), {"due": "2011-03-15", "reason": "节后（模拟）"}, headers={"If-Match": '"old"'}, expect=412)
    assert moved.value["state"] == "accepted", moved.value


# ---- March


def asked_at_march(year):
    """Everything that can be asked as known at a moment, with the bytes of each answer."""
    pages = ["/plan", "/units", "/units/changes", "/obligations?limit=500", "/requests?limit=500", "/coverage", "/duties", "/submissions?limit=500",
             "/evidence?limit=500", "/imports?limit=500", "/figures/gdp/history?period=2010", "/ledgers/drills", "/standards", "/scores?year=2010",
             "/slips", "/matters?limit=500", "/verdicts", "/tiles", path_of("requests", COUNTED), path_of("submissions", COUNTED + "#2")]
    pages += [f"/verdicts/{number}" for number in (1, 4, 8)]
    asked = {page: year.desk.ask("GET", page + ("&" if "?" in page else "?") + AT_MARCH).body for page in pages}
    asked["proof"] = year.inspector.ask("GET", f"/verdicts/4/proof?{AT_MARCH}").body
    asked["/accounts?limit=500"] = year.people["admin"].ask("GET", f"/accounts?limit=500&{AT_MARCH}").body
    return asked


def march_is_asked(year):
    year.march = asked_at_march(year)
    for page, then in year.march.items():
        if page.startswith("/") and not page.startswith(("/verdicts", "/tiles", "/accounts")):  # these name the moment they speak of
            assert year.desk.ask("GET", page).body == then, f"{page}: what is known now differs from what is known at this moment"
    year.march_note = year.audit.ask("GET", "/log/checkpoint", kept=False).body.decode()


def march_is_asked_again(year):
    for page, now in asked_at_march(year).items():
        then = year.march[page]
        assert now == then, f"{page} as known at March is not what it was:\n{around(then, now)}"
    day = year.desk.ask("GET", "/requests?limit=500&known_at=2011-03-31").body
    assert day == year.march["/requests?limit=500"], "a day means its end"


def around(one, other):
    at = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other)))
    return "\n".join(text[max(at - 200, 0):at + 200].decode(errors="replace") for text in (one, other))


# ---- what changes around the work


def unit_is_renamed(year):
    """Ordered in March for the middle of June."""
    change = {"change": "renamed", "before": RENAMED, "after": SUCCESSOR, "day": "2011-06-15", "items": "", "document": "朔编发〔2011〕5号（模拟）"}
    year.units[RENAMED].ask("POST", "/units/changes", change, expect=403)
    year.desk.ask("POST", "/units/changes", {**change, "document": ""}, expect=422)
    year.desk.do("POST", "/units/changes", change)
    year.desk.ask("POST", "/units/changes", {**change, "before": SUCCESSOR, "after": RENAMED}, expect=409)


def successor_works(year):
    """What it was asked under its old name, and all that comes."""
    admin, person, desk = year.people["admin"], year.units.pop(RENAMED), year.desk
    year.units[SUCCESSOR] = person
    if RENAMED in year.papers:
        year.papers[SUCCESSOR] = year.papers[RENAMED]
    before = admin.ask("GET", f"/accounts/{person.account}")
    change = {"name": SUCCESSOR + "填报人", "unit": SUCCESSOR, "roles": before.value["roles"], "state": "active"}
    admin.ask("PUT", f"/accounts/{person.account}", change, headers={"If-Match": before.tag})
    units = {unit["name"]: unit["successors"] for unit in desk.get("/units")["items"]}
    assert units[RENAMED] == [SUCCESSOR], units[RENAMED]
    assert SUCCESSOR in units, "a unit that came after one of the plan"
    old = RENAMED + "|2011Q1"
    desk.do("POST", path_of("requests", old, "/exceptions"), {"until": "2011-07-20", "reason": "机构变动（模拟）"})
    accept(year, hand_in(year, SUCCESSOR, old)["id"])
    coming = {request["id"] for request in person.every("/requests")}
    assert SUCCESSOR + "|2011Q2" in coming and old in coming and RENAMED + "|2011Q2" not in coming, coming
    assert any(duty["unit"] == SUCCESSOR for duty in desk.get("/duties")["items"])
    accept(year, hand_in(year, SUCCESSOR, SUCCESSOR + "|2011Q2")["id"])


def files_come(year, *years):
    """The office hands in what comes as files."""
    for number in years:
        if number == 2009:  # before the programme began: no unit is asked for it any more
            for path in sorted((year.handed_in / "2009").glob("*统计数据.csv")):
                imported(year, path, "kind=figures")
        imported(year, year.handed_in / f"{number}/监测/城区空气小时值.csv", "kind=readings&target=air")


def imported(year, path, query):
    name = quoted(path.name)
    return year.desk.do("POST", f"/imports?{query}&file={name}", data=path.read_bytes(), expect=201)


def standards_change(year):
    """Another edition for the air, and back."""
    desk = year.desk
    before, standards = desk.get("/verdicts/8"), desk.ask("GET", "/standards")
    wish = {"editions": ["GB 3095-2012"], "reason": "新标准试算（模拟）"}
    year.leader.ask("PUT", "/standards/pinned", wish, headers={"If-Match": standards.tag}, expect=403)
    desk.ask("PUT", "/standards/pinned", wish, expect=428)
    desk.ask("PUT", "/standards/pinned", {**wish, "editions": ["GB 3095-2035"]}, headers={"If-Match": standards.tag}, expect=422)
    foreseen = desk.get("/verdicts/8?standard_as=" + quoted("GB 3095-2012"))
    stream = EventStream(year.leader)
    pinned = desk.ask("PUT", "/standards/pinned", wish, headers={"If-Match": standards.tag})
    assert pinned.value["pinned"] == ["GB 3095-2012"], pinned.value["pinned"]
    now = desk.get("/verdicts/8")
    assert now["criteria"] == foreseen["criteria"] and now["criteria"] != before["criteria"], now
    assert (before["outcome"], now["outcome"]) != ("not_met", "not_met") and now["outcome"] == "not_met", (before["outcome"], now["outcome"])
    stream.until("verdict", indicator=8, after="not_met")
    desk.ask("PUT", "/standards/pinned", {"editions": [], "reason": "恢复"}, headers={"If-Match": standards.tag}, expect=412)
    desk.ask("PUT", "/standards/pinned", {"editions": [], "reason": "恢复（模拟）"}, headers={"If-Match": pinned.tag})
    stream.until("verdict", indicator=8, before="not_met", after=before["outcome"])
    stream.close()
    assert desk.get("/verdicts/8")["criteria"] == before["criteria"]


# ---- chasing


def slips_of(year, colour):
    slips = year.desk.get(f"/slips?colour={colour}")["items"]
    assert slips and all(slip["colour"] == colour for slip in slips), colour
    return slips


def chasing(year):
    """The calendar of a unit, and what is near its day."""
    blue = slips_of(year, "blue")
    assert any(slip["about"] == f"request:{STATISTICS}|2010Q4" for slip in blue), [slip["about"] for slip in blue]
    own = year.units[STATISTICS].get("/slips")["items"]
    assert own and {slip["unit"] for slip in own} == {STATISTICS}, own
    link = year.units[STATISTICS].do("POST", "/calendar/link")["path"].removeprefix("/api/v1")
    feed = year.units[STATISTICS].ask("GET", link).body.decode()
    assert feed.startswith("BEGIN:VCALENDAR\r\n") and "DTSTART;VALUE=DATE:20110214" in feed, feed[:2000]


def returned_and_left(year):
    """Nobody corrects what was returned: yellow three working days later."""
    unit = "市财政局"
    receipt = hand_in(year, unit, unit + "|2011Q3")
    year.desk.do("POST", path_of("submissions", receipt["id"], "/return"), {"reasons": [{"place": "", "text": "过于简略（模拟）"}]})
    year.at("2011-10-19T09:00:00")
    assert any(slip["about"] == f"request:{unit}|2011Q3" for slip in slips_of(year, "yellow"))


def scores_are_fair(year):
    scores = {score["unit"]: score for score in year.desk.get("/scores?year=2010")["items"] if score["period"] == "2010"}
    counted = scores[STATISTICS]
    assert (counted["returned"], counted["returns"], counted["on_time"]) == (1, [COUNTED + "#1"], {"part": 1, "whole": 1}), counted
    assert counted["complete"]["part"] == counted["complete"]["whole"] > 0 and not counted["lacking"], counted
    assert any(score["late"] and score["mean_days_late"] not in (None, "0") for score in scores.values())
    own = year.units[STATISTICS].get("/scores")["items"]
    assert {score["unit"] for score in own} == {STATISTICS}, own


# ---- the end of the year


def outcome(year, number, question=""):
    verdicts = year.desk.get("/verdicts" + question)
    return next(verdict for verdict in verdicts["indicators"] if verdict["number"] == number)["outcome"]


def last_numbers_decide(year):
    """Income and investment of 2011: seen in the preview while they wait, and by every open page once they are accepted."""
    stream, own = EventStream(year.leader), EventStream(year.people["watcher"])
    accept(year, hand_in(year, STATISTICS, STATISTICS + "|2011")["id"])
    stream.until("work", kind="submission.accepted", object=f"submission:{STATISTICS}|2011#1")
    official = outcome(year, 4)
    assert official != "met", official
    receipt = hand_in(year, "市发改委", "市发改委|2011")
    assert (outcome(year, 4), outcome(year, 4, "?preview=1")) == (official, "met")
    accept(year, receipt["id"])
    told = stream.until("verdict", indicator=4, before=official, after="met")
    assert outcome(year, 4) == "met"
    stream.close()
    resumed = EventStream(year.leader, last_id=next(event[1] for event in stream.seen if event[0] == "work"))
    assert resumed.until("verdict", indicator=4, after="met") == told, "what was missed comes again"
    resumed.close()
    own.until("work", object=f"submission:{STATISTICS}|2011#1", kind="submission.accepted")
    own.until("verdict", indicator=4, after="met")
    foreign = [event for event in own.seen if event[0] == "work" and STATISTICS not in event[2]["object"]]
    assert not foreign, foreign
    own.close()


# ---- the whole


def live(year, handed_in):
    year.handed_in, year.papers = handed_in, {}
    with year.step("people come"):
        people_come(year)
    with year.step("the table comes"):
        table_comes(year)
        agencies = [unit for unit in year.units if unit not in (STATISTICS, RENAMED)]
        punctual, late, last = agencies[:16], agencies[16:28], agencies[28:]
    with year.step("the work is planned"):
        work_is_planned(year)
    with year.step("chasing"):
        chasing(year)
    year.at("2011-01-12T10:00:00")
    with year.step("wrong answers"):
        wrong_answers(year)
    with year.step("papers"):
        papers_come(year)
    with year.step("half of the units answer"):
        assert answer_all(year, [*punctual, STATISTICS, RENAMED]) > 18
    year.at("2011-01-28T16:00:00")
    with year.step("matters"):
        matters_open(year)
        year.at("2011-01-30T10:00:00")
        matters_move(year, "studied")
        year.at("2011-02-01T11:00:00")
        matters_move(year, "answered")
        year.at("2011-02-12T17:00:00")
        matters_end(year)
    year.at("2011-03-10T10:00:00")
    with year.step("more units answer, late"):
        answer_all(year, late)
    year.at("2011-03-15T10:00:00")
    with year.step("a unit is going to be renamed"):
        unit_is_renamed(year)
    year.at(MARCH.removesuffix("+08:00"))
    with year.step("what is known at March"):
        march_is_asked(year)
    year.at("2011-04-12T10:00:00")
    with year.step("the first quarter"):
        year.desk.do("POST", "/requests/issue", {"until": "2011-04-12"})
        answer_all(year, [unit for unit in year.units if unit != RENAMED])
    year.at("2011-05-05T10:00:00")
    with year.step("too late"):
        too_late(year)
        scores_are_fair(year)
    with year.step("readings, and the law of another year"):
        imported(year, handed_in / "点位登记表.csv", "kind=stations")
        files_come(year, 2009, 2010)
        standards_change(year)
    year.at("2011-07-12T10:00:00")
    with year.step("the second quarter, and the successor"):
        year.desk.do("POST", "/requests/issue", {"until": "2011-07-12"})
        successor_works(year)
        answer_all(year, [STATISTICS, *punctual[:6]])
    year.at("2011-10-14T10:00:00")
    with year.step("the third quarter"):
        year.desk.do("POST", "/requests/issue", {"until": "2011-10-14"})
        returned_and_left(year)
    year.at("2012-01-09T10:00:00")
    with year.step("the year ends"):
        year.desk.do("POST", "/requests/issue", {"until": "2012-01-09"})
        year.add("watcher", "统计局看的人", STATISTICS, ["unit_editor"])
        last_numbers_decide(year)
        files_come(year, 2011)
        answer_all(year, [*late[:6], SUCCESSOR, *last[:4]])
        population = year.desk.get("/figures/population/history?period=2011")["items"]
        assert [fact["origin"]["unit"] for fact in population] == [SUCCESSOR], population
        assert year.desk.times["logged in again"] > 5 and year.desk.times["changed the password"] >= 3, year.desk.times
