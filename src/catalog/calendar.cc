#include "catalog/calendar.h"

#include "base/text.h"
#include "catalog/check_sources.h"
#include "catalog/cited.h"

namespace chuangmo::catalog {
namespace {

constexpr const char* kFolder = "calendar/";
constexpr int kSaturday = 6;
constexpr int kLongest =
    31;  // days of one holiday: no notice comes near, and a slip of the year does not run on

bool is_weekend(Date day) {
  return day.weekday() >= kSaturday;
}

class YearReader {
 public:
  YearReader(int year, WorkingCalendar& calendar) : year_(year), calendar_(calendar) {}

  void read(TomlReader& entry, const std::set<std::string>& documents) {
    entry.text("name");
    const auto first = entry.date("first");
    const auto last = entry.date("last");
    const std::vector<Date> worked = entry.dates("worked");
    read_cited(entry, documents);
    if (first.has_value() != last.has_value() || (!first && worked.empty()))
      entry.complain("CAT002", "缺少放假的第一天 first 或最后一天 last", "补上，或只写上班的日子 worked");
    if (first && last) take_holiday(entry, *first, *last);
    for (const Date day : worked) take_worked(entry, day);
    entry.finish();
  }

 private:
  void take_holiday(TomlReader& entry, Date first, Date last) {
    if (last < first || last - first >= kLongest) {
      entry.complain("CAT067", "放假从 " + first.text() + " 到 " + last.text() + "，先后或长短不对",
                     "核对通知中的日期", "last");
      return;
    }
    for (Date day = first; day <= last; day = day + 1) {
      if (is_new(entry, day, "first") && !is_weekend(day)) calendar_.holidays.insert(day);
    }
  }

  void take_worked(TomlReader& entry, Date day) {
    if (!is_weekend(day)) {
      entry.complain("CAT068", day.text() + " 不是星期六或星期日，本来就上班",
                     "核对通知；worked 只写调休上班的周末", "worked");
      return;
    }
    if (is_new(entry, day, "worked")) calendar_.worked_days.insert(day);
  }

  // Of this year, and not stated before.
  bool is_new(TomlReader& entry, Date day, std::string_view key) {
    if (day.year() != year_) {
      entry.complain("CAT067", day.text() + " 不在 " + std::to_string(year_) + " 年",
                     "写到 calendar/" + std::to_string(day.year()) + ".toml", key);
      return false;
    }
    if (stated_.insert(day).second) return true;
    entry.complain("CAT069", day.text() + " 写了两次", "一天或者放假，或者上班，只写一处", key);
    return false;
  }

  int year_;
  WorkingCalendar& calendar_;
  std::set<Date> stated_;
};

}  // namespace

WorkingCalendar read_calendar(const CatalogFiles& files, Diagnostics& diagnostics) {
  WorkingCalendar calendar;
  const std::set<std::string> documents = registered_documents(files);
  for (const auto& [path, text] : files) {
    if (!starts_with(path, kFolder)) continue;
    const auto table = parse_toml(text, path, diagnostics);
    if (!table) continue;
    TomlReader reader(*table, path, diagnostics);
    const int year = reader.integer("year", 0);
    if (path != kFolder + std::to_string(year) + ".toml") {
      reader.complain("CAT066", "文件名与 year = " + std::to_string(year) + " 不符", "一年一个文件，名为年份",
                      "year");
      continue;
    }
    YearReader days(year, calendar);
    for (TomlReader& entry : reader.tables("holiday")) days.read(entry, documents);
    reader.finish();
    calendar.known_years.insert(year);
  }
  return calendar;
}

}  // namespace chuangmo::catalog
