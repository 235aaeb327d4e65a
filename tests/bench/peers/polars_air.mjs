// The annual air evaluation in polars, lazily, on its streaming engine.
//
//     node polars_air.mjs csv CITY_TABLE CSV [WAY]           answers from the CSV
//     node polars_air.mjs parquet CITY_TABLE PARQUET [WAY]  answers from Parquet
//     node polars_air.mjs save CSV PARQUET                      hourly rows into Parquet
//     node polars_air.mjs version
//
// WAY is how the 17 windows of eight hours are found; see `ways`.
import pl from 'nodejs-polars';
import { judged, limits, percents, pollutants, whole_year } from './answer.mjs';

const engine = 'streaming';
const plain = pollutants.slice(0, 5);
const values = [...pollutants, 'o3_max'];

const csv = (path) => pl.scanCSV(path, {
  nullValues: 'NA',
  schema: { station: pl.String, time: pl.String, SO2: pl.Int16, NO2: pl.Int16, PM10: pl.Int16, 'PM2.5': pl.Int16,
    CO: pl.Float64, O3: pl.Int16 },
});

// Whoever keeps hours natively keeps the day and the hour of it.
const with_days = (frame) => frame.withColumns(pl.col('time').str.slice(0, 10).as('day'),
  pl.col('time').str.slice(11, 2).cast(pl.Int8).as('hour'));

const only_if = (condition, value) => pl.when(condition).then(value).otherwise(pl.lit(null));
const means = plain.map((p) => only_if(pl.col(p).count().gtEq(pl.lit(20)), pl.col(p).mean()).as(p));
const hours = [...Array(24).keys()];
const begins = [...Array(17).keys()];

// Each way gives the station days: the five means, o3_max, windows (valid ones), mda8.
const ways = {
  // 24 columns, one of each hour, and the windows from them.
  columns: (frame) => {
    const wide = frame.withColumns(...hours.map((h) => only_if(pl.col('hour').eq(pl.lit(h)), pl.col('O3')).as(`h${h}`)))
      .groupBy(['station', 'day'], false)
      .agg(...means, pl.col('O3').max().as('o3_max'), ...hours.map((h) => pl.col(`h${h}`).max().cast(pl.Int32)));
    const inside = (w) => hours.slice(w, w + 8).map((h) => pl.col(`h${h}`));
    const plus = (a, b) => a.add(b);
    const summed = wide.withColumns(
      ...begins.map((w) => inside(w).map((h) => h.fillNull(pl.lit(0))).reduce(plus).as(`s${w}`)),
      ...begins.map((w) => inside(w).map((h) => h.isNotNull().cast(pl.Int32)).reduce(plus).as(`n${w}`)));
    const valid = (w) => pl.col(`n${w}`).gtEq(pl.lit(6));
    const mean = (w) => only_if(valid(w), pl.col(`s${w}`).cast(pl.Float64).div(pl.col(`n${w}`)));
    return summed.withColumns(pl.maxHorizontal(begins.map(mean)).as('mda8'),
      begins.map((w) => valid(w).cast(pl.Int32)).reduce(plus).as('windows'));
  },
  // One rolling mean over the whole column: takes for granted that rows are sorted by station and time, and one for every hour.
  rolling: (frame) => {
    const window = pl.col('O3').cast(pl.Float64).rollingMean({ windowSize: 8, minPeriods: 6 });
    return frame.withColumn(only_if(pl.col('hour').gtEq(pl.lit(7)), window).as('window')).groupBy(['station', 'day'], false)
      .agg(...means, pl.col('O3').max().as('o3_max'), pl.col('window').max().as('mda8'), pl.col('window').count().as('windows'));
  },
};

function city_days(frame, table, way) {
  const cities = pl.readCSV(table, { schema: { station: pl.String, city: pl.String } });
  const sizes = cities.groupBy('city').agg(pl.col('station').count().cast(pl.Float64).as('stations'));
  const enough = (p) => only_if(pl.col(p).count().gtEq(pl.col('stations').first().mul(0.75)), pl.col(p).mean()).as(p);
  const counts = pl.col('windows').gtEq(pl.lit(14)).or(pl.col('mda8').gt(pl.lit(160)));
  const days = ways[way](frame).withColumn(only_if(counts, pl.col('mda8')).as('O3'));
  return days.join(cities.join(sizes, { on: 'city' }).lazy(), { on: 'station' })
    .groupBy(['city', 'day'], false).agg(...values.map(enough)).sort(['city', 'day']).collectSync({ engine });
}

// HJ 663-2013: k = 1 + (n - 1) p, linear between the neighbours.
function percentile(days, p) {
  const sorted = Float64Array.from(days).sort();
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const next = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[next] - sorted[below]) * (position - below);
}

function year_row(city, year, pollutant, days, column) {
  const months = new Array(12).fill(0);
  const known = [];
  for (const { month, at } of days) {
    if (column[at] === null) continue;
    months[month - 1] += 1;
    known.push(column[at]);
  }
  const valid = known.length >= 324 && months.every((count, month) => count >= (month === 1 ? 25 : 27));
  const mean = valid ? known.reduce((a, b) => a + b) / known.length : null;
  return judged({ city, year, pollutant, valid_days: known.length, valid, mean,
    percentile: valid ? percentile(known, percents[pollutant]) : null });
}

function evaluate(frame, table, way = 'columns') {
  const found = city_days(frame, table, way);
  const columns = Object.fromEntries(['city', 'day', ...values].map((name) => [name, found.getColumn(name).toArray()]));
  const groups = new Map(); // "city year" -> its days
  columns.city.forEach((city, at) => {
    const [year, month] = columns.day[at].split('-').map(Number);
    const key = `${city} ${year}`;
    if (!groups.has(key)) groups.set(key, { city, year, days: [] });
    groups.get(key).days.push({ month, at });
  });
  const answer = { rows: [], years: [] };
  for (const { city, year, days } of groups.values()) {
    const rows = pollutants.map((p) => year_row(city, year, p, days, columns[p]));
    const counts = { good_days: 0, days: 0 };
    for (const { at } of days) {
      const above = values.some((v) => columns[v][at] !== null && columns[v][at] > limits[v]);
      const known = values.every((v) => columns[v][at] !== null);
      if (above || known) counts.days += 1;
      if (known && !above) counts.good_days += 1;
    }
    answer.rows.push(...rows);
    answer.years.push(whole_year({ city, year, ...counts }, rows));
  }
  console.log(JSON.stringify(answer));
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === 'version') console.log(pl.version);
else if (verb === 'save') with_days(csv(rest[0])).drop('time').sinkParquet(rest[1], { compression: 'zstd' }).collectSync({ engine });
else if (verb === 'parquet') evaluate(pl.scanParquet(rest[1]), rest[0], rest[2]);
else evaluate(with_days(csv(rest[1])), rest[0], rest[2]);
