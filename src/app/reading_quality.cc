#include "app/reading_quality.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "app/named_series.h"
#include "methods/hourly_mean.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

// Months of what is shorter than a month, years of what is not.
Period row_period(PeriodKind step, Date day) {
  const YearMonthDay civil = day.civil();
  const bool is_long = step == PeriodKind::month || step == PeriodKind::year;
  return is_long ? Period::of_year(civil.year) : Period::of_month(civil.year, civil.month);
}

// Positions of a row that are over: [first, end).
struct Positions {
  std::int64_t first = 0;
  std::int64_t end = 0;
};
Positions positions_over(PeriodKind step, const Period& row, Instant known_at) {
  Positions positions{first_index(step, row.begin), first_index(step, row.end)};
  while (positions.end > positions.first && !is_over(series::period_at(step, positions.end - 1), known_at))
    --positions.end;
  return positions;
}

// One series of one station and parameter, row by row.
class SeriesQuality {
 public:
  SeriesQuality(SeriesStandard& standard, const Station& station, const KnownSeries& series,
                int least_minutes, Instant known_at)
      : standard_(standard),
        station_(station),
        series_(series),
        least_minutes_(least_minutes),
        known_at_(known_at) {}

  Result<QualityRow> row(const Period& period) {
    QualityRow row;
    row.station = &station_;
    row.parameter = &standard_.parameter();
    row.step = series_.step;
    row.period = period;
    const Positions positions = positions_over(series_.step, period, known_at_);
    row.expected = static_cast<std::size_t>(positions.end - positions.first);
    count(positions, row);
    if (!standard_.is_air() || period.kind != PeriodKind::month) return row;
    CHUANGMO_TRY(days, judged_days(period));
    row.days = std::move(days);
    return row;
  }

 private:
  void count(const Positions& positions, QualityRow& row) const {
    std::int64_t next = positions.first;  // the gap at hand begins here
    for (const KnownPoint& point : series_.between(positions.first, positions.end)) {
      row.present += point.value != kNoReading ? 1 : 0;
      ++row.flags.at(static_cast<std::size_t>(point.flag));
      if (!point.is_valid()) continue;
      note_gap(next, point.index, row);
      next = point.index + 1;
    }
    note_gap(next, positions.end, row);
  }

  void note_gap(std::int64_t first, std::int64_t end, QualityRow& row) const {
    const auto length = static_cast<std::size_t>(std::max<std::int64_t>(0, end - first));
    if (length == 0 || (row.longest_gap && length <= row.longest_gap->length)) return;
    row.longest_gap = {series::period_at(series_.step, first), series::period_at(series_.step, end - 1),
                       length};
  }

  Result<QualityDays> judged_days(const Period& month) {
    QualityDays days;
    SeriesMeans means(standard_, series_, least_minutes_, known_at_);
    for (Date day = month.begin; day < month.end && is_over(Period::of_day(day), known_at_); day = day + 1) {
      ++days.expected;
      CHUANGMO_TRY(mean, means.mean(Period::of_day(day)));
      if (mean.value) {
        ++days.valid;
      } else {
        days.invalid.push_back({day, mean});
      }
    }
    const methods::YearRules& rules = standard_.on(month).year;
    CHUANGMO_TRY(asked, methods::monthly_mean(month.begin.month(), {}, rules));
    days.needed = asked.needed_days;
    return days;
  }

  SeriesStandard& standard_;
  const Station& station_;
  const KnownSeries& series_;
  int least_minutes_;
  Instant known_at_;
};

// A question on its way to its rows.
class Counting {
 public:
  Counting(Office& office, const workflow::Work& work, const QualityQuestion& question, Instant known_at,
           ReadingQuality& quality)
      : office_(office), work_(work), question_(question), known_at_(known_at), quality_(quality) {}

  Result<void> count(store::Store& store) {
    for (const std::string& key : parameters()) {
      const Parameter* parameter = office_.library().standards.parameter(key);
      if (parameter != nullptr) CHUANGMO_CHECK(count_parameter(store, *parameter));
    }
    std::stable_sort(
        quality_.rows.begin(), quality_.rows.end(),
        [](const QualityRow& a, const QualityRow& b) { return a.station->key < b.station->key; });
    return {};
  }

