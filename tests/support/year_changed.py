"""What changes around the work, and what everybody sees of it: units, standards, verdicts; and what was known before."""

from event_stream import EventStream
from office import quoted
from year import COUNTED, STATISTICS, path_of
from year_answered import accept, hand_in

RENAMED, SUCCESSOR = "市计生委", "市人口计生局"  # simulated
MARCH = "2011-03-31T18:00:00"
AT_MARCH = "known_at=" + quoted(MARCH + "+08:00")


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
    change = {"change": "renamed", "before": RENAMED, "after": SUCCESSOR, "day": "2011-06-15", "items": "",
              "document": "朔编发〔2011〕5号（模拟）"}
    year.units[RENAMED].ask("POST", "/units/changes", change, expect=403)
    year.desk.ask("POST", "/units/changes", {**change, "document": ""}, expect=(409, "WRK083"))
    year.desk.do("POST", "/units/changes", change)
    year.desk.ask("POST", "/units/changes", {**change, "before": SUCCESSOR, "after": RENAMED}, expect=(422, "WRK040"))


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


def successor_counts(year):
    population = year.desk.get("/figures/population/history?period=2011")["items"]
    assert [fact["origin"]["unit"] for fact in population] == [SUCCESSOR], population


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


def verdict(year, number, question=""):
    return year.desk.get(f"/verdicts/{number}{question}")["indicators"][0]


def standards_change(year):
    """Another edition for the air, and back."""
    desk = year.desk
    before, standards = verdict(year, 8), desk.ask("GET", "/standards")
    wish = {"editions": ["GB 3095-2012"], "reason": "新标准试算（模拟）"}
    year.leader.ask("PUT", "/standards/pinned", wish, headers={"If-Match": standards.tag}, expect=403)
    desk.ask("PUT", "/standards/pinned", wish, expect=428)
    desk.ask("PUT", "/standards/pinned", {**wish, "editions": ["GB 3095-2035"]}, headers={"If-Match": standards.tag}, expect=422)
    foreseen = verdict(year, 8, "?standard_as=" + quoted("GB 3095-2012"))
    stream = EventStream(year.leader)
    pinned = desk.ask("PUT", "/standards/pinned", wish, headers={"If-Match": standards.tag})
    assert pinned.value["pinned"] == ["GB 3095-2012"], pinned.value["pinned"]
    now = verdict(year, 8)
    assert now == foreseen and now["criteria"] != before["criteria"], now["sentence"]
    assert (before["outcome"], now["outcome"]) != ("not_met", "not_met") and now["outcome"] == "not_met", (before["outcome"], now["outcome"])
    stream.until("verdict", indicator=8, after="not_met")
    desk.ask("PUT", "/standards/pinned", {"editions": [], "reason": "恢复"}, headers={"If-Match": standards.tag}, expect=412)
    desk.ask("PUT", "/standards/pinned", {"editions": [], "reason": "恢复（模拟）"}, headers={"If-Match": pinned.tag})
    stream.until("verdict", indicator=8, before="not_met", after=before["outcome"])
    stream.close()
    assert verdict(year, 8) == before


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
    year.foreseen = year.inspector.ask("GET", "/verdicts/4/proof?preview=1").body
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


def somebody_leaves(year):
    """An account that is disabled is out at once, whatever it holds; it stays in the history."""
    admin, watcher = year.people["admin"], year.people["watcher"]
    watcher.get("/verdicts")
    before = admin.ask("GET", "/accounts/watcher")
    left = {key: before.value[key] for key in ("name", "unit", "roles")} | {"state": "disabled"}
    admin.do("PUT", "/accounts/watcher", left, headers={"If-Match": before.tag})
    answer = watcher.wire.send("GET", "/api/v1/verdicts")
    assert answer.status == 401, answer.body
    answer = watcher.wire.json("POST", "/api/v1/session", {"account": "watcher", "password": watcher.password})
    assert (answer.status, answer.code()) == (401, "ACC001"), answer.body
