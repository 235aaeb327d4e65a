"""Nodes that rest on facts: figures, records, limits, methods, and the readings shown under a method."""

from fractions import Fraction

from .exact import Range, Refused, number
from .periods import Period, day_of, period_of
from .places import CLASSES, Places, class_from
from .air import Air
from .values import Claim, Node, Number, Ordinal, claim_node, number_node, truth_text
from .world import FUTURE, LATE, NOTHING, hour_index, month_index, unit_factor, year_of

CLASS_NAMES = ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"]
GRADES = ["1", "2", "3", "4", "5"]
GRADE_NAMES = ["一级", "二级", "三级", "四级", "五级"]


def detail(claimed, key):
    for name, value in claimed.get("details", []):
        if name == key:
            return value
    return None


def period_text(day):
    return Period("day", day, day + 1).text()


def expect(where, claimed, key, wanted):
    if detail(claimed, key) != wanted:
        raise Refused(f"{where}/details/{key}", f"says {detail(claimed, key)!r}, replayed {wanted!r}")


def expect_value(where, claimed, value):
    """A value in the node's own unit, or unknown."""
    said = claimed.get("value", "")
    if value is None:
        if said != "unknown":
            raise Refused(f"{where}/value", f"says {said!r}, but the facts do not decide it")
    elif said == "unknown" or number(said, f"{where}/value") != value:
        raise Refused(f"{where}/value", f"says {said!r}, replayed {value}")


def only(where, claimed, *keys):
    """The node says nothing that is not checked here, or that is known to inform only."""
    for key, _ in claimed.get("details", []):
        if key not in keys:
            raise Refused(f"{where}/details/{key}", "does not belong to the node")


