# Eight stations of 2014 under GB 3095-2012: 20 hours to a day, three quarters of the stations to a city day.
BEGIN { name[6] = "PM2.5"; name[7] = "PM10"; name[8] = "SO2"; name[9] = "NO2" }
$2 == 2014 {
  for (i = 6; i <= 9; i++) if ($i != "NA") { key = i SUBSEP $18 SUBSEP $3 SUBSEP $4; sum[key] += $i; count[key]++ }
}
END {
  for (key in sum) if (count[key] >= 20) {
    split(key, part, SUBSEP); day = part[1] SUBSEP part[3] SUBSEP part[4]; city[day] += sum[key] / count[key]; n[day]++
  }
  for (day in n) if (n[day] >= 6) { split(day, part, SUBSEP); total[part[1]] += city[day] / n[day]; days[part[1]]++ }
  for (i in total) printf "%s %.9f\n", name[i], total[i] / days[i]
}
