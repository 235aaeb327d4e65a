"""The annual air evaluation in pandas and numpy: the file read once, its cells put in a block of station x day x hour, then sums.

    pandas_air.py CITY_TABLE CSV
    pandas_air.py version
"""

import json
import sys

import numpy
import pandas

POLLUTANTS = ["SO2", "NO2", "PM10", "PM2.5", "CO", "O3"]
PERCENT = {"SO2": 98, "NO2": 98, "PM10": 95, "PM2.5": 95, "CO": 95, "O3": 90}
DAY_LIMIT = {"SO2": 150, "NO2": 80, "PM10": 150, "PM2.5": 75, "CO": 4, "O3": 160, "o3_max": 200}
YEAR_LIMIT = {"SO2": 60, "NO2": 40, "PM10": 70, "PM2.5": 35}
SLACK = 1e-9  # a mean exactly at its limit in fractions is not above it in doubles


def read(path):
    """Stations, days, and values[pollutant][station, day, hour] with NaN where there is none."""
    types = dict.fromkeys(POLLUTANTS, "float64") | {"station": "category", "time": "category"}
    frame = pandas.read_csv(path, dtype=types, na_values=["", "NA"], keep_default_na=False, engine="c")
    times = pandas.to_datetime(frame["time"].cat.categories, format="%Y-%m-%d %H:%M")
    days, day_of_time = numpy.unique(times.normalize(), return_inverse=True)
    stations = frame["station"].cat.categories
    codes = frame["time"].cat.codes.to_numpy()
    cell = frame["station"].cat.codes.to_numpy().astype("int64") * len(days) + day_of_time[codes]
    cell = cell * 24 + times.hour.to_numpy()[codes]
    values = {}
    for pollutant in POLLUTANTS:
        block = numpy.full(len(stations) * len(days) * 24, numpy.nan)
        block[cell] = frame.pop(pollutant).to_numpy()
        values[pollutant] = block.reshape(len(stations), len(days), 24)
    return stations, pandas.DatetimeIndex(days), values


def day_means(hours):
    known = ~numpy.isnan(hours)
    count = known.sum(axis=2)
    total = numpy.where(known, hours, 0).sum(axis=2)
    return numpy.where(count >= 20, total / numpy.maximum(count, 1), numpy.nan)


def eight_hour_maxima(hours):
    known = ~numpy.isnan(hours)
    edge = ((0, 0), (0, 0), (1, 0))
    total = numpy.pad(numpy.where(known, hours, 0).cumsum(axis=2), edge)
    count = numpy.pad(known.cumsum(axis=2, dtype="int16"), edge)
    total, count = total[:, :, 8:] - total[:, :, :-8], count[:, :, 8:] - count[:, :, :-8]
    largest = numpy.where(count >= 6, total / numpy.maximum(count, 1), -1).max(axis=2)
    counts = ((count >= 6).sum(axis=2) >= 14) | (largest > DAY_LIMIT["O3"])
    return numpy.where(counts & (largest >= 0), largest, numpy.nan)


def hour_maxima(hours):
    largest = numpy.where(numpy.isnan(hours), -1, hours).max(axis=2)
    return numpy.where(largest >= 0, largest, numpy.nan)


def city_days(values, members):
    """[day] of one city from [station, day]."""
    here = values[members]
    known = ~numpy.isnan(here)
    count = known.sum(axis=0)
    total = numpy.where(known, here, 0).sum(axis=0)
    return numpy.where((count > 0) & (4 * count >= 3 * len(members)), total / numpy.maximum(count, 1), numpy.nan)


def judge(city, year, months, days):
    """days: {column: [day]} of one year."""
    rows, parts = [], []
    for pollutant in POLLUTANTS:
        known = ~numpy.isnan(days[pollutant])
        by_month = numpy.bincount(months[known], minlength=13)[1:]
        row = {"city": city, "year": year, "pollutant": pollutant, "mean": None, "percentile": None,
               "valid_days": int(known.sum()), "outcome": "undecided"}
        if row["valid_days"] >= 324 and all(by_month >= numpy.where(numpy.arange(12) == 1, 25, 27)):
            valid = days[pollutant][known]
            row["percentile"] = float(numpy.percentile(valid, PERCENT[pollutant]))
            is_met = row["percentile"] <= DAY_LIMIT[pollutant] + SLACK
            if pollutant in YEAR_LIMIT:
                row["mean"] = float(valid.mean())
                is_met = is_met and row["mean"] <= YEAR_LIMIT[pollutant] + SLACK
            row["outcome"] = "met" if is_met else "not_met"
            parts.append(row["mean"] / YEAR_LIMIT[pollutant] if pollutant in YEAR_LIMIT
                         else row["percentile"] / DAY_LIMIT[pollutant])
        rows.append(row)
    above = numpy.any([days[key] > limit + SLACK for key, limit in DAY_LIMIT.items()], axis=0)
    known = numpy.all([~numpy.isnan(days[key]) for key in DAY_LIMIT], axis=0)
    good, judged = int((known & ~above).sum()), int((known | above).sum())
    return rows, {"city": city, "year": year, "good_days": good, "days": judged,
                  "good_day_share": good / judged if judged else None,
                  "composite_index": sum(parts) if len(parts) == len(POLLUTANTS) else None}


def main(city_table, path):
    stations, days, hours = read(path)
    values = {"o3_max": hour_maxima(hours["O3"]), "O3": eight_hour_maxima(hours.pop("O3"))}
    for pollutant in list(hours):
        values[pollutant] = day_means(hours.pop(pollutant))
    answer = {"rows": [], "years": []}
    for city, table in pandas.read_csv(city_table, dtype=str).groupby("city"):
        members = stations.get_indexer(table["station"])
        whole = {key: city_days(value, members) for key, value in values.items()}
        for year in days.year.unique():
            inside = days.year == year
            rows, summary = judge(city, int(year), days[inside].month.to_numpy(), {key: value[inside] for key, value in whole.items()})
            answer["rows"] += rows
            answer["years"].append(summary)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    if sys.argv[1] == "version":
        print(pandas.__version__, numpy.__version__)
    else:
        main(*sys.argv[1:])
