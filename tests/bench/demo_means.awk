# The demonstration's hours to annual means of PM10; an empty field or "--" is no value. Doubles.
FNR > 1 && $5 ~ /^[0-9]/ {
  key = $2 SUBSEP substr($1, 1, 10)
  seen = key SUBSEP substr($1, 12, 2)
  if (seen in value) { sum[key] += $5 - value[seen] } else { sum[key] += $5; count[key]++ }
  value[seen] = $5
}
END {
  for (key in sum) if (count[key] >= 12) { split(key, part, SUBSEP); city[part[2]] += sum[key] / count[key]; n[part[2]]++ }
  for (day in city) { year = substr(day, 1, 4); total[year] += city[day] / n[day]; days[year]++ }
  for (year in total) printf "%s %.9f\n", year, 1000 * total[year] / days[year]
}
