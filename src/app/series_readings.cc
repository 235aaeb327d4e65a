#include "app/series_readings.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/readings_export.h"
#include "methods/hourly_mean.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

constexpr int kShownDecimals = 4;  // as verdicts show their numbers

PeriodKind kind_of(PointsBy by) {
  return by == PointsBy::day ? PeriodKind::day : by == PointsBy::month ? PeriodKind::month : PeriodKind::year;
}

// The day, month or year that a day lies in.
Period period_of(PeriodKind kind, Date day) {
  const YearMonthDay civil = day.civil();
  if (kind == PeriodKind::day) return Period::of_day(day);
  return kind == PeriodKind::month ? Period::of_month(civil.year, civil.month) : Period::of_year(civil.year);
}

int rank(PeriodKind step) {
  constexpr std::array kShortestFirst{PeriodKind::minute, PeriodKind::hour, PeriodKind::day,
                                      PeriodKind::month, PeriodKind::year};
  return static_cast<int>(std::find(kShortestFirst.begin(), kShortestFirst.end(), step) -
                          kShortestFirst.begin());
}

Result<void> require_few(std::size_t count) {
  if (count <= kMostPoints) return {};
  return fail("MON003", fmt::format("这一段有 {} 个点，一次最多 {} 个", count, kMostPoints),
              "缩短起止时间，或改按日、月、年查看");
}

bool is_long(PeriodKind kind) {
  return kind == PeriodKind::month || kind == PeriodKind::year;
}

Instant begin_of(const Period& period) {
  return Instant::at(period.begin, period.hour, period.minute);
}

// One question on its way to its answer.
class Answering {
 public:
  Answering(Office& office, const ReadingsQuestion& question, SeriesReadings& answer)
      : office_(office),
        question_(question),
        answer_(answer),
        standard_(office.library().standards, answer.series.work->pinned, *answer.series.set,
                  answer.series.station, *answer.series.parameter) {}

  Result<void> answer(store::Store& store) {
    CHUANGMO_TRY(known, known_steps(store, query()));
    answer_.findings = std::move(known.damage);
    const KnownSeries* series = chosen(known.steps);
    answer_.interval = series == nullptr ? wanted_step() : series->step;
    CHUANGMO_CHECK(require_shorter());
    if (series == nullptr) return {};
    CHUANGMO_CHECK(question_.by == PointsBy::stored ? give_stored(*series) : give_means(*series));
    mark_what_exceeds();
    return {};
  }

 private:
  store::ReadingsQuery query() const {
    store::ReadingsQuery query{office_.programme().id, answer_.series.known_at};
    query.sets = {question_.set};
    query.stations = {question_.station};
    query.parameters = {question_.parameter};
    const bool is_stored = question_.by == PointsBy::stored;
    const PeriodKind kind = is_stored ? PeriodKind::day : kind_of(question_.by);
    if (question_.from) query.from = period_of(kind, question_.from->date()).begin;
    if (question_.to) query.until = period_of(kind, question_.to->date()).end;
    return query;
  }

  PeriodKind wanted_step() const {
    return question_.interval.value_or(step_of_interval(answer_.series.set->interval));
  }

  const KnownSeries* chosen(const std::map<PeriodKind, KnownSeries>& steps) const {
    const auto wanted = steps.find(wanted_step());
    if (wanted != steps.end()) return &wanted->second;
    if (question_.interval || steps.empty()) return nullptr;
    return &std::min_element(steps.begin(), steps.end(), [](const auto& a, const auto& b) {
              return rank(a.first) < rank(b.first);
            })->second;
  }

  Result<void> require_shorter() const {
    if (question_.by == PointsBy::stored || rank(answer_.interval) <= rank(kind_of(question_.by))) return {};
    return fail("MON002", "存储的数据比所要求的间隔长，分不到那么细", "改按月、年或原始间隔查看");
  }

  bool is_asked(const Period& period) const {
    const Instant begin = begin_of(period);
    if (question_.to && *question_.to < begin) return false;
    if (!question_.from) return true;
    Instant end = Instant::at(period.end);
    if (period.kind == PeriodKind::hour) end = {begin.seconds + 3600};
    if (period.kind == PeriodKind::minute) end = {begin.seconds + 60};
    return *question_.from < end;
  }

  Result<void> give_stored(const KnownSeries& series) {
    std::size_t count = 0;
    for (const KnownPoint& known : series.points) {
      const Period at = series::period_at(series.step, known.index);
      if (!is_asked(at) || ++count > kMostPoints) continue;
      ReadingPoint point;
      point.at = at;
      if (known.value != kNoReading)
        point.value = reading_text(known.value, answer_.series.parameter->decimals);
      point.flag = known.flag;
      point.as_given = series.texts[known.text];
      point.revision = known.revision;
      if (known.is_valid()) values_.push_back(value_of(known));
      if (!known.is_valid()) values_.emplace_back();
      answer_.points.push_back(std::move(point));
    }
    return require_few(count);
  }