class Leaves:
    def __init__(self, world):
        self.world = world
        self.air = Air(world)
        self.places = Places(world)

    # ---- figures, limits, surveys

    def figure(self, key, subject, period):
        found, missing, fact = self.world.figure(key, subject, period)
        definition = self.world.figures[key]
        value = Number(found, missing)
        details = {"figure": key, "period": period.text()}
        if subject:
            details["subject"] = subject
        if fact:
            details.update(as_given=fact["as_given"], recorded_at=fact["recorded_at"], revision=str(fact["revision"]))
            if fact["reason"]:
                details["reason"] = fact["reason"]
        origin = fact["origin"] if fact else None
        name = definition["name"]
        if subject:
            names = dict(zip(definition["subjects"], definition["subject_names"]))
            name += f"（{names.get(subject, subject)}）"
        return value, number_node("figure", value, name, details=details, origin=origin, citation=definition["citation"])

    def limit(self, family, parameter, averaging, grade, period):
        found, missing, limit, edition = self.world.limit(family, parameter, averaging, grade, period)
        value = Number(found, missing)
        details = {"family": family, "parameter": parameter, "averaging": averaging, "grade": grade, "period": period.text()}
        if edition and limit:
            details["edition"] = edition.id
        return value, number_node("limit", value, parameter + " 限值", details=details, children=None, citation=limit["citation"] if limit else None)

    def survey(self, key, measure, confidence, period):
        found, missing = self.places.survey(key, measure, confidence, period)
        value = Number(found, missing)
        definition = self.world.surveys[key]
        details = {"survey": key, "period": period.text()}
        if confidence is not None:
            details["confidence"] = str(confidence)
        children = []
        for option, weight in zip(definition["options"], definition["weights"]):
            if key not in self.world.figures:
                break
            child = self.figure(key, option, period)[1]
            child.details["counts"] = "false" if option in definition["excluded"] else "true"
            child.check = lambda where, claimed, weight=weight: self.same_number(f"{where}/details/weight", detail(claimed, "weight"), weight)
            child.may_say = ("weight",)
            children.append(child)
        return value, number_node("survey:" + measure, value, definition["name"], details=details, children=children, citation=definition["citation"])

    @staticmethod
    def same_number(where, said, wanted):
        if said is None or number(said, where) != number(wanted, where):
            raise Refused(where, f"says {said!r}, replayed {wanted!r}")

    # ---- methods

    def method(self, name, arguments, period):
        """arguments: set, station, parameter, percentage as far as the method has them."""
        set_key, parameter = arguments.get("set"), arguments.get("parameter")
        details = {"period": period.text()}
        for key in ("set", "parameter"):
            if arguments.get(key):
                details[key] = arguments[key]
        if arguments.get("station"):
            details["station"] = arguments["station"]["key"]
        op = "method:" + name
        if name in ("annual_mean", "percentile"):
            if name == "annual_mean":
                found, missing, air = self.air.annual_mean(set_key, parameter, period)
            else:
                found, missing, air = self.air.percentile(set_key, parameter, period, arguments["percentage"])
            details.update(self.air.year_details(set_key, parameter, period, arguments.get("percentage")))
            check = lambda where, claimed: self.check_year(where, claimed, air, set_key, parameter)
            return self.in_unit(op, found, missing, parameter, details, check)
        if name in ("daily_mean", "mda8"):
            year = self.air.year(set_key, parameter, year_of(period))
            days = year.days if name == "daily_mean" else self.air.mda8_year(set_key, parameter, year_of(period))
            value = days[period.begin - year.period.begin]
            if name == "daily_mean" and year.quality is not None:
                details["edition"] = year.quality.id
            lacking = FUTURE if period.begin > self.world.as_of else LATE
            found, missing = (Range.exactly(value), NOTHING) if value is not None else (Range.between(0, None), lacking)
            return self.in_unit(op, found, missing, parameter, details, self.check_readings)
        if name in ("api", "aqi"):
            found, missing, day = self.air.index(set_key, "API" if name == "api" else "HJ 633", period)
            value = Number(found, missing)
            if day:
                details["edition"] = day[0].id
            check = lambda where, claimed: self.check_index(where, claimed, day, set_key, period)
            return value, number_node(op, value, details=details, children=None, check=check, may_say=("level", "primary"))
        if name == "good_day":
            truth, missing, day = self.air.good_day(set_key, period)
            claim = Claim(truth, missing)
            if not day:
                return claim, claim_node(op, claim, details=details)
            details["edition"] = day[0].id
            index = self.method("api" if self.air.index_family(period) == "API" else "aqi", arguments, period)[1]
            return claim, claim_node(op, claim, details=details, children=[index])
        if name == "composite_index":
            found, missing = self.air.composite_index(set_key, period)
            if self.world.edition("HJ 663", period) is not None and self.world.edition("GB 3095", period) is not None:
                details["edition"] = self.world.edition("HJ 663", period).id
            return self.plain(op, found, missing, details)
        if name == "attainment_rate":
            found, missing, more = self.places.attainment_rate(set_key, period)
            details.update(more)
            return self.plain(op, found, missing, details)
        if name == "drinking_water_rate":
            found, missing, more = self.places.drinking_water_rate(set_key, period)
            details.update(more)
            return self.plain(op, found, missing, details)
        if name in ("mean", "length_weighted_mean"):
            found, missing = self.places.place_mean(set_key, parameter, period, name != "mean")
            details.update(self.places.place_details(set_key, parameter, period))
            return self.in_unit(op, found, missing, parameter, details, self.check_readings)
        if name in ("regional_noise_grade", "traffic_noise_grade"):
            medium, weighted = ("region", False) if name.startswith("regional") else ("traffic", True)
            low, high, missing = self.places.noise_grade(set_key, parameter, period, medium, weighted)
            details.update(self.places.place_details(set_key, parameter, period))
            if low == high:
                details["edition"] = self.world.edition("HJ 640", period).id
            return self.ordinal(op, Ordinal(GRADES, low, high, missing, GRADE_NAMES), details)
        if name == "water_class":
            low, high, missing = self.places.water_class(arguments["station"], period)
            edition = self.world.edition("GB 3838", period)
            if edition is not None:
                details.update(edition=edition.id, medium="lake" if arguments["station"]["kind"] == "lake" else "")
            return self.ordinal(op, Ordinal(CLASSES, low, high, missing, CLASS_NAMES), details)
        if name == "target_class":
            low, high, missing = self.places.target_class(arguments["station"])
            node = self.ordinal(op, Ordinal(CLASSES, low, high, missing, CLASS_NAMES), details)
            node[1].origin = arguments["station"]["origin"]
            return node
        raise Refused(op, "unknown method")

    def in_unit(self, op, found, missing, parameter, details, check):
        factor = unit_factor(self.world.parameters[parameter]["unit"], parameter)
        value = Number(found.scaled(factor), missing)
        return value, number_node(op, value, details=details, children=None, check=check)

    def plain(self, op, found, missing, details):
        value = Number(found, missing)
        return value, number_node(op, value, details=details, children=None, check=self.check_readings)

    def ordinal(self, op, value, details):
        exact = value.low == value.high
        details["scale"] = "water_class" if value.keys is CLASSES else "noise_grade"
        if exact:
            details["rank"] = str(value.low)
        node = Node(op, value=value.keys[value.low] if exact else "unknown", low="" if exact else value.keys[value.low],
                    high="" if exact else value.keys[value.high], details=details, children=None, check=self.check_readings,
                    may_say=("deciding",))
        return value, node

    # ---- what stands under a method: each node is recomputed from the readings it names

    def check_readings(self, where, claimed):
        set_key = detail(claimed, "set")
        for i, child in enumerate(claimed.get("children", [])):
            self.check_shown(f"{where}/children/{i}", child, set_key)

    def check_shown(self, where, child, set_key):
        op = child.get("op")
        if op == "reading":
            return self.check_reading(where, child, set_key)
        if op in ("mean_of_months", "source_month", "method:water_class"):
            return self.check_section(where, child, set_key)
        if op == "city_day":
            return self.check_city_day(where, child, set_key)
        if op.startswith("method:"):
            arguments = {"set": set_key, "parameter": detail(child, "parameter")}
            if detail(child, "percent"):
                arguments["percentage"] = number(detail(child, "percent"), where)
            name = op[len("method:"):]
            known = name in ("annual_mean", "percentile") and arguments["parameter"] in self.world.parameters
            if known:
                from .compare import match
                _, node = self.method(name, arguments, period_of(detail(child, "period"), where))
                return match(node, child, where, in_own_unit=True)
        raise Refused(f"{where}/op", f"{op!r} does not belong here")

    def station(self, where, child, set_key):
        key = detail(child, "station")
        for station in self.world.stations:
            if station["key"] == key and (set_key is None or station["set"] == set_key):
                return station
        raise Refused(where, f"no station {key!r} among the facts")

    def check_reading(self, where, child, set_key, station=None):
        station = station or self.station(where, child, set_key)
        parameter = detail(child, "parameter")
        period = period_of(detail(child, "period"), where)
        index = month_index(period.begin) if period.kind == "month" else year_of(period)
        if parameter not in self.world.parameters:
            raise Refused(where, f"no parameter {parameter!r} among the definitions")
        value, origin = self.world.reading(station["set"], station["key"], parameter, period.kind, index)
        only(where, child, "station", "parameter", "period", "weight", "class")
        expect(where, child, "station", station["key"])
        expect_value(where, child, value)
        self.check_named(where, child, parameter, (station["name"], self.world.parameters[parameter]["name"]))
        if detail(child, "weight") is not None:
            self.same_number(f"{where}/details/weight", detail(child, "weight"), station["weight"])
        if detail(child, "class") is not None:
            edition = self.world.edition("GB 3838", period)
            self.check_class(where, child, edition, station, parameter, value)
        if child.get("origin") != origin:
            raise Refused(f"{where}/origin", "is not where the reading stands")

    def check_named(self, where, child, parameter, names):
        """A value under a method is in the parameter's unit and goes by a name of the definitions."""
        if child.get("unit", "") != self.world.parameters[parameter]["unit"]:
            raise Refused(f"{where}/unit", f"says {child.get('unit', '')!r}, the parameter {self.world.parameters[parameter]['unit']!r}")
        if child.get("text", "") not in names:
            raise Refused(f"{where}/text", f"{child.get('text', '')!r} is not what the definitions call it")

    def check_class(self, where, child, edition, station, parameter, value):
        medium = "lake" if station["kind"] == "lake" else ""
        found = self.places.indicator_class(edition, parameter, value, medium) if edition and value is not None else None
        expect(where, child, "class", None if found is None else CLASSES[found - 1])

    def check_section(self, where, child, set_key):
        op, station = child["op"], None
        if op == "method:water_class":
            station = self.station(where, child, set_key)
            period = period_of(detail(child, "period"), where)
            low, high, _ = self.places.water_class(station, period)
            only(where, child, "station", "period", "edition", "medium", "deciding", "target", "meets")
            edition = self.world.edition("GB 3838", period)
            if edition is not None:
                expect(where, child, "edition", edition.id)
            if detail(child, "target") is not None:
                expect(where, child, "target", station["target_class"])
                target = class_from(station["target_class"])
                is_open = target is None or self.world.is_future(period) or low < target <= high
                truth = None if is_open else high < target
                expect(where, child, "meets", truth_text(truth))
            wanted = CLASSES[low] if low == high else "unknown"
            if child.get("value") != wanted:
                raise Refused(f"{where}/value", f"says {child.get('value')!r}, replayed {wanted!r}")
        if op == "source_month":
            station = self.station(where, child, set_key)
            month = period_of(detail(child, "period"), where)
            truth, volume = self.places.source_month(station, month)
            only(where, child, "station", "period", "edition", "volume", "failing", "missing")
            if detail(child, "edition") is not None:
                edition = self.world.edition("GB/T 14848" if station["kind"] == "source_ground" else "GB 3838", month)
                expect(where, child, "edition", edition.id if edition else None)
            if child.get("value") != truth_text(truth):
                raise Refused(f"{where}/value", f"says {child.get('value')!r}, replayed {truth_text(truth)!r}")
            said = detail(child, "volume")
            if said is not None and (volume is None) != (said == "unknown"):
                raise Refused(f"{where}/details/volume", f"says {said!r}, replayed {volume}")
            if volume is not None and said is not None:
                self.same_number(f"{where}/details/volume", said, str(volume))
        for i, below in enumerate(child.get("children", [])):
            place = f"{where}/children/{i}"
            if below.get("op") == "reading":
                self.check_reading(place, below, set_key, station)
            elif below.get("op") == "mean_of_months" and station is not None:
                parameter = detail(below, "parameter")
                value = self.places.section_value(station, parameter, period_of(detail(child, "period"), where))
                only(place, below, "parameter", "months", "months_needed", "class")
                expect_value(place, below, value)
                self.check_named(place, below, parameter, (self.world.parameters[parameter]["name"],))
                if detail(below, "class") is not None:
                    edition = self.world.edition("GB 3838", period_of(detail(child, "period"), where))
                    self.check_class(place, below, edition, station, parameter, value)
                expect(place, below, "months", str(len(below.get("children", []))))
                for j, month in enumerate(below.get("children", [])):
                    self.check_reading(f"{place}/children/{j}", month, set_key, station)
            else:
                raise Refused(f"{place}/op", f"{below.get('op')!r} does not belong here")

    def check_year(self, where, claimed, air, set_key, parameter):
        if air.quality is not None:
            expect(where, claimed, "edition", air.quality.id)
        for i, child in enumerate(claimed.get("children", [])):
            place = f"{where}/children/{i}"
            if child.get("op") == "month":
                month = period_of(detail(child, "period"), place)
                begin = month.begin - air.period.begin
                if month.kind != "month" or not air.period.contains(month):
                    raise Refused(place, "is no month of the year")
                days = [day for day in air.days[begin:begin + month.end - month.begin] if day is not None]
                only(place, child, "period", "valid_days")
                expect(place, child, "valid_days", str(len(days)))
                expect_value(place, child, sum(days, Fraction(0)) / len(days) if days else None)
            elif child.get("op") == "city_day":
                expect(place, child, "parameter", parameter)
                self.check_city_day(place, child, set_key)
            else:
                raise Refused(f"{place}/op", f"{child.get('op')!r} does not belong here")

    def check_city_day(self, where, child, set_key):
        parameter = detail(child, "parameter")
        if parameter not in self.world.parameters or set_key is None:
            raise Refused(where, "does not say of what it is the mean")
        day = day_of(detail(child, "day"), where)
        period = Period("day", day, day + 1)
        air = self.air.year(set_key, parameter, year_of(period))
        offset = day - air.period.begin
        expect_value(where, child, air.days[offset])
        expect(where, child, "valid_stations", str(air.counts[offset]))
        expect(where, child, "stations", str(len(air.stations)))
        only(where, child, "parameter", "day", "valid_stations", "stations")
        self.check_named(where, child, parameter, (period.text(),))
        for i, below in enumerate(child.get("children", [])):
            self.check_station_day(f"{where}/children/{i}", below, set_key, parameter, day, air)

    def check_station_day(self, where, child, set_key, parameter, day, air):
        station = self.station(where, child, set_key)
        hours, mean = self.air.station_day(set_key, station["key"], parameter, day, air.start_hour, air.least_hours)
        expect_value(where, child, mean)
        expect(where, child, "valid_hours", str(sum(hour is not None for hour in hours)))
        expect(where, child, "hours_needed", str(air.least_hours))
        expect(where, child, "day", period_text(day))
        only(where, child, "station", "day", "valid_hours", "hours_needed", "hours")
        self.check_named(where, child, parameter, (station["name"],))
        series = self.world.series.get((set_key, parameter, station["key"]))
        if series is None or series.step != "hour":
            return
        scale = 10 ** self.world.parameters[parameter]["decimals"]
        said = (detail(child, "hours") or "").split(" ")
        wanted = [None if hour is None else Fraction(hour, scale) for hour in hours]
        same = len(said) == len(wanted) and all(
            (text == "-") == (hour is None) and (hour is None or number(text, where) == hour) for text, hour in zip(said, wanted))
        if not same:
            raise Refused(f"{where}/details/hours", "are not the readings of that day")
        first = next((i for i, hour in enumerate(hours) if hour is not None), None)
        begin = hour_index(day) if air.start_hour == 0 else hour_index(day - 1, air.start_hour)
        origin = None if first is None else series.origin_at(begin + first)
        if origin is not None and origin.get("row", 0) == 0:
            origin = None
        if child.get("origin") != origin:
            raise Refused(f"{where}/origin", "is not where the first reading of the day stands")

    def check_index(self, where, claimed, day, set_key, period):
        if day is None:
            if claimed.get("children"):
                raise Refused(f"{where}/children", "no edition was in force, yet there are sub-indices")
            return
        edition, items, _, _, _ = day
        expect(where, claimed, "edition", edition.id)
        children = claimed.get("children", [])
        if len(children) != len(items):
            raise Refused(f"{where}/children", f"{len(children)} sub-indices, replayed {len(items)}")
        for i, (child, (parameter, wanted, exact)) in enumerate(zip(children, items)):
            place = f"{where}/children/{i}"
            if child.get("op") != "sub_index":
                raise Refused(f"{place}/op", f"{child.get('op')!r} does not belong here")
            expect(place, child, "parameter", parameter)
            expect(place, child, "input", wanted)
            only(place, child, "parameter", "input", "concentration", "unit")
            if child.get("text", "") != parameter:
                raise Refused(f"{place}/text", f"says {child.get('text', '')!r}, replayed {parameter!r}")
            if detail(child, "unit") is not None:
                expect(place, child, "unit", self.world.parameters[parameter]["unit"])
            expect_value(place, child, exact)
            said = detail(child, "concentration")
            if said is not None:
                value = self.air.concentration(edition, set_key, parameter, wanted, period.begin)
                if value is None or number(said, place) != value:
                    raise Refused(f"{place}/details/concentration", f"says {said!r}, replayed {value}")
