// What the JavaScript peers share: limits, and the few hundred rows of an answer.

export const pollutants = ['SO2', 'NO2', 'PM10', 'PM2.5', 'CO', 'O3'];
export const percents = { SO2: 0.98, NO2: 0.98, PM10: 0.95, 'PM2.5': 0.95, CO: 0.95, O3: 0.9 };
export const year_limits = { SO2: 60, NO2: 40, PM10: 70, 'PM2.5': 35 };

// Of a day; o3_max: of its largest hour. Comparisons take 1e-9 more, so that a mean that is exactly at its limit in fractions is
// not above it in doubles; two city days that differ at all differ by more.
const day_limits = { SO2: 150, NO2: 80, PM10: 150, 'PM2.5': 75, CO: 4, O3: 160, o3_max: 200 };
const slack = 1e-9;
export const limits = Object.fromEntries(Object.entries(day_limits).map(([key, limit]) => [key, limit + slack]));

// row: city, year, pollutant, mean, percentile, valid_days, valid (the year has enough days)
export function judged(row) {
  const { city, year, pollutant, valid_days } = row;
  const mean = row.valid && pollutant in year_limits ? row.mean : null;
  const percentile = row.valid ? row.percentile : null;
  const met = percentile <= limits[pollutant] && (mean === null || mean <= year_limits[pollutant] + slack);
  const outcome = row.valid ? (met ? 'met' : 'not_met') : 'undecided';
  return { city, year: Number(year), pollutant, mean, percentile, valid_days: Number(valid_days), outcome };
}

// row: city, year, good_days, days; rows: all judged ones
export function whole_year(row, rows) {
  const parts = rows.filter((r) => r.city === row.city && r.year === Number(row.year))
    .map((r) => (r.percentile === null ? null : r.pollutant in year_limits ? r.mean / year_limits[r.pollutant]
      : r.percentile / day_limits[r.pollutant]));
  const good_days = Number(row.good_days);
  const days = Number(row.days);
  return { city: row.city, year: Number(row.year), good_days, days, good_day_share: days ? good_days / days : null,
    composite_index: parts.includes(null) ? null : parts.reduce((a, b) => a + b) };
}
