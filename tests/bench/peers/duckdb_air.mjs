// The annual air evaluation in DuckDB, in several ways of writing it.
//
//     node duckdb_air.mjs load DATABASE CSV                      hourly rows into a native file
//     node duckdb_air.mjs csv CITY_TABLE CSV [WAY]               answers from the CSV
//     node duckdb_air.mjs native CITY_TABLE DATABASE [WAY]       answers from the native file
//     node duckdb_air.mjs version
//
// WAY is how the 17 windows of eight hours are found; see `ways`.
import { DuckDBInstance, version } from '@duckdb/node-api';
import { judged, limits, percents, pollutants, whole_year } from './answer.mjs';

const hours = [...Array(24).keys()];
const windows = [...Array(17).keys()];
const types = { station: 'VARCHAR', time: 'TIMESTAMP', SO2: 'SMALLINT', NO2: 'SMALLINT', PM10: 'SMALLINT', 'PM2.5': 'SMALLINT',
  CO: 'DOUBLE', O3: 'SMALLINT' };

// Hourly rows with the day and the hour of it, which whoever keeps them natively keeps too.
function csv(path) {
  const columns = Object.entries(types).map(([name, type]) => `'${name}': '${type}'`).join(', ');
  return `(SELECT * EXCLUDE (time), time::DATE AS day, hour(time)::SMALLINT AS hour FROM
    read_csv('${path}', header = true, delim = ',', quote = '', escape = '', auto_detect = false,
    columns = {${columns}}, nullstr = ['', 'NA']))`;
}

const means = ['SO2', 'NO2', 'PM10', 'PM2.5', 'CO']
  .map((p) => `CASE WHEN count("${p}") >= 20 THEN avg("${p}") END AS "${p}"`).join(', ');
const largest = (list) => `greatest(${list.join(', ')})`;

// Each way gives station_day(station, day, the five means, o3_max, valid_windows, mda8).
const ways = {
  // Six hours of a day packed into one integer, ten bits each (one more than the value, 0 where there is none), by a filtered
  // bit_or; running totals of value and count (the count above bit 16), whose differences are the windows. The quickest.
  packed: (source) => {
    const hour = (h) => `(b${Math.floor(h / 6)} >> ${h % 6 * 10}) & 1023`;
    const added = (h) => `if(h${h} = 0, 0, h${h} + 65535)::INTEGER`;
    const window = (w) => (w === 0 ? 'c7' : `c${w + 7} - c${w - 1}`);
    const running = hours.slice(1).map((h) => `c${h - 1} + ${added(h)} AS c${h}`).join(', ');
    return `
      blocks AS (SELECT *, hour // 6 AS block, (O3 + 1)::BIGINT << (hour % 6 * 10)::BIGINT AS bits FROM ${source}),
      packed AS (SELECT station, day, ${means}, max(O3) AS o3_max,
        ${[0, 1, 2, 3].map((b) => `ifnull(bit_or(bits) FILTER (block = ${b}), 0) AS b${b}`).join(', ')} 
        FROM blocks GROUP BY station, day),
      wide AS (SELECT *, ${hours.map((h) => `${hour(h)} AS h${h}`).join(', ')} FROM packed),
      summed AS (SELECT station, day, SO2, NO2, PM10, "PM2.5", CO, o3_max, ${added(0)} AS c0, ${running} FROM wide),
      cut AS (SELECT *, ${windows.map((w) => `${window(w)} AS w${w}`).join(', ')} FROM summed),
      station_day AS (SELECT *, ${windows.map((w) => `(w${w} >= 6 * 65536)::TINYINT`).join(' + ')} AS valid_windows,
        ${largest(windows.map((w) => `CASE WHEN w${w} >= 6 * 65536 THEN (w${w} & 65535) / (w${w} >> 16) END`))} AS mda8
        FROM cut)`;
  },
  // 24 columns by a filtered aggregate, windows from them.
  columns: (source) => {
    const by_hour = hours.map((h) => `max(O3) FILTER (hour = ${h}) AS h${h}`).join(', ');
    const inside = (w) => hours.slice(w, w + 8);
    const sum = (w) => inside(w).map((h) => `ifnull(h${h}, 0)`).join(' + ');
    const count = (w) => inside(w).map((h) => `(h${h} IS NOT NULL)::TINYINT`).join(' + ');
    return `
      wide AS (SELECT station, day, ${means}, max(O3) AS o3_max, ${by_hour} FROM ${source} GROUP BY station, day),
      counted AS (SELECT *, ${windows.map((w) => `${sum(w)} AS s${w}, ${count(w)} AS n${w}`).join(', ')} FROM wide),
      station_day AS (SELECT *, ${windows.map((w) => `(n${w} >= 6)::TINYINT`).join(' + ')} AS valid_windows,
        ${largest(windows.map((w) => `CASE WHEN n${w} >= 6 THEN s${w} / n${w} END`))} AS mda8 FROM counted)`;
  },
};

