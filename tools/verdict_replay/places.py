"""Water sections, drinking-water sources, noise, and surveys."""

from fractions import Fraction

from .exact import Range, UNLIMITED, ceiling, number, rounded_text
from .periods import civil
from .world import FUTURE, LATE, NOTHING, meets_limit, month_index, months_of

CLASSES = ["I", "II", "III", "IV", "V", "劣V"]
WORST = 6
QUANTILES = {Fraction(9, 10): "1.281552", Fraction(19, 20): "1.644854", Fraction(39, 40): "1.959964", Fraction(99, 100): "2.326348",
             Fraction(199, 200): "2.575830"}
STEPS = 10**6
MOST_PERSONS = 10**10


def class_from(text):
    plain = "".join(text.split()).replace("类", "")
    for written, meant in zip("ⅠⅡⅢⅣⅤ", CLASSES):
        plain = plain.replace(written, meant)
    if plain.startswith("劣"):
        return WORST
    for i, name in enumerate(CLASSES):
        if plain in (name, str(i + 1)):
            return i + 1
    return None


def lower_or_upper(rate, answers, confidence, upper):
    """One-sided Wilson bound (p - L)^2 n = z^2 L (1 - L), rounded outward to 10^-6."""
    z2 = Fraction(QUANTILES[confidence]) ** 2
    outside = lambda step: z2 * Fraction(step, STEPS) * (1 - Fraction(step, STEPS)) <= (rate - Fraction(step, STEPS)) ** 2 * answers
    if upper:
        out, inside = STEPS, max(ceiling(rate * STEPS) - 1, 0)
    else:
        out, inside = 0, min((rate * STEPS).numerator // (rate * STEPS).denominator + 1, STEPS)
    while abs(out - inside) > 1:
        middle = (out + inside) // 2
        out, inside = (middle, inside) if outside(middle) else (out, middle)
    return Fraction(out, STEPS)


class Places:
    def __init__(self, world):
        self.world = world

    # ---- surface water

    def limit_of(self, edition, parameter, water_class, medium):
        own = edition.limit(parameter, "", CLASSES[water_class - 1], medium)
        return own if own is not None or medium == "" else edition.limit(parameter, "", CLASSES[water_class - 1])

    def indicator_class(self, edition, parameter, value, medium):
        found = False
        for water_class in range(1, WORST):
            limit = self.limit_of(edition, parameter, water_class, medium)
            if limit is None:
                continue
            found = True
            if meets_limit(limit, value):
                return water_class
        return WORST if found else None

    def section_value(self, station, parameter, period):
        """The month's value, or the mean of the months where there are enough of them."""
        if period.kind == "month":
            return self.world.reading(station["set"], station["key"], parameter, "month", month_index(period.begin))[0]
        method = self.world.edition("surface water method", period)
        least = method.constant(period.kind + ".least_values") if method else None
        values = []
        for month in months_of(period):
            value = self.world.reading(station["set"], station["key"], parameter, "month", month_index(month.begin))[0]
            if value is not None and month.begin <= self.world.as_of:
                values.append(value)
        if len(values) < (len(months_of(period)) if least is None else least) or not values:
            return None
        return sum(values, Fraction(0)) / len(values)

    def section_class(self, station, period, edition):
        """(best, worst): equal when the class is certain."""
        medium = "lake" if station["kind"] == "lake" else ""
        best, missing, judged = 1, False, 0
        for parameter in self.world.station_sets[station["set"]]["parameters"]:
            limited = parameter in self.world.parameters and self.indicator_class(edition, parameter, Fraction(0), medium) is not None
            if not limited or parameter.endswith("_saturation"):
                continue
            judged += 1
            saturation = self.world.parameters.get(parameter + "_saturation")
            value = self.section_value(station, parameter, period)
            top = edition.limit(parameter + "_saturation", "", "I") if saturation else None
            lifted = None if top is None else self.section_value(station, parameter + "_saturation", period)
            if lifted is not None and meets_limit(top, lifted):
                continue
            if value is None:
                missing = True
            else:
                best = max(best, self.indicator_class(edition, parameter, value, medium))
        known = judged > 0 and (not missing or best == WORST)
        return best, best if known else WORST

    def water_class(self, station, period):
        """(low rank, high rank, missing)"""
        edition = self.world.edition("GB 3838", period)
        if edition is None:
            return 0, WORST - 1, LATE
        if self.world.is_future(period):
            return 0, WORST - 1, FUTURE
        best, worst = self.section_class(station, period, edition)
        return best - 1, worst - 1, NOTHING if best == worst else LATE

    def target_class(self, station):
        target = class_from(station["target_class"])
        return (0, WORST - 1, LATE) if target is None else (target - 1, target - 1, NOTHING)

    def attainment_rate(self, set_key, period):
        """(range, missing, details)"""
        edition = self.world.edition("GB 3838", period)
        if edition is None:
            return UNLIMITED, LATE, {}
        met = unknown = total = 0
        missing = set()
        for station in self.world.members(set_key):
            target = class_from(station["target_class"])
            for month in months_of(period):
                total += 1
                future = self.world.is_future(month)
                best, worst = (1, WORST) if future else self.section_class(station, month, edition)
                if future or target is None or best <= target < worst:
                    unknown += 1
                    missing.add(future)
                elif worst <= target:
                    met += 1
        details = {"edition": edition.id, "met": str(met), "not_met": str(total - met - unknown), "unknown": str(unknown)}
        if total == 0:
            return UNLIMITED, LATE, details
        found = Range.between(Fraction(met, total), Fraction(met + unknown, total))
        return found, NOTHING if found.is_exact() else frozenset(missing), details

    # ---- drinking water

    def source_limit(self, edition, parameter, medium):
        for wanted_medium in (medium, ""):
            for grade in ("III", "source"):
                limit = edition.limit(parameter, "", grade, wanted_medium)
                if limit is not None:
                    return limit
        return None

    def source_month(self, station, month):
        """(complies or None, volume or None)"""
        edition = self.world.edition("GB/T 14848" if station["kind"] == "source_ground" else "GB 3838", month)
        if edition is None or self.world.is_future(month):
            return None, None
        medium = "lake" if station["kind"] == "source_lake" else ""
        volume, failing, missing, judged = None, False, False, 0
        for parameter in self.world.station_sets[station["set"]]["parameters"]:
            if parameter not in self.world.parameters:
                continue
            value = self.world.reading(station["set"], station["key"], parameter, "month", month_index(month.begin))[0]
            if parameter == "intake":
                volume = value
                continue
            if edition.limit(parameter, "", "III") is None and edition.limit(parameter, "", "source") is None:
                continue
            judged += 1
            limit = self.source_limit(edition, parameter, medium)
            if value is None:
                missing = True
            elif not meets_limit(limit, value):
                failing = True
        return False if failing else True if judged and not missing else None, volume

    def drinking_water_rate(self, set_key, period):
        """(range, missing, details)"""
        volumes = {True: Fraction(0), False: Fraction(0), None: Fraction(0)}
        unknown = {True: 0, False: 0, None: 0}
        missing, any_month = set(), False
        for station in self.world.members(set_key):
            for month in months_of(period):
                any_month = True
                complies, volume = self.source_month(station, month)
                if complies is None or volume is None:
                    missing.add(self.world.is_future(month))
                if volume is None:
                    unknown[complies] += 1
                else:
                    volumes[complies] += volume
        if not any_month:
            return UNLIMITED, LATE, {}
        details = {"complying": str(volumes[True]), "failing": str(volumes[False])}
        whole = sum(volumes.values(), Fraction(0))
        may_lower, may_raise = unknown[False] + unknown[None] > 0, unknown[True] + unknown[None] > 0
        if whole == 0:
            if not any(unknown.values()):
                return Range.between(0, 1), frozenset(missing) or LATE, details
            low, high = (0 if may_lower else 1), (1 if may_raise else 0)
        else:
            best = (volumes[True] + volumes[None]) / whole
            low = 0 if may_lower else volumes[True] / whole
            high = 1 if may_raise and best < 1 else best
        found = Range((Fraction(low), may_lower and volumes[True] > 0), (Fraction(high), may_raise and volumes[False] > 0))
        return found, NOTHING if found.is_exact() else frozenset(missing), details

    # ---- noise

    def place_mean(self, set_key, parameter, period, weighted):
        """Mean over places, weighted by road length or plain; once a year each."""
        definition = self.world.parameters[parameter]
        total = weight = lacking = Fraction(0)
        places = self.world.members(set_key)
        future = self.world.is_future(period)
        for station in places:
            part = number(station["weight"], f"facts/stations/{station['key']}") if weighted else Fraction(1)
            level = self.world.reading(set_key, station["key"], parameter, "year", civil(period.begin).year)[0]
            if level is None:
                lacking += part
            else:
                total += part * level
                weight += part
        missing = FUTURE if future else LATE
        if not places:
            return UNLIMITED, LATE
        if lacking == 0 and weight > 0:
            return Range.exactly(total / weight), NOTHING
        bound = lambda end: None if definition[end] is None else (total + lacking * number(definition[end], parameter)) / (weight + lacking)
        return Range.between(bound("low"), bound("high")), missing

    def place_details(self, set_key, parameter, period):
        year = civil(period.begin).year
        places = self.world.members(set_key)
        known = sum(self.world.reading(set_key, s["key"], parameter, "year", year)[0] is not None for s in places)
        return {"known": str(known), "missing": str(len(places) - known)}

    def noise_grade(self, set_key, parameter, period, medium, weighted):
        mean, _ = self.place_mean(set_key, parameter, period, weighted)
        edition = self.world.edition("HJ 640", period)
        decimals = edition.constant("mean.decimals") if edition else None
        if mean.is_exact() and decimals is not None:
            level = number(rounded_text(mean.value(), int(decimals)), set_key)
            grade = 1
            while True:
                limit = edition.limit("Leq", "day", str(grade), medium)
                if limit is None or level <= number(limit["value"], "limit"):
                    break
                grade += 1
            if limit is not None or grade > 1:
                return grade - 1, grade - 1, NOTHING
        return 0, 4, FUTURE if self.world.is_future(period) else LATE

    # ---- surveys

    def survey(self, key, measure, confidence, period):
        definition = self.world.surveys[key]
        missing, score, answers = set(), Fraction(0), Fraction(0)
        for option, weight in zip(definition["options"], definition["weights"]):
            if key not in self.world.figures:
                break
            found, lacking, _ = self.world.figure(key, option, period)
            missing |= lacking
            if found.is_exact() and (found.value().denominator != 1 or not 0 <= found.value() <= MOST_PERSONS):
                missing |= LATE
            if found.is_exact() and option not in definition["excluded"]:
                score += number(weight, f"definitions/surveys/{key}") * found.value()
                answers += found.value()
        if missing or answers == 0:
            high = None if measure == "sample_size" else 1
            return Range.between(0, high), frozenset(missing) or LATE
        rate = score / answers
        if measure == "rate":
            return Range.exactly(rate), NOTHING
        if measure == "sample_size":
            return Range.exactly(answers), NOTHING
        if confidence not in QUANTILES:
            return Range.between(0, 1), LATE
        return Range.exactly(lower_or_upper(rate, answers, confidence, measure == "upper_bound")), NOTHING
