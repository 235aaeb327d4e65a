#include <algorithm>

#include "app/monitored_stations.h"
#include "app/reading_history.h"
#include "app/reading_quality.h"
#include "app/readings_export.h"
#include "app/series_readings.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

constexpr std::array<std::string_view, 5> kFlags{"valid", "missing", "suspect", "calibration", "excluded"};

std::string_view flag_name(ReadingFlag flag) {
  return kFlags.at(static_cast<std::size_t>(flag));
}

Json decimal_or_null(const std::optional<Decimal>& number) {
  return number ? Json(number->text()) : Json(nullptr);
}

Json flags_json(const app::FlagCounts& flags) {
  Json json = Json::object();
  for (std::size_t flag = 1; flag < kFlags.size(); ++flag)
    json[std::string(kFlags.at(flag))] = flags.at(flag);
  return json;
}

// ------------------------------------------------------------------------------------------------- stations

Json series_json(const app::MonitoredSeries& series) {
  Json json = Json::object();
  json["parameter"] = series.parameter->key;
  json["name"] = series.parameter->name;
  json["name_en"] = series.parameter->name_en;
  json["unit"] = series.parameter->unit;
  json["interval"] = period_kind_name(series.step);
  json["first"] = series.first.text();
  json["last"] = series.last.text();
  json["count"] = series.count();
  json["valid"] = series.flags.front();
  json["flags"] = flags_json(series.flags);
  return json;
}

Json station_json(const app::MonitoredStation& station) {
  Json json = Json::object();
  json["set"] = station.station.set;
  json["key"] = station.station.key;
  json["name"] = station.station.name;
  json["medium"] = station.set->medium;
  json["kind"] = station.station.kind;
  json["county"] = station.station.county;
  json["city"] = station.station.city;
  json["target_class"] = station.station.target_class;
  json["longitude"] = decimal_or_null(station.station.longitude);
  json["latitude"] = decimal_or_null(station.station.latitude);
  json["series"] = Json::array();
  for (const app::MonitoredSeries& series : station.series) json["series"].push_back(series_json(series));
  return json;
}

Json set_json(const StationSetDefinition& set, const app::MonitoredStations& answer) {
  Json json = Json::object();
  json["key"] = set.key;
  json["name"] = set.name;
  json["name_en"] = set.name_en;
  json["medium"] = set.medium;
  json["interval"] = period_kind_name(app::step_of_interval(set.interval));
  json["supplier"] = set.supplier;
  json["stations"] = std::count_if(answer.stations.begin(), answer.stations.end(),
                                   [&](const app::MonitoredStation& each) { return each.set == &set; });
  return json;
}

Json stations_json(const app::MonitoredStations& answer) {
  Json json = Json::object();
  json["sets"] = Json::array();
  for (const StationSetDefinition* set : answer.sets) json["sets"].push_back(set_json(*set, answer));
  json["items"] = Json::array();
  for (const app::MonitoredStation& station : answer.stations) json["items"].push_back(station_json(station));
  json["findings"] = diagnostics_json(answer.findings);
  return json;
}

// Sets whose readings the caller may see.
std::vector<const StationSetDefinition*> visible_sets(const Call& call, const Pack& pack) {
  std::vector<const StationSetDefinition*> sets;
  for (const StationSetDefinition& set : pack.station_sets) {
    if (call.may(Action::view_facts, {.unit = set.supplier})) sets.push_back(&set);
  }
  return sets;
}

// All readings are looked at for it, so that the text is kept for as long as nothing is imported.
Result<HttpResponse> stations(Call& call) {
  CHUANGMO_CHECK(call.require(Action::view_facts, {.unit = call.actor().unit}));
  CHUANGMO_TRY(known_at, call.known_at());
  CHUANGMO_TRY(work, call.work());
  const auto sets = visible_sets(call, call.office().pack());
  std::string key = "stations\n" + std::to_string(work->imports.size());
  for (const StationSetDefinition* set : sets) key += "\n" + set->key;
  SharedText text = call.api().tiles.list(key);
  if (text == nullptr) {
    CHUANGMO_TRY(answer, app::monitored_stations(call.office(), sets, known_at));
    text = share(compact(stations_json(answer)));
    call.api().tiles.keep_list(std::move(key), text);
  }
  return text_response(200, "application/json", std::move(text));
}

