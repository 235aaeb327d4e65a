"""Who is behind: matters under the 13710 clock, slips of three colours, calendars, scores."""

from year import COUNTED, STATISTICS, path_of
from year_answered import hand_in


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
    matters = {matter["id"]: matter for matter in year.desk.every("/matters")}
    done, left = (matters[matter] for matter in year.matters)
    assert (done["stage"], done["is_overdue"]) == ("closed", False), done
    assert (left["stage"], left["is_overdue"], left["overdue_working_days"]) == ("answer", True, 4), left
    for day, colour, level in (("2011-02-12", "yellow", "unit"), ("2011-02-14", "red", "unit_head")):  # behind, then past the last day
        year.at(day + "T17:00:00")
        slips = [slip for slip in slips_of(year, colour) if slip["about"] == "matter:" + left["id"]]
        assert [(slip["unit"], slip["level"], slip["due"]) for slip in slips] == [("市住建局", level, "2011-02-12")], slips
    hard = year.desk.do("POST", f"/matters/{left['id']}/steps", {"step": "hard", "text": "须停工整改（模拟）"})
    assert hard["is_hard"] and hard["settle_by"] > "2011-02-20", hard


# ---- chasing


def slips_of(year, colour):
    slips = year.desk.get(f"/slips?colour={colour}")["items"]
    assert slips and all(slip["colour"] == colour for slip in slips), colour
    return slips


def chasing(year):
    """The calendar of a unit, and what is near its day."""
    blue = slips_of(year, "blue")
    assert any(slip["about"] == f"request:{STATISTICS}|2010Q4" for slip in blue), [slip["about"] for slip in blue]
    assert not any(STATISTICS + "|2009Q1" in slip["about"] for slip in slips_of(year, "red")), "withdrawn"
    assert year.desk.do("POST", "/reminders") == {"sent": 0, "failed": 0, "messages": []}  # no recipient is set
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
    for day in ("2011-10-18", "2011-10-19"):  # nothing happens but that a day passes
        year.at(day + "T09:00:00")
        assert [year.desk.get("/verdicts" + question)["as_of"] for question in ("", "?preview=1")] == [day, day]
    assert any(slip["about"] == f"request:{unit}|2011Q3" for slip in slips_of(year, "yellow"))


def scores_are_fair(year):
    scores = {score["unit"]: score for score in year.desk.get("/scores?year=2010")["items"] if score["period"] == "2010"}
    counted = scores[STATISTICS]
    assert (counted["returned"], counted["returns"], counted["on_time"]) == (1, [COUNTED + "#1"], {"part": 1, "whole": 1}), counted
    assert (counted["corrected"], counted["corrections"]) == (1, [COUNTED + " figure:gdp"]), counted
    assert counted["complete"]["part"] == counted["complete"]["whole"] > 0 and not counted["lacking"], counted
    assert any(score["late"] and score["mean_days_late"] not in (None, "0") for score in scores.values())
    own = year.units[STATISTICS].get("/scores")["items"]
    assert {score["unit"] for score in own} == {STATISTICS}, own
