"""The annual air evaluation in SQL, as a script for SQLite's own shell.

    sqlite_air.py CITY_TABLE CSV | sqlite3 ":memory:" > OUT
    sqlite_air.py answer OUT                                   the shell's two tables as an answer
"""

import json
import pathlib
import sys

POLLUTANTS = ["SO2", "NO2", "PM10", "PM2.5", "CO", "O3"]
PERCENT = {"SO2": 0.98, "NO2": 0.98, "PM10": 0.95, "PM2.5": 0.95, "CO": 0.95, "O3": 0.9}
DAY_LIMIT = {"SO2": 150, "NO2": 80, "PM10": 150, "PM2.5": 75, "CO": 4, "O3": 160, "o3_max": 200}
YEAR_LIMIT = {"SO2": 60, "NO2": 40, "PM10": 70, "PM2.5": 35}
SLACK = 1e-9  # a mean exactly at its limit in fractions is not above it in doubles


def number(column):
    return f"""CASE typeof("{column}") WHEN 'text' THEN NULL ELSE "{column}" END AS "{column}\""""


def station_days():
    means = ", ".join(f'CASE WHEN count("{p}") >= 20 THEN avg("{p}") END AS "{p}"' for p in POLLUTANTS[:5])
    by_hour = ", ".join(f"max(O3) FILTER (WHERE hour = {h}) AS h{h}" for h in range(24))
    sums = ", ".join("{} AS s{}, {} AS n{}".format(
        " + ".join(f"ifnull(h{h}, 0)" for h in range(w, w + 8)), w,
        " + ".join(f"(h{h} IS NOT NULL)" for h in range(w, w + 8)), w) for w in range(17))
    valid = " + ".join(f"(n{w} >= 6)" for w in range(17))
    largest = ", ".join(f"CASE WHEN n{w} >= 6 THEN s{w} * 1.0 / n{w} ELSE -1 END" for w in range(17))
    return f"""
CREATE TEMP TABLE station_day AS
WITH hourly AS (SELECT station, substr(time, 1, 10) AS day, CAST(substr(time, 12, 2) AS INTEGER) AS hour,
  {", ".join(map(number, POLLUTANTS))} FROM readings),
wide AS (SELECT station, day, {means}, max(O3) AS o3_max, {by_hour} FROM hourly GROUP BY station, day),
counted AS (SELECT *, {sums} FROM wide),
judged AS (SELECT *, {valid} AS windows, max({largest}) AS mda8 FROM counted)
SELECT station, day, SO2, NO2, PM10, "PM2.5", CO, o3_max, CASE WHEN mda8 >= 0 AND (windows >= 14 OR mda8 > 160) THEN mda8 END AS O3
FROM judged;"""


def city_days():
    values = ", ".join(f'CASE WHEN 4 * count("{v}") >= 3 * stations AND count("{v}") > 0 THEN avg("{v}") END AS "{v}"' for v in DAY_LIMIT)
    return f"""
CREATE TEMP TABLE city_day AS
WITH sized AS (SELECT station, city, count(*) OVER (PARTITION BY city) AS stations FROM cities)
SELECT city, day, CAST(substr(day, 1, 4) AS INTEGER) AS year, CAST(substr(day, 6, 2) AS INTEGER) AS month, {values}
FROM station_day JOIN sized USING (station) GROUP BY city, day;"""


def year_row(pollutant):
    """HJ 663-2013: k = 1 + (n - 1) p, linear between the neighbours."""
    return f"""
SELECT city, year, '{pollutant}' AS pollutant, n AS valid_days, avg(v) AS mean, n >= 324 AND ifnull(months = 12, 0) AS valid,
  max(v) FILTER (WHERE i = low) + (ifnull(max(v) FILTER (WHERE i = low + 1), 0) - max(v) FILTER (WHERE i = low))
    * ((n - 1) * {PERCENT[pollutant]} - low) AS percentile
FROM (SELECT city, year, "{pollutant}" AS v, row_number() OVER (PARTITION BY city, year ORDER BY "{pollutant}") - 1 AS i,
    count(*) OVER (PARTITION BY city, year) AS n,
    CAST((count(*) OVER (PARTITION BY city, year) - 1) * {PERCENT[pollutant]} AS INTEGER) AS low
  FROM city_day WHERE "{pollutant}" IS NOT NULL)
LEFT JOIN (SELECT city, year, count(*) AS months FROM (SELECT city, year, month, count("{pollutant}") AS days FROM city_day
    GROUP BY city, year, month) WHERE days >= CASE month WHEN 2 THEN 25 ELSE 27 END GROUP BY city, year) USING (city, year)
GROUP BY city, year"""


def script(city_table, path):
    columns = ", ".join(f'"{p}" {"REAL" if p == "CO" else "INTEGER"}' for p in POLLUTANTS)
    above = " OR ".join(f'ifnull("{v}" > {limit + SLACK!r}, 0)' for v, limit in DAY_LIMIT.items())
    known = " AND ".join(f'"{v}" IS NOT NULL' for v in DAY_LIMIT)
    return f"""
CREATE TABLE readings (station TEXT, time TEXT, {columns});
CREATE TABLE cities (station TEXT PRIMARY KEY, city TEXT);
.mode csv
.import --skip 1 "{path}" readings
.import --skip 1 "{city_table}" cities
{station_days()}
{city_days()}
.mode json
{" UNION ALL ".join(map(year_row, POLLUTANTS))};
SELECT city, year, count(*) FILTER (WHERE {known} AND NOT ({above})) AS good_days,
  count(*) FILTER (WHERE {known} OR {above}) AS days FROM city_day GROUP BY city, year ORDER BY city, year;
"""


def judged(row):
    valid, pollutant = row["valid"], row["pollutant"]
    mean = row["mean"] if valid and pollutant in YEAR_LIMIT else None
    percentile = row["percentile"] if valid else None
    is_met = valid and percentile <= DAY_LIMIT[pollutant] + SLACK and (mean is None or mean <= YEAR_LIMIT[pollutant] + SLACK)
    return {"city": row["city"], "year": row["year"], "pollutant": pollutant, "mean": mean, "percentile": percentile,
            "valid_days": row["valid_days"], "outcome": "undecided" if not valid else "met" if is_met else "not_met"}


def answer(text):
    decoder = json.JSONDecoder()
    found, end = decoder.raw_decode(text)
    years, _ = decoder.raw_decode(text[end:].lstrip())
    rows = [judged(row) for row in found]
    for year in years:
        parts = [row["mean"] and row["mean"] / YEAR_LIMIT[row["pollutant"]] if row["pollutant"] in YEAR_LIMIT
                 else row["percentile"] and row["percentile"] / DAY_LIMIT[row["pollutant"]]
                 for row in rows if (row["city"], row["year"]) == (year["city"], year["year"])]
        year["good_day_share"] = year["good_days"] / year["days"] if year["days"] else None
        year["composite_index"] = sum(parts) if None not in parts and len(parts) == len(POLLUTANTS) else None
    return {"rows": rows, "years": years}


if __name__ == "__main__":
    if sys.argv[1] == "answer":
        json.dump(answer(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")), sys.stdout)
    else:
        print(script(*sys.argv[1:]))