const city_values = ['SO2', 'NO2', 'PM10', 'PM2.5', 'CO', 'O3', 'o3_max'];
const enough = (column) => `CASE WHEN count("${column}") >= ceil(0.75 * any_value(stations)) THEN avg("${column}") END AS "${column}"`;

const city_days = (way, source, table) => `WITH ${ways[way](source)},
  city AS (SELECT station, city, count(*) OVER (PARTITION BY city) AS stations
    FROM read_csv('${table}', header = true, columns = {'station': 'VARCHAR', 'city': 'VARCHAR'})),
  valid AS (SELECT * EXCLUDE (mda8), CASE WHEN valid_windows >= 14 OR mda8 > 160 THEN mda8 END AS O3 FROM station_day)
  SELECT city, day, ${city_values.map(enough).join(', ')} FROM valid JOIN city USING (station) GROUP BY city, day`;

const above = city_values.map((c) => `ifnull("${c}" > ${limits[c]}, false)`).join(' OR ');
const known = city_values.map((c) => `"${c}" IS NOT NULL`).join(' AND ');
const year_days = `SELECT city, year(day) AS year, count(*) FILTER (${known} AND NOT (${above})) AS good_days,
  count(*) FILTER (${known} OR ${above}) AS days FROM city_day GROUP BY city, year ORDER BY city, year`;

const of_months = (p) => `SELECT city, year(day) AS year, month(day) AS month, '${p}' AS pollutant, count("${p}") AS days
  FROM city_day GROUP BY city, year, month`;
const of_year = (p) => `SELECT city, year(day) AS year, '${p}' AS pollutant, avg("${p}") AS mean,
  quantile_cont("${p}", ${percents[p]}) AS percentile, count("${p}") AS valid_days FROM city_day GROUP BY city, year`;
const year_rows = `WITH months AS (${pollutants.map(of_months).join(' UNION ALL ')}),
  short AS (SELECT city, year, pollutant, bool_or(days < CASE month WHEN 2 THEN 25 ELSE 27 END) OR count(*) < 12 AS short
    FROM months GROUP BY city, year, pollutant),
  years AS (${pollutants.map(of_year).join(' UNION ALL ')})
  SELECT city, year, pollutant, valid_days, mean, percentile, valid_days >= 324 AND NOT short AS valid
  FROM years JOIN short USING (city, year, pollutant)
  ORDER BY city, year, list_position([${pollutants.map((p) => `'${p}'`).join(', ')}], pollutant)`;

async function evaluate(connection, way, source, table) {
  await connection.run(`CREATE TEMP TABLE city_day AS ${city_days(way, source, table)}`);
  const rows = (await (await connection.runAndReadAll(year_rows)).getRowObjectsJson()).map(judged);
  const years = (await (await connection.runAndReadAll(year_days)).getRowObjectsJson()).map((row) => whole_year(row, rows));
  console.log(JSON.stringify({ rows, years }));
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === 'version') {
  console.log(version());
} else {
  const instance = await DuckDBInstance.create(verb === 'load' ? rest[0] : verb === 'native' ? rest[1] : ':memory:',
    verb === 'native' ? { access_mode: 'READ_ONLY' } : {});
  const connection = await instance.connect();
  if (verb === 'load') await connection.run(`CREATE TABLE readings AS SELECT * FROM ${csv(rest[1])}`);
  else await evaluate(connection, rest[2] ?? 'packed', verb === 'native' ? 'readings' : csv(rest[1]), rest[0]);
  connection.closeSync();
  instance.closeSync();
}
