"""What the program is held against: straightforward Python that does the same job, or an honest part of it.

    peers.py cells FILE                 the cells of a flattened Word table
    peers.py office FILE                the texts of a .docx or .xlsx, unzipped and parsed
    peers.py means YEARS PARAMETERS F.. annual means from CSV files of hours (the demonstration's)
    peers.py load DATABASE F..          the Beijing files into SQLite, a row per reading
    peers.py sql DATABASE YEARS PARAMETERS   the annual means out of such a database

Each imports only what it needs. Means are printed as JSON: {"2011": {"PM10": 90.5}}, in ug/m3.
"""

import sys

HEADINGS = {"二氧化硫(mg/m3)": "SO2", "二氧化氮(mg/m3)": "NO2", "可吸入颗粒物(mg/m3)": "PM10"}
BEIJING = ("SO2", "NO2", "PM10", "PM2.5", "CO", "O3")
LEAST_HOURS = {"PM10": 12, "SO2": 18, "NO2": 18}  # GB 3095-1996

# Hours -> station days with enough hours -> city days -> year. Values are tenths of ug/m3.
ANNUAL_MEANS = """
WITH station_day AS (
  SELECT parameter, hour / 24 AS day, AVG(value) AS mean FROM readings WHERE parameter IN ({})
  GROUP BY parameter, station, day HAVING COUNT(*) >= CASE parameter WHEN 'PM10' THEN 12 ELSE 18 END),
city_day AS (SELECT parameter, day, AVG(mean) AS mean FROM station_day GROUP BY parameter, day)
SELECT strftime('%Y', day * 86400, 'unixepoch') AS year, parameter, AVG(mean) / 10.0 FROM city_day
GROUP BY year, parameter
"""


def cells(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    print(sum(1 for line in text.split("\n") if line.startswith("\t")))


def office(path):
    import xml.etree.ElementTree as tree
    import zipfile
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        part = "word/document.xml" if "word/document.xml" in names else "xl/worksheets/sheet1.xml"
        root = tree.fromstring(archive.read(part))
    print(sum(1 for node in root.iter() if node.tag.endswith("}t")))


def events(path, part):
    """Every cell of a sheet seen, piece by piece, and nothing done with it."""
    import xml.parsers.expat
    import zipfile
    cells = 0

    def start(name, _):
        nonlocal cells
        cells += name == "c"

    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    with zipfile.ZipFile(path) as archive, archive.open(part) as sheet:
        parser.ParseFile(sheet)
    print(cells)


def number_of(cell):
    """None: an empty cell, or a mark such as -- and 校零, which is no value."""
    try:
        return float(cell)
    except ValueError:
        return None


def means(years, parameters, paths):
    import csv
    import json
    hours = {}  # (parameter, station, day) -> {hour: value}; a later file corrects an earlier one
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            columns = [(i, HEADINGS[name]) for i, name in enumerate(header) if HEADINGS.get(name) in parameters]
            for row in rows:
                for column, parameter in columns:
                    if (value := number_of(row[column])) is not None:
                        hours.setdefault((parameter, row[1], row[0][:10]), {})[row[0][11:13]] = value
    cities = {}
    for (parameter, _, day), values in hours.items():
        if len(values) >= LEAST_HOURS[parameter]:
            cities.setdefault((parameter, day), []).append(sum(values.values()) / len(values))
    result = {}
    for (parameter, day), stations in cities.items():
        result.setdefault(day[:4], {}).setdefault(parameter, []).append(sum(stations) / len(stations))
    print(json.dumps({year: {p: 1000 * sum(days) / len(days) for p, days in result[year].items()} for year in years}))


def create(connection):
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE readings (station TEXT, parameter TEXT, hour INTEGER, value INTEGER, "
                       "PRIMARY KEY (parameter, station, hour)) WITHOUT ROWID")


def load_demo(database, paths):
    """The demonstration's hours as the rows `sql` asks; made beforehand, not measured."""
    import csv
    import datetime
    import sqlite3
    epoch = datetime.date(1970, 1, 1)
    connection = sqlite3.connect(database)
    create(connection)
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            columns = [(i, HEADINGS[name]) for i, name in enumerate(next(rows)) if name in HEADINGS]
            found = []
            for row in rows:
                hour = (datetime.date.fromisoformat(row[0][:10]) - epoch).days * 24 + int(row[0][11:13])
                found += [(row[1], parameter, hour, round(value * 10000)) for i, parameter in columns
                          if (value := number_of(row[i])) is not None]
            connection.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", found)
    connection.commit()
    connection.close()


def load(database, paths):
    import csv
    import datetime
    import sqlite3
    epoch = datetime.date(1970, 1, 1).toordinal()
    connection = sqlite3.connect(database)
    create(connection)

    def readings(path):
        with open(path, encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(rows)
            columns = [(header.index(name), name) for name in BEIJING]
            for row in rows:
                day = datetime.date(int(row[1]), int(row[2]), int(row[3])).toordinal() - epoch
                for column, parameter in columns:
                    if row[column] != "NA":
                        yield row[-1], parameter, day * 24 + int(row[4]), round(float(row[column]) * 10)

    for path in paths:
        connection.executemany("INSERT INTO readings VALUES (?, ?, ?, ?)", readings(path))
    connection.commit()
    connection.close()


def sql(database, years, parameters):
    import json
    import sqlite3
    result = {}
    query = ANNUAL_MEANS.format(", ".join("?" * len(parameters)))
    for year, parameter, mean in sqlite3.connect(database).execute(query, parameters):
        if year in years:
            result.setdefault(year, {})[parameter] = mean
    print(json.dumps(result))


def main(arguments):
    verb, *rest = arguments
    if verb == "means":
        means(rest[0].split(","), rest[1].split(","), rest[2:])
    elif verb == "sql":
        sql(rest[0], rest[1].split(","), rest[2].split(","))
    elif verb == "load":
        load(rest[0], rest[1:])
    else:
        {"cells": cells, "office": office, "events": events}[verb](*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
