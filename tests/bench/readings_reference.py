"""The annual air evaluation as README.md of this folder defines it, in plain Python with exact fractions: the arbiter.

    readings_reference.py CITY_TABLE FILE...

Slow on purpose: every step is written as the definition says it. Values are printed as "numerator/denominator".
"""

import csv
import datetime
import json
import sys
from fractions import Fraction

POLLUTANTS = ("SO2", "NO2", "PM10", "PM2.5", "CO", "O3")
PERCENT = {"SO2": 98, "NO2": 98, "PM10": 95, "PM2.5": 95, "CO": 95, "O3": 90}
DAY_LIMIT = {"SO2": 150, "NO2": 80, "PM10": 150, "PM2.5": 75, "CO": 4, "O3": 160}  # O3: of the 8-hour maximum
HOUR_LIMIT_O3 = 200
YEAR_LIMIT = {"SO2": 60, "NO2": 40, "PM10": 70, "PM2.5": 35}
LEAST_HOURS, LEAST_WINDOW_HOURS, LEAST_WINDOWS = 20, 6, 14
LEAST_YEAR, LEAST_MONTH, LEAST_FEBRUARY = 324, 27, 25


def read(paths):
    """{(station, date): {pollutant: {hour: value}}}"""
    days = {}
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                day = days.setdefault((row["station"], row["time"][:10]), {p: {} for p in POLLUTANTS})
                for pollutant in POLLUTANTS:
                    if row[pollutant] not in ("", "NA"):
                        day[pollutant][int(row["time"][11:13])] = Fraction(row[pollutant])
    return days


def mean(values):
    values = list(values)
    return sum(values, Fraction(0)) / len(values)


def day_mean(hours):
    return mean(hours.values()) if len(hours) >= LEAST_HOURS else None


def eight_hour_maximum(hours):
    windows = []
    for begin in range(17):
        inside = [hours[hour] for hour in range(begin, begin + 8) if hour in hours]
        if len(inside) >= LEAST_WINDOW_HOURS:
            windows.append(mean(inside))
    if not windows:
        return None
    largest = max(windows)
    return largest if len(windows) >= LEAST_WINDOWS or largest > DAY_LIMIT["O3"] else None


def city_value(values, stations):
    known = [value for value in values if value is not None]
    return mean(known) if known and 4 * len(known) >= 3 * stations else None


def percentile(values, percent):
    """HJ 663-2013: k = 1 + (n - 1) p, linear between the neighbours."""
    values = sorted(values)
    position = Fraction(percent, 100) * (len(values) - 1)
    below = int(position)
    if below + 1 == len(values):
        return values[below]
    return values[below] + (values[below + 1] - values[below]) * (position - below)


def is_valid_year(dates):
    months = [0] * 12
    for date in dates:
        months[int(date[5:7]) - 1] += 1
    return len(dates) >= LEAST_YEAR and all(
        count >= (LEAST_FEBRUARY if month == 1 else LEAST_MONTH) for month, count in enumerate(months))


def is_good(values, hour_maximum):
    """True, False, or None where what is missing decides."""
    above = [values[p] is not None and values[p] > DAY_LIMIT[p] for p in POLLUTANTS]
    above.append(hour_maximum is not None and hour_maximum > HOUR_LIMIT_O3)
    if any(above):
        return False
    return None if None in values.values() or hour_maximum is None else True


def dates_of(year):
    day = datetime.date(year, 1, 1)
    while day.year == year:
        yield day.isoformat()
        day += datetime.timedelta(days=1)


def judge_year(city, year, stations, days):
    series = {p: {} for p in POLLUTANTS}  # {date: city value}
    good, judged = 0, 0
    for date in dates_of(year):
        here = [days.get((station, date), {p: {} for p in POLLUTANTS}) for station in stations]
        values = {}
        for pollutant in POLLUTANTS:
            condense = eight_hour_maximum if pollutant == "O3" else day_mean
            values[pollutant] = city_value([condense(day[pollutant]) for day in here], len(stations))
            if values[pollutant] is not None:
                series[pollutant][date] = values[pollutant]
        hour_maximum = city_value([max(day["O3"].values(), default=None) for day in here], len(stations))
        verdict = is_good(values, hour_maximum)
        judged += verdict is not None
        good += verdict is True
    rows = []
    for pollutant in POLLUTANTS:
        row = {"city": city, "year": year, "pollutant": pollutant, "mean": None, "percentile": None,
               "valid_days": len(series[pollutant]), "outcome": "undecided"}
        if is_valid_year(series[pollutant]):
            values = series[pollutant].values()
            row["percentile"] = percentile(values, PERCENT[pollutant])
            is_met = row["percentile"] <= DAY_LIMIT[pollutant]
            if pollutant in YEAR_LIMIT:
                row["mean"] = mean(values)
                is_met = is_met and row["mean"] <= YEAR_LIMIT[pollutant]
            row["outcome"] = "met" if is_met else "not_met"
        rows.append(row)
    parts = [row["mean"] and row["mean"] / YEAR_LIMIT[row["pollutant"]] for row in rows[:4]]
    parts += [row["percentile"] and row["percentile"] / DAY_LIMIT[row["pollutant"]] for row in rows[4:]]
    whole = {"city": city, "year": year, "good_days": good, "days": judged,
             "good_day_share": Fraction(good, judged) if judged else None,
             "composite_index": None if None in parts else sum(parts)}
    return rows, whole


def main(city_table, *paths):
    with open(city_table, encoding="utf-8", newline="") as file:
        cities = {}
        for row in csv.DictReader(file):
            cities.setdefault(row["city"], []).append(row["station"])
    days = read(paths)
    years = sorted({int(date[:4]) for _, date in days})
    answer = {"rows": [], "years": []}
    for city in sorted(cities):
        for year in years:
            rows, whole = judge_year(city, year, cities[city], days)
            answer["rows"] += rows
            answer["years"].append(whole)
    json.dump(answer, sys.stdout, default=lambda value: f"{value.numerator}/{value.denominator}")


if __name__ == "__main__":
    main(*sys.argv[1:])