  std::optional<Rational> value_of(const KnownPoint& known) const {
    const auto value = Rational::from(Decimal(known.value, answer_.series.parameter->decimals));
    return value ? std::optional<Rational>(*value) : std::nullopt;
  }

  // Every period of the span, whether anything is known of it or not.
  Result<void> give_means(const KnownSeries& series) {
    const PeriodKind kind = kind_of(question_.by);
    const auto day_of = [&](const KnownPoint& point) { return series::first_day(series.step, point.index); };
    const Date begin = question_.from ? question_.from->date() : day_of(series.points.front());
    const Date last = question_.to ? question_.to->date() : day_of(series.points.back());
    const Period first = period_of(kind, begin);
    const int shortest_days = kind == PeriodKind::day ? 1 : kind == PeriodKind::month ? 28 : 365;
    CHUANGMO_CHECK(require_few(static_cast<std::size_t>(std::max(0, last - begin) / shortest_days)));
    SeriesMeans means(standard_, series, methods::least_minutes(office_.library().standards),
                      answer_.series.known_at);
    for (Period at = first; at.begin <= last; at = period_of(kind, at.end)) {
      CHUANGMO_TRY(mean, means.mean(at));
      ReadingPoint point;
      point.at = at;
      if (mean.value) point.value = display(*mean.value, kShownDecimals);
      point.count = mean.count;
      point.needed = mean.needed;
      point.why = mean.why;
      answer_.points.push_back(std::move(point));
      values_.push_back(std::move(mean.value));
    }
    return require_few(answer_.points.size());
  }

  void add_stretch(Date from, Date end, const Period& judged, PeriodKind kind) {
    const SeriesRules& rules = standard_.on(judged);
    Stretch stretch;
    stretch.from = from;
    stretch.last = end - 1;
    stretch.edition = rules.quality == nullptr ? "" : rules.quality->id;
    stretch.average = standard_.average_of(kind, rules);
    stretch.limit = standard_.limit(rules, stretch.average);
    if (!answer_.stretches.empty()) {
      Stretch& before = answer_.stretches.back();
      const Limit* limit = stretch.limit ? stretch.limit->limit : nullptr;
      const Limit* limit_before = before.limit ? before.limit->limit : nullptr;
      if (before.edition == stretch.edition && before.average == stretch.average && limit_before == limit) {
        before.last = stretch.last;
        return;
      }
    }
    answer_.stretches.push_back(std::move(stretch));
  }

  // Months and years are judged whole, by their last day; what is shorter by the editions of each day.
  void find_stretches(PeriodKind kind) {
    const Date end = answer_.points.back().at.end;
    for (Date day = answer_.points.front().at.begin; day < end;) {
      const Period judged = is_long(kind) ? period_of(kind, day) : Period::of_day(day);
      const Date next = is_long(kind) ? judged.end : standard_.next_change(day, end);
      add_stretch(day, next, judged, kind);
      day = next;
    }
  }

  void mark_what_exceeds() {
    if (answer_.points.empty()) return;
    find_stretches(question_.by == PointsBy::stored ? answer_.interval : kind_of(question_.by));
    auto stretch = answer_.stretches.begin();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      ReadingPoint& point = answer_.points[i];
      while (stretch->last < point.at.begin) ++stretch;
      if (values_[i] && stretch->limit) point.exceeds = stretch->limit->is_broken_by(*values_[i]);
    }
  }

  Office& office_;
  const ReadingsQuestion& question_;
  SeriesReadings& answer_;
  SeriesStandard standard_;
  std::vector<std::optional<Rational>> values_;  // of the points, exact; none: not valid
};

}  // namespace

Result<SeriesReadings> series_readings(Office& office, const ReadingsQuestion& question) {
  if (question.from && question.to && *question.to < *question.from)
    return fail("MON004", "开始时间晚于结束时间", "对调起止时间");
  CHUANGMO_TRY(work, office.work_at(question.known_at));  // before a reader is taken: it may want one
  CHUANGMO_TRY(reading, office.reader());
  SeriesReadings answer;
  CHUANGMO_TRY(series, named_series(office, *reading->store, std::move(work), question));
  answer.series = std::move(series);
  CHUANGMO_CHECK(Answering(office, question, answer).answer(*reading->store));
  return answer;
}

}  // namespace chuangmo::app