// ------------------------------------------------------------------------------------------------- readings

// Whoever may see the facts of the unit that supplies the set. A set there is not is told as such to those
// who may see everything, and is nobody's otherwise.
Result<void> require_set(Call& call, const std::string& key) {
  const StationSetDefinition* set = call.office().pack().station_set(key);
  return call.require(Action::view_facts, {.unit = set == nullptr ? "" : set->supplier});
}

Result<std::string> needed_query(const Call& call, std::string_view name) {
  const auto text = call.query(name);
  if (text && !text->empty()) return *text;
  return fail("API012", "没有写 " + std::string(name), "按接口说明补上");
}

Result<app::SeriesQuestion> series_question(Call& call) {
  app::SeriesQuestion question;
  CHUANGMO_TRY(set, needed_query(call, "set"));
  CHUANGMO_CHECK(require_set(call, set));
  CHUANGMO_TRY(station, needed_query(call, "station"));
  CHUANGMO_TRY(parameter, needed_query(call, "parameter"));
  CHUANGMO_TRY(known_at, call.known_at());
  return app::SeriesQuestion{std::move(set), std::move(station), std::move(parameter), known_at};
}

// A moment, or a day: its beginning, or its end.
Result<std::optional<Instant>> moment_of(const Call& call, std::string_view name, bool is_end) {
  constexpr std::size_t kDayLength = 10;
  const auto text = call.query(name);
  if (!text) return std::optional<Instant>();
  CHUANGMO_TRY(instant, Instant::parse(*text));
  if (is_end || text->size() > kDayLength) return std::optional(instant);
  return std::optional(Instant::at(instant.date()));
}

std::string_view by_name(app::PointsBy by) {
  constexpr std::array<std::string_view, 4> kNames{"stored", "day", "month", "year"};
  return kNames.at(static_cast<std::size_t>(by));
}

Result<app::ReadingsQuestion> readings_question(Call& call) {
  using app::PointsBy;
  CHUANGMO_TRY(series, series_question(call));
  app::ReadingsQuestion question;
  static_cast<app::SeriesQuestion&>(question) = std::move(series);
  CHUANGMO_TRY(from, moment_of(call, "from", false));
  CHUANGMO_TRY(to, moment_of(call, "to", true));
  CHUANGMO_TRY(by, named_value(call.query("by").value_or("stored"), "by",
                               {PointsBy::stored, PointsBy::day, PointsBy::month, PointsBy::year}, by_name));
  question.from = from;
  question.to = to;
  question.by = by;
  if (const auto text = call.query("interval")) {
    using enum PeriodKind;
    CHUANGMO_TRY(interval,
                 named_value(*text, "interval", {minute, hour, day, month, year}, period_kind_name));
    question.interval = interval;
  }
  return question;
}

// Ten thousands of points: written as text at once, for objects would take most of the time of the answer.
class PointsText {
 public:
  explicit PointsText(const std::vector<app::ReadingPoint>& points) : points_(points) {}

  std::string all(bool is_stored) {
    const std::vector<app::ReadingPoint> none;
    const auto& stored = is_stored ? points_ : none;
    const auto& means = is_stored ? none : points_;
    text_ = "{";
    array("at", points_, [&](const app::ReadingPoint& point) { plain(point.at.text()); });
    array("value", points_, [&](const app::ReadingPoint& point) {
      if (point.value.empty()) text_ += "null";
      if (!point.value.empty()) plain(point.value);
    });
    array("exceeds", points_, [&](const app::ReadingPoint& point) {
      text_ += !point.exceeds ? "null" : *point.exceeds ? "true" : "false";
    });
    array("flag", stored, [&](const app::ReadingPoint& point) { plain(flag_name(point.flag)); });
    array("as_given", stored, [&](const app::ReadingPoint& point) {
      text_ += point.as_given.empty() ? "\"\"" : compact(point.as_given);
    });
    array("revision", stored, [&](const app::ReadingPoint& point) { number(point.revision); });
    array("count", means, [&](const app::ReadingPoint& point) { number(point.count); });
    array("needed", means, [&](const app::ReadingPoint& point) { number(point.needed); });
    array("why", means, [&](const app::ReadingPoint& point) { plain(why_name(point.why)); });
    text_.back() = '}';
    return std::move(text_);
  }

