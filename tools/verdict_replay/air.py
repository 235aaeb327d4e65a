"""Air: days of stations and of the city, means and percentiles of years, indices (GB 3095, HJ 633, HJ 663, API)."""

from fractions import Fraction

from .exact import Range, UNLIMITED, ceiling, number, rounded_text
from .periods import Period, civil
from .world import FUTURE, LATE, NOTHING, hour_index, unit_factor, year_of

HOURS = 24


class AirYear:
    def __init__(self):
        self.stations, self.station_days, self.days, self.counts = [], [], [], []
        self.past_days, self.least_hours, self.start_hour, self.quality = 0, 1, 0, None
        self.hours_needed = 0  # as the edition says it
        self.evaluation = None
        self.period = None


def percentile(values, share):
    """k = 1 + (n-1)p, s = floor(k), X_s + (X_{s+1} - X_s)(k - s) over ascending values."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * share
    s = position.numerator // position.denominator
    if s + 1 >= len(ordered):
        return ordered[-1]
    return ordered[s] + (ordered[s + 1] - ordered[s]) * (position - s)


class Air:
    def __init__(self, world):
        self.world = world
        self.years, self.windows, self.indices = {}, {}, {}

    # ---- days

    def station_day(self, set_key, station, parameter, day, start_hour, least):
        """(hours as scaled integers or None, mean or None)"""
        series = self.world.series.get((set_key, parameter, station))
        begin = hour_index(day) if start_hour == 0 else hour_index(day - 1, start_hour)
        hours = [None] * HOURS
        if series is not None and series.step == "hour":
            hours = [series.at(begin + i) for i in range(HOURS)]
        known = [hour for hour in hours if hour is not None]
        if not known or len(known) < least:
            return hours, None
        return hours, Fraction(sum(known), len(known) * 10 ** self.world.parameters[parameter]["decimals"])

    def quorum(self, period):
        evaluation = self.world.edition("HJ 663", period)
        return (evaluation.constant("city.station_quorum") if evaluation else None) or Fraction(0)

    def city_mean(self, values, quorum):
        known = [value for value in values if value is not None]
        if not known or len(known) < ceiling(quorum * len(values)):
            return None
        return sum(known, Fraction(0)) / len(known)

    def year(self, set_key, parameter, year, start_hour=0):
        key = (set_key, parameter, year, start_hour)
        if key in self.years:
            return self.years[key]
        air = self.years[key] = AirYear()
        air.period = Period.year(year)
        air.start_hour = start_hour
        air.quality = self.world.edition("GB 3095", air.period)
        air.evaluation = self.world.edition("HJ 663", air.period)
        if air.quality is not None:
            air.hours_needed = air.quality.least(parameter, "24h", "hour", "day") or 0
            air.least_hours = max(1, air.hours_needed)
        length = air.period.end - air.period.begin
        air.past_days = min(max(self.world.as_of + 1 - air.period.begin, 0), length)
        air.stations = [s for s in self.world.members(set_key) if s["kind"] != "control"]
        quorum = self.quorum(air.period)
        for offset in range(length):
            day = air.period.begin + offset
            values = [self.station_day(set_key, s["key"], parameter, day, start_hour, air.least_hours)[1] for s in air.stations]
            past = offset < air.past_days
            air.station_days.append(values)
            air.counts.append(sum(value is not None for value in values) if past else 0)
            air.days.append(self.city_mean(values, quorum) if past else None)
        return air

    def mda8_year(self, set_key, parameter, year):
        """The city's daily maximum 8 h mean per day of the year."""
        key = (set_key, parameter, year)
        if key in self.windows:
            return self.windows[key]
        period = Period.year(year)
        length = period.end - period.begin
        days = self.windows[key] = [None] * length
        evaluation, quality = self.world.edition("HJ 663", period), self.world.edition("GB 3095", period)
        if evaluation is None or quality is None:
            return days
        width = evaluation.constant("mda8.window_hours")
        least_hours = quality.least(parameter, "8h", "hour", "window")
        least_windows = evaluation.least(parameter, "max8h", "window", "day")
        limit = quality.limit(parameter, "max8h", "II")
        if width is None or least_hours is None or least_windows is None or limit is None:
            return days
        definition = self.world.parameters[parameter]
        above = number(limit["value"], "limit") * unit_factor(limit["unit"], "limit") / unit_factor(definition["unit"], "parameter")
        rules = (ceiling(width), least_hours, least_windows, above, 10 ** definition["decimals"])
        air = self.year(set_key, parameter, year)
        quorum = self.quorum(period)
        for offset in range(air.past_days):
            values = [self.mda8(self.station_day(set_key, s["key"], parameter, period.begin + offset, 0, 1)[0], *rules)
                      for s in air.stations]
            days[offset] = self.city_mean(values, quorum)
        return days

    @staticmethod
    def mda8(hours, width, least_hours, least_windows, limit, scale):
        means = []
        for begin in range(HOURS - width + 1):
            known = [hour for hour in hours[begin:begin + width] if hour is not None]
            if known and len(known) >= least_hours:
                means.append(Fraction(sum(known), len(known) * scale))
        if not means:
            return None
        return max(means) if len(means) >= least_windows or max(means) > limit else None

    # ---- years

    def year_details(self, set_key, parameter, period, share):
        """What the node of a yearly statistic says of its days."""
        year = year_of(period)
        air = self.year(set_key, parameter, year)
        if air.quality is None:
            return {}
        ozone = share is not None and air.quality.limit(parameter, "max8h", "II") is not None
        known = [day for day in (self.mda8_year(set_key, parameter, year) if ozone else air.days) if day is not None]
        need = self.needed(air, parameter)
        details = {"edition": air.quality.id, "hours_needed": str(air.hours_needed), "days_needed": str(need[0]),
                   "days_needed_per_month": str(need[1]), "days_needed_in_february": str(need[2]), "valid_days": str(len(known)),
                   "missing_days": str(len(air.days) - len(known))}
        if share is None:
            details["sum"] = str(sum(known, Fraction(0)))
        else:
            details.update(percent=str(share), daily_value="max8h" if ozone else "24h")
        return details

    @staticmethod
    def needed(air, parameter):
        """Of the year, a month, February: by GB 3095, else by HJ 663."""
        for edition in (air.quality, air.evaluation):
            least = lambda within: edition.least(parameter, "annual", "day", within) or 0
            if edition is not None and (least("year") or least("month") or least("february")):
                return least("year"), least("month"), least("february")
        return 0, 0, 0

    def is_valid_year(self, air, parameter, days):
        of_year, of_month, of_february = self.needed(air, parameter)
        if sum(day is not None for day in days) < of_year:
            return False
        for month in air.period.divide("month"):
            inside = days[month.begin - air.period.begin:month.end - air.period.begin]
            need = of_february if civil(month.begin).month == 2 and of_february > 0 else of_month
            if sum(day is not None for day in inside) < need:
                return False
        return True

    def yearly(self, set_key, parameter, period, statistic, days=None):
        """(range in the parameter's unit, missing, air). Days that lack may still have any value from 0 on."""
        air = self.year(set_key, parameter, year_of(period))
        if air.quality is None:
            return UNLIMITED, LATE, air
        days = air.days if days is None else days
        known = [day for day in days if day is not None]
        lacking = len(days) - len(known)
        is_open = air.past_days < len(days)
        if known and not is_open and self.is_valid_year(air, parameter, days):
            return Range.exactly(statistic(known)), NOTHING, air
        ends = [statistic(values) for values in (known, known + [Fraction(0)] * lacking) if values]
        high = None if lacking or not known else statistic(known)
        if not known:
            ends = [Fraction(0)]
        return Range.between(min(ends), high), FUTURE if is_open else LATE, air

    def annual_mean(self, set_key, parameter, period):
        return self.yearly(set_key, parameter, period, lambda values: sum(values, Fraction(0)) / len(values))

    def percentile(self, set_key, parameter, period, share):
        year = year_of(period)
        quality = self.world.edition("GB 3095", Period.year(year))
        ozone = quality is not None and quality.limit(parameter, "max8h", "II") is not None
        days = self.mda8_year(set_key, parameter, year) if ozone else None
        return self.yearly(set_key, parameter, period, lambda values: percentile(values, share), days)

    def composite_index(self, set_key, period):
        evaluation, quality = self.world.edition("HJ 663", period), self.world.edition("GB 3095", period)
        if evaluation is None or quality is None:
            return UNLIMITED, LATE
        total, missing, seen = Fraction(0), NOTHING, []
        evaluated = [key[len("percentile."):] for key in evaluation.constants if key.startswith("percentile.")]
        for parameter in [limit["parameter"] for limit in quality.limits] + evaluated:
            if parameter in seen:
                continue
            seen.append(parameter)
            percent = evaluation.constant("percentile." + parameter)
            if evaluation.constant("mean." + parameter) is not None:
                held = quality.limit(parameter, "annual", "II")
                percent = None
            elif percent is not None:
                held = quality.limit(parameter, "24h", "II") or quality.limit(parameter, "max8h", "II")
            else:
                continue
            if parameter not in self.world.parameters or held is None:
                missing = FUTURE if self.world.is_future(period) else LATE
                continue
            found = (self.annual_mean(set_key, parameter, period) if percent is None
                     else self.percentile(set_key, parameter, period, percent / 100))[0]
            if not found.is_exact():
                missing = FUTURE if self.world.is_future(period) else LATE
                continue
            factor = unit_factor(self.world.parameters[parameter]["unit"], parameter) / unit_factor(held["unit"], parameter)
            total += found.value() * factor / number(held["value"], "limit")
        return (UNLIMITED, missing) if missing or not seen else (Range.exactly(total), NOTHING)

    # ---- indices of a day

    def concentration(self, edition, set_key, parameter, average, day):
        """The average of a city day that enters an index, in the parameter's unit."""
        start = edition.constant("day.start_hour") or 0
        year = civil(day).year
        offset = day - Period.year(year).begin
        if average == "max8h":
            return self.mda8_year(set_key, parameter, year)[offset]
        if average == "1h_max":
            return self.hour_max(set_key, parameter, day)
        return self.year(set_key, parameter, year, int(start)).days[offset]

    def hour_max(self, set_key, parameter, day):
        """The city mean of each station's largest hour."""
        if day > self.world.as_of:
            return None
        scale = 10 ** self.world.parameters[parameter]["decimals"]
        values = []
        for station in self.year(set_key, parameter, civil(day).year).stations:
            hours = self.station_day(set_key, station["key"], parameter, day, 0, 1)[0]
            known = [hour for hour in hours if hour is not None]
            values.append(Fraction(max(known), scale) if known else None)
        return self.city_mean(values, self.quorum(Period.year(civil(day).year)))

    def sub_index(self, edition, table, concentration):
        """(exact or None, at least): linear between break points, capped where the edition says so."""
        points = [number(point, "breakpoints") for point in table["concentrations"]]
        value = max(concentration, points[0])
        if value <= points[-1]:
            high = next((i for i, point in enumerate(points) if point > value), len(points) - 1)
            low = high - 1
            part = (value - points[low]) / (points[high] - points[low])
            exact = edition.index[low] + part * (edition.index[high] - edition.index[low])
            return exact, exact
        beyond = edition.constant(f"beyond.{table['parameter']}.{table['averaging']}")
        if beyond is None and len(points) == len(edition.index):
            beyond = edition.constant("index.cap")
        if beyond is not None:
            return beyond, beyond
        return None, Fraction(edition.index[len(points) - 1])

    def day_index(self, set_key, family, day):
        """None without an edition; else (edition, items {parameter: (input, exact)}, exact, at least, complete)."""
        key = (set_key, family, day)
        if key in self.indices:
            return self.indices[key]
        edition = self.world.edition(family, Period("day", day, day + 1))
        if edition is None:
            self.indices[key] = None
            return None
        items, exact, least, unknown = [], None, None, False
        for table in edition.breakpoints:
            wanted, parameter = table["daily_input"], table["parameter"]
            if wanted == "":
                continue
            known = parameter in self.world.parameters
            value = self.concentration(edition, set_key, parameter, wanted, day) if known else None
            if value is None:
                items.append((parameter, wanted, None))
                unknown = True
                continue
            unit = unit_factor(self.world.parameters[parameter]["unit"], parameter) / unit_factor(table["unit"], parameter)
            one, bound = self.sub_index(edition, table, self.prepared(edition, parameter, value * unit))
            items.append((parameter, wanted, one))
            if one is not None and (exact is None or one > exact):
                exact = one
            least = bound if least is None or bound > least else least
        complete = bool(items) and not unknown and exact is not None
        self.indices[key] = (edition, items, exact, least, complete)
        return self.indices[key]

    @staticmethod
    def prepared(edition, parameter, value):
        decimals = edition.constant("concentration.decimals." + parameter)
        decimals = edition.constant("concentration.decimals") if decimals is None else decimals
        return value if decimals is None else number(rounded_text(value, int(decimals)), parameter)

    def index(self, set_key, family, period):
        found = self.day_index(set_key, family, period.begin)
        if found is None:
            return UNLIMITED, LATE, None
        edition, _, exact, least, complete = found
        if complete:
            return Range.exactly(exact), NOTHING, found
        return Range.between(least or 0, None), FUTURE if period.begin > self.world.as_of else LATE, found

    def index_family(self, period):
        """The index that grades the days of a period: the pinned one, else the AQI once HJ 633 applies."""
        for wanted in self.world.pinned:
            for edition in self.world.editions:
                if edition.id == wanted and edition.family in ("API", "HJ 633"):
                    return edition.family
        return "API" if self.world.in_force("HJ 633", period.end - 1) is None else "HJ 633"

    def good_day(self, set_key, period):
        found = self.day_index(set_key, self.index_family(period), period.begin)
        truth = None
        if found is not None:
            edition, _, _, least, complete = found
            good = edition.constant("index.good")
            if good is not None:
                truth = False if least is not None and good < least else True if complete else None
        missing = NOTHING if truth is not None else FUTURE if period.begin > self.world.as_of else LATE
        return truth, missing, found