 private:
  std::vector<std::string> parameters() const {
    if (question_.parameter) return {*question_.parameter};
    return quality_.set->parameters;
  }

  Result<void> count_parameter(store::Store& store, const Parameter& parameter) {
    CHUANGMO_CHECK(read(store, parameter));
    for (const Station& station : quality_.stations) {
      SeriesStandard standard(office_.library().standards, work_.pinned, *quality_.set, station, parameter);
      const auto found = series_.find(station.key);
      if (found != series_.end()) {
        for (const auto& [step, series] : found->second)
          CHUANGMO_CHECK(count_series(standard, station, series));
      } else if (is_expected(standard)) {
        KnownSeries none;
        none.step = step_of_interval(quality_.set->interval);
        CHUANGMO_CHECK(count_series(standard, station, none));
      }
    }
    return {};
  }

  // Of all stations, by station and step.
  Result<void> read(store::Store& store, const Parameter& parameter) {
    series_.clear();
    store::ReadingsQuery query{office_.programme().id, known_at_};
    // Years, for rows are that long where months are stored.
    query.from = Date::of(question_.from.year(), 1, 1);
    query.until = Date::of(question_.to.year() + 1, 1, 1);
    query.sets = {question_.set};
    query.parameters = {parameter.key};
    if (question_.station) query.stations = {*question_.station};
    KnownSeries* at_hand = nullptr;
    const store::SeriesKey* key = nullptr;
    const auto take = [&](const store::KnownReading& reading) -> Result<void> {
      if (key != &reading.series) {
        key = &reading.series;
        at_hand = &series_[key->station][key->step];
        at_hand->step = key->step;
      }
      at_hand->add(reading);
      return {};
    };
    CHUANGMO_TRY(damage, store.visit_known(query, take));
    quality_.findings.insert(quality_.findings.end(), damage.begin(), damage.end());
    return {};
  }

  // Whoever measures wells need not measure what only rivers have limits for.
  bool is_expected(SeriesStandard& standard) const {
    if (quality_.set->medium != "drinking_water") return true;
    return standard.limit(standard.on(row_period(PeriodKind::month, question_.to)), "").has_value();
  }

  Result<void> count_series(SeriesStandard& standard, const Station& station, const KnownSeries& series) {
    SeriesQuality counted(standard, station, series, methods::least_minutes(office_.library().standards),
                          known_at_);
    for (Period period = row_period(series.step, question_.from); period.begin <= question_.to;
         period = row_period(series.step, period.end)) {
      if (quality_.rows.size() == kMostQualityRows)
        return fail("MON003", fmt::format("这一段的数据质量超过 {} 行", kMostQualityRows),
                    "缩短起止时间，或只看一个点位、一个监测项目");
      CHUANGMO_TRY(row, counted.row(period));
      quality_.rows.push_back(std::move(row));
    }
    return {};
  }

  Office& office_;
  const workflow::Work& work_;
  const QualityQuestion& question_;
  Instant known_at_;
  ReadingQuality& quality_;
  std::map<std::string, std::map<PeriodKind, KnownSeries>> series_;  // of one parameter
};

}  // namespace

Result<ReadingQuality> reading_quality(Office& office, const QualityQuestion& question) {
  if (question.to < question.from) return fail("MON004", "开始日期晚于结束日期", "对调起止日期");
  CHUANGMO_TRY(work, office.work_at(question.known_at));  // before a reader is taken: it may want one
  CHUANGMO_TRY(reading, office.reader());
  const Instant known_at = std::min(question.known_at.value_or(office.now()), office.now());
  ReadingQuality quality;
  CHUANGMO_TRY(named, named_set(office, *reading->store, question.set, known_at));
  quality.set = named.set;
  quality.stations = std::move(named.stations);
  if (question.station) {
    CHUANGMO_TRY(station, named_station(quality.stations, *question.station));
    quality.stations = {station};
  }
  if (question.parameter) CHUANGMO_CHECK(named_parameter(office, *question.parameter));
  CHUANGMO_CHECK(Counting(office, *work, question, known_at, quality).count(*reading->store));
  return quality;
}

}  // namespace chuangmo::app