 private:
  template <class Put>
  void array(std::string_view name, const std::vector<app::ReadingPoint>& points, const Put& put) {
    plain(name);
    text_ += ":[";
    for (const app::ReadingPoint& point : points) {
      put(point);
      text_ += ',';
    }
    if (!points.empty()) text_.pop_back();
    text_ += "],";
  }
  // Of characters that need no escape.
  void plain(std::string_view text) {
    text_ += '"';
    text_ += text;
    text_ += '"';
  }
  void number(int value) { text_ += std::to_string(value); }

  const std::vector<app::ReadingPoint>& points_;
  std::string text_;
};

Json limit_json(const std::optional<app::SeriesLimit>& limit) {
  if (!limit) return nullptr;
  Json json = Json::object();
  json["grade"] = limit->limit->grade;
  json["sense"] = limit->limit->sense;
  json["value"] = display(limit->value);
  json["upper"] = limit->upper ? Json(display(*limit->upper)) : Json(nullptr);
  std::string written = limit->limit->value.text();
  if (limit->limit->upper) written += "~" + limit->limit->upper->text();
  if (!limit->limit->unit.empty()) written += " " + limit->limit->unit;
  json["as_written"] = std::move(written);
  json["document"] = limit->limit->citation.document;
  json["clause"] = limit->limit->citation.clause;
  json["confidence"] = confidence_code(limit->limit->citation.confidence);
  return json;
}

Json stretches_json(const std::vector<app::Stretch>& stretches) {
  Json json = Json::array();
  for (const app::Stretch& stretch : stretches) {
    Json item = Json::object();
    item["from"] = stretch.from.text();
    item["to"] = stretch.last.text();
    item["edition"] = stretch.edition;
    item["averaging"] = stretch.average;
    item["limit"] = limit_json(stretch.limit);
    json.push_back(std::move(item));
  }
  return json;
}

Json named_json(const app::NamedSeries& series) {
  Json json = Json::object();
  json["set"] = series.set->key;
  json["station"] = series.station.key;
  json["station_name"] = series.station.name;
  json["parameter"] = series.parameter->key;
  json["name"] = series.parameter->name;
  json["name_en"] = series.parameter->name_en;
  json["unit"] = series.parameter->unit;
  return json;
}

Result<HttpResponse> readings(Call& call) {
  CHUANGMO_TRY(question, readings_question(call));
  CHUANGMO_TRY(answer, app::series_readings(call.office(), question));
  const std::vector<app::ReadingPoint>& points = answer.points;
  Json json = named_json(answer.series);
  json["interval"] = period_kind_name(answer.interval);
  json["by"] = by_name(question.by);
  json["from"] = points.empty() ? Json(nullptr) : Json(points.front().at.text());
  json["to"] = points.empty() ? Json(nullptr) : Json(points.back().at.text());
  json["stretches"] = stretches_json(answer.stretches);
  json["findings"] = diagnostics_json(answer.findings);
  std::string text = compact(json);
  text.back() = ',';
  text += "\"points\":" + PointsText(points).all(question.by == app::PointsBy::stored) + "}";
  return json_response(200, std::move(text));
}

// ------------------------------------------------------------------------------------------------ revisions

Json statement_json(const app::ReadingStatement& statement, int revision, const Parameter& parameter) {
  Json json = Json::object();
  const store::ReadingRevision& said = statement.said;
  json["revision"] = revision;
  json["value"] =
      said.value == kNoReading ? Json(nullptr) : Json(app::reading_text(said.value, parameter.decimals));
  json["flag"] = flag_name(said.flag);
  json["as_given"] = said.as_given;
  json["holds"] = statement.holds;
  json["import"] = said.import;
  json["who"] = statement.who;
  json["reason"] = statement.reason;
  json["recorded_at"] = said.recorded_at.text();
  json["origin"] = origin_json(said.origin);
  return json;
}

