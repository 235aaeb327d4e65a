"""The facts, definitions and editions that a proof carries, and what can be asked of them."""

import re
from fractions import Fraction

from .exact import MOST_DECIMALS, Range, Refused, UNLIMITED, maybe_number, number
from .periods import EPOCH, Period, civil, day_of, period_of
from .units import factor_of

# What an answer lacks, seen from "as of": True what has not happened yet, False what is late.
FUTURE = frozenset([True])
LATE = frozenset([False])
NOTHING = frozenset()

MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\+08:00")
SEVERITIES = ["general", "larger", "major", "extraordinary"]
SEVERITY_OF_GRADE = {"IV": 0, "III": 1, "II": 2, "I": 3}


def unit_factor(text, where):
    factor = factor_of(text)
    if factor is None:
        raise Refused(where, f"unknown unit {text!r}")
    return factor


def moment(text, where):
    """Civil time at +08:00, in a form that sorts."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        raise Refused(where, f"not a moment: {text!r}")
    day_of(text[:10], where)
    return text


class Edition:
    def __init__(self, raw, where):
        self.id, self.family = raw["id"], raw["family"]
        self.begin = day_of(raw["from"], where)
        self.end = None if raw["until"] is None else day_of(raw["until"], where)
        self.limits, self.validity, self.breakpoints = raw["limits"], raw["validity"], raw["breakpoints"]
        self.index = raw["index"]
        self.constants = raw["constants"]

    def constant(self, key):
        return number(self.constants[key], f"editions/{self.id}/constants/{key}") if key in self.constants else None

    def limit(self, parameter, averaging, grade, medium=""):
        for limit in self.limits:
            if (limit["parameter"], limit["averaging"], limit["grade"], limit["medium"]) == (parameter, averaging, grade, medium):
                return limit
        return None

    def least(self, parameter, averaging, of, within):
        """How many values an average needs; None where the edition says nothing."""
        for wanted in (parameter, ""):
            for rule in self.validity:
                if (rule["parameter"], rule["averaging"], rule["of"], rule["within"]) == (wanted, averaging, of, within):
                    return rule["least"]
        return None


def meets_limit(limit, value):
    bound = number(limit["value"], "editions/limits")
    if limit["sense"] == "ge":
        return bound <= value
    if limit["sense"] == "le":
        return value <= bound
    upper = bound if limit["upper"] is None else number(limit["upper"], "editions/limits")
    return bound <= value <= upper


class Series:
    """Readings of one station and parameter."""

    def __init__(self, raw, where):
        self.step, self.first, self.values = raw["step"], raw["first"], raw["values"]
        self.station, self.parameter = raw["station"], raw["parameter"]
        self.origins, self.places = raw["origins"], raw["places"]
        covered = 0
        for begin, count, source, row, step in self.places:
            fits = covered <= begin and count > 0 and begin + count <= len(self.values) and 0 <= source < len(self.origins) and row >= 0 and step >= 0
            if not fits or any(value is None for value in self.values[begin:begin + count]):
                raise Refused(where, "the places of the readings do not fit them")
            covered = begin + count

    def at(self, index):
        place = index - self.first
        return self.values[place] if 0 <= place < len(self.values) else None

    def origin_at(self, index):
        place = index - self.first
        for begin, count, source, row, step in self.places:
            if begin <= place < begin + count:
                return dict(self.origins[source], row=row + (place - begin) * step, column=self.parameter)
        return None


class World:
    def __init__(self, body):
        self.as_of = day_of(body["as_of"], "as_of")
        self.known_at = moment(body["known_at"], "known_at")
        self.pinned = body["pinned"]
        self.years = body["years"]
        definitions, facts = body["definitions"], body["facts"]
        by_key = lambda items: {item["key"]: item for item in items}
        self.figures = by_key(definitions["figures"])
        self.ledgers = by_key(definitions["ledgers"])
        self.station_sets = by_key(definitions["station_sets"])
        self.surveys = by_key(definitions["surveys"])
        self.parameters = by_key(definitions["parameters"])
        for key, parameter in self.parameters.items():
            if not 0 <= parameter["decimals"] <= MOST_DECIMALS:
                raise Refused(f"definitions/parameters/{key}", "decimals out of range")
        self.editions = [Edition(raw, f"editions/{i}") for i, raw in enumerate(body["editions"])]
        self.read_facts(facts)

    def read_facts(self, facts):
        self.figure_facts, self.asked = {}, set()  # asked: facts that a rule looked at
        for i, fact in enumerate(facts["figures"]):
            where = f"facts/figures/{i}"
            key = (fact["figure"], fact["subject"], period_of(fact["period"], where))
            if key in self.figure_facts:
                raise Refused(where, "a second value for the same figure and period")
            number(fact["value"], where)
            self.check_known(fact, where)
            self.figure_facts[key] = fact
        self.records_of = {}
        for i, fact in enumerate(facts["records"]):
            self.check_known(fact, f"facts/records/{i}")
            fact = dict(fact, when=period_of(fact["period"], f"facts/records/{i}"), fields=dict(fact["fields"]))
            self.derive_fields(fact)
            self.records_of.setdefault(fact["ledger"], []).append(fact)
        self.closures_of = {}
        for i, fact in enumerate(facts["closures"]):
            self.check_known(fact, f"facts/closures/{i}")
            fact = dict(fact, when=period_of(fact["period"], f"facts/closures/{i}"))
            self.closures_of.setdefault(fact["ledger"], []).append(fact)
        self.stations = facts["stations"]
        self.series = {}
        for i, raw in enumerate(facts["series"]):
            where = f"facts/series/{i}"
            key = (raw["set"], raw["parameter"], raw["station"])
            if key in self.series:
                raise Refused(where, "a second series of the same station and parameter")
            self.series[key] = Series(raw, where)

    def check_known(self, fact, where):
        if moment(fact["recorded_at"], f"{where}/recorded_at") > self.known_at:
            raise Refused(f"{where}/recorded_at", "was recorded after the verdict was known")

    # ---- editions

    def edition(self, family, period):
        """The pinned edition of a family, else the newest in force on the period's last day."""
        for wanted in self.pinned:
            for edition in self.editions:
                if edition.id == wanted and edition.family == family:
                    return edition
        return self.in_force(family, period.end - 1)

    def in_force(self, family, day):
        newest = None
        for edition in self.editions:
            stands = edition.family == family and edition.begin <= day and (edition.end is None or day < edition.end)
            if stands and (newest is None or newest.begin < edition.begin):
                newest = edition
        return newest

    def is_future(self, period):
        return self.as_of + 1 < period.end

    # ---- figures

    def figure(self, key, subject, period):
        """(range in coherent units, what is missing, the fact or None)"""
        definition = self.figures[key]
        factor = unit_factor(definition["unit"], f"definitions/figures/{key}")
        fact = None if self.is_future(period) else self.figure_facts.get((key, subject, period))
        if fact is not None:
            self.asked.add(id(fact))
            return Range.exactly(number(fact["value"], key) * factor), NOTHING, fact
        bound = lambda end: None if definition[end] is None else number(definition[end], key) * factor
        return Range.between(bound("low"), bound("high")), FUTURE if self.is_future(period) else LATE, None

    # ---- ledgers

    def derive_fields(self, record):
        """Fields that a method computes from the others replace what was reported."""
        ledger = self.ledgers.get(record["ledger"])
        fields = record["fields"]
        for target in ledger["fields"] if ledger else []:
            if target["derived"] == "":
                continue
            if target["key"] in fields:
                fields[target["key"] + ".reported"] = fields[target["key"]]
            if target["derived"] == "event_grade":
                self.grade_event(ledger, target, record)

    def grade_event(self, ledger, target, record):
        """One criterion is enough; a criterion nobody reported leaves the grade open upwards."""
        edition = self.in_force("event grades", record["when"].begin)
        if edition is None:
            return
        fields = record["fields"]
        least = most = 0
        for limit in edition.limits:
            field = next((f for f in ledger["fields"] if f["key"] == limit["parameter"] and f["key"] != target["key"]
                          and f["type"] in ("number", "choice")), None)
            if field is None:
                continue
            text = fields.get(field["key"])
            measure = maybe_number(text) if field["type"] == "number" else (
                Fraction(field["choices"].index(text)) if text in field["choices"] else None)
            severity = SEVERITY_OF_GRADE.get(limit["grade"], 0)
            if measure is None:
                most = max(most, severity)
            elif number(limit["value"], "editions/limits") <= measure:
                least = max(least, severity)
        fields.pop(target["key"], None)
        if least == max(least, most):
            fields[target["key"]] = SEVERITIES[least]
        fields[target["key"] + ".edition"] = edition.id

    def records(self, key, period):
        """(records of the period, whether they are all, what is missing, the closures that say so)"""
        found = [r for r in self.records_of.get(key, []) if period.contains(r["when"]) and r["when"].begin <= self.as_of]
        self.asked.update(id(record) for record in found)
        closures = [c for c in self.closures_of.get(key, []) if c["when"].overlaps(period)]
        today_end = self.as_of + 1
        missing = set()
        reached = period.begin
        past_end = min(period.end, today_end)
        for closure in sorted(closures, key=lambda c: (c["when"].begin, c["when"].end)):
            if closure["when"].begin > reached and reached < past_end:
                missing.add(False)
            reached = max(reached, closure["when"].end)
        if reached < past_end:
            missing.add(False)
        if today_end < period.end:
            missing.add(True)
        return found, not missing, frozenset(missing), closures

    def check_all_asked(self):
        """A proof carries no fact that its rules do not look at."""
        for fact in list(self.figure_facts.values()) + [r for records in self.records_of.values() for r in records]:
            if id(fact) not in self.asked:
                name = fact.get("figure") or f"{fact['ledger']} {fact['identity']}"
                raise Refused("facts", f"no rule looks at {name} of {fact['period']}")

    # ---- stations and readings

    def members(self, set_key):
        return [station for station in self.stations if station["set"] == set_key]

    def reading(self, set_key, station, parameter, step, index):
        """(value in the parameter's unit, origin) of one step; None where there is none."""
        series = self.series.get((set_key, parameter, station))
        if series is None or series.step != step:
            return None, None
        scaled = series.at(index)
        if scaled is None:
            return None, None
        return Fraction(scaled, 10 ** self.parameters[parameter]["decimals"]), series.origin_at(index)

    # ---- limits

    def limit(self, family, parameter, averaging, grade, period):
        edition = self.edition(family, period)
        limit = edition.limit(parameter, averaging, grade) if edition else None
        if limit is None:
            return UNLIMITED, LATE, None, None
        value = number(limit["value"], "editions/limits") * unit_factor(limit["unit"], "editions/limits")
        return Range.exactly(value), NOTHING, limit, edition


def hour_index(day, hour=0):
    return (day - EPOCH) * 24 + hour


def month_index(day):
    at = civil(day)
    return at.year * 12 + at.month - 1


def months_of(period):
    return period.divide("month")


def year_of(period):
    return civil(period.begin).year


__all__ = ["World", "Edition", "Series", "Period", "FUTURE", "LATE", "NOTHING", "meets_limit", "unit_factor", "hour_index",
           "month_index", "months_of", "year_of"]