Result<HttpResponse> revisions(Call& call) {
  CHUANGMO_TRY(question, series_question(call));
  CHUANGMO_TRY(text, needed_query(call, "at"));
  CHUANGMO_TRY(at, Period::parse(text));
  CHUANGMO_TRY(history, app::reading_history(call.office(), question, at));
  Json json = named_json(history.series);
  json["at"] = at.text();
  json["items"] = Json::array();
  int revision = 0;
  for (const app::ReadingStatement& statement : history.items)
    json["items"].push_back(statement_json(statement, ++revision, *history.series.parameter));
  return json_answer(json);
}

// -------------------------------------------------------------------------------------------------- quality

Json gap_json(const std::optional<app::ReadingGap>& gap) {
  if (!gap) return nullptr;
  Json json = Json::object();
  json["from"] = gap->from.text();
  json["to"] = gap->to.text();
  json["length"] = gap->length;
  return json;
}

Json days_json(const std::optional<app::QualityDays>& days) {
  if (!days) return nullptr;
  Json json = Json::object();
  json["expected"] = days->expected;
  json["valid"] = days->valid;
  json["needed"] = days->needed;
  json["is_enough"] = days->is_enough();
  json["invalid"] = Json::array();
  for (const app::InvalidDay& day : days->invalid) {
    Json item = Json::object();
    item["day"] = day.day.text();
    item["count"] = day.mean.count;
    item["needed"] = day.mean.needed;
    item["why"] = why_name(day.mean.why);
    json["invalid"].push_back(std::move(item));
  }
  return json;
}

Json row_json(const app::QualityRow& row) {
  Json json = Json::object();
  json["station"] = row.station->key;
  json["station_name"] = row.station->name;
  json["parameter"] = row.parameter->key;
  json["name"] = row.parameter->name;
  json["name_en"] = row.parameter->name_en;
  json["interval"] = period_kind_name(row.step);
  json["period"] = row.period.text();
  json["expected"] = row.expected;
  json["present"] = row.present;
  json["valid"] = row.flags.front();
  json["flags"] = flags_json(row.flags);
  json["longest_gap"] = gap_json(row.longest_gap);
  json["days"] = days_json(row.days);
  return json;
}

Result<HttpResponse> quality(Call& call) {
  app::QualityQuestion question;
  CHUANGMO_TRY(set, needed_query(call, "set"));
  CHUANGMO_CHECK(require_set(call, set));
  question.set = std::move(set);
  question.station = call.query("station");
  question.parameter = call.query("parameter");
  CHUANGMO_TRY(from, needed_query(call, "from"));
  CHUANGMO_TRY(to, needed_query(call, "to"));
  CHUANGMO_TRY(first, Date::parse(from));
  CHUANGMO_TRY(last, Date::parse(to));
  question.from = first;
  question.to = last;
  CHUANGMO_TRY(known_at, call.known_at());
  question.known_at = known_at;
  CHUANGMO_TRY(answer, app::reading_quality(call.office(), question));
  Json json = Json::object();
  json["set"] = answer.set->key;
  json["name"] = answer.set->name;
  json["name_en"] = answer.set->name_en;
  json["from"] = first.text();
  json["to"] = last.text();
  json["items"] = Json::array();
  for (const app::QualityRow& row : answer.rows) json["items"].push_back(row_json(row));
  json["findings"] = diagnostics_json(answer.findings);
  return json_answer(json);
}

}  // namespace

void add_monitoring_operations(Operations& operations) {
  const RouteRules look{.where = Where::worker, .rate = RateClass::read};
  operations.add("GET", "/api/v1/stations", look, Door::logged_in, stations);
  operations.add("GET", "/api/v1/readings", look, Door::logged_in, readings);
  operations.add("GET", "/api/v1/readings/revisions", look, Door::logged_in, revisions);
  operations.add("GET", "/api/v1/readings/quality", look, Door::logged_in, quality);
}

}  // namespace chuangmo::server
