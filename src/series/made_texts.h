#pragma once
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "series/layout.h"

// For the tests: monitoring files in every layout with every quirk that was ever seen in one, from a seed.
namespace chuangmo::series::testing {

inline Parameter made_parameter(const char* key, const char* unit, int decimals, std::optional<int> low,
                                std::optional<int> high) {
  Parameter made;
  made.key = key;
  made.name = std::string(key) + "浓度";
  made.unit = unit;
  made.decimals = decimals;
  made.medium = "air";
  if (low) made.plausible_low = Decimal(*low, 0);
  if (high) made.plausible_high = Decimal(*high, 0);
  return made;
}

// Bounds of every kind: none, one side, below and above zero, above what can be kept.
inline const std::vector<Parameter>& made_parameters() {
  static const std::vector<Parameter> all = [] {
    std::vector<Parameter> list = {
        made_parameter("SO2", "ug/m3", 1, {}, 10000), made_parameter("NO2", "ug/m3", 0, 0, 3000),
        made_parameter("PM10", "ug/m3", 1, {}, {}),   made_parameter("PM2.5", "ug/m3", 1, {}, 10000),
        made_parameter("CO", "mg/m3", 4, {}, 150),    made_parameter("O3", "ug/m3", 2, 0, 2000000000),
        made_parameter("WT", "℃", 1, -50, 60),        made_parameter("AP", "hPa", 1, 800, 1100)};
    list[3].part_of = "PM10";
    return list;
  }();
  return all;
}

enum class MadeLayout {
  wide,
  beijing,
  date_and_hour,
  parts,
  national_hour,
  no_station,
  city_daily,
  long_rows,
  national_wide
};
inline constexpr std::size_t kMadeLayouts = 9;

struct MadeText {
  MadeLayout layout = MadeLayout::wide;
  std::string text;
  ReadingsRequest request;
};

class TextMaker {
 public:
  explicit TextMaker(unsigned seed) : random_(seed) {}

  MadeText make() {
    MadeText made;
    layout_ = made.layout = static_cast<MadeLayout>(below(kMadeLayouts));
    choose_manners();
    made.request = request();
    heading_ = heading();
    std::string rows;
    const std::size_t count = 80 + below(60);
    for (std::size_t i = 0; i < count; ++i) rows += row(i);
    if (one_in(6)) rows.resize(rows.find_last_not_of("\r\n") + 1);
    made.text = (one_in(8) ? "\xEF\xBB\xBF" : "") + title() + heading_ + rows;
    return made;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  bool is_odd() { return below(1000) < odd_permille_; }
  template <std::size_t N>
  std::string any(const std::array<const char*, N>& words) {
    return words.at(below(N));
  }

  void choose_manners() {
    constexpr std::array<std::size_t, 5> kOdd = {0, 3, 20, 100, 400};
    odd_permille_ = kOdd.at(below(kOdd.size()));
    may_need_whole_text_ = one_in(12);
    is_semicolon_ = one_in(12);
    line_end_ = one_in(4) ? "\r\n" : "\n";
    mixes_line_ends_ = one_in(10);
    time_form_ = below(8);
    states_minutes_ = one_in(15);
    has_empty_end_ = one_in(6);
    hours_ = static_cast<Hours>(one_in(3) ? 1 + below(3) : 0);
    first_day_ = Date::of(2014, 1 + static_cast<int>(below(12)), 26).days;
    has_names_ = one_in(3);
    is_registered_ = one_in(2);
    has_place_ = one_in(8);
    stations_.clear();
    const std::size_t count =
        layout_ == MadeLayout::no_station || layout_ == MadeLayout::city_daily ? 1 : 1 + below(4);
    constexpr std::array<const char*, 6> kNames = {"2166A",        "S1",       "奥体中心",
                                                   "Aotizhongxin", "eight888", "二一六六"};
    for (std::size_t i = 0; i < count; ++i)
      stations_.push_back(kNames.at((static_cast<std::size_t>(first_day_) + i) % kNames.size()));
    if (one_in(8)) stations_.back() = std::string(250 + below(12), 'n');
    columns_ = {"SO2", "NO2", "PM10", "PM2.5", "CO", "O3"};
    if (one_in(6)) columns_.emplace_back("WT");
    if (one_in(6)) columns_.emplace_back("AP");
    if (one_in(10)) columns_.emplace_back("SO2");  // twice
    std::shuffle(columns_.begin(), columns_.end(), random_);
    if (one_in(2)) columns_.resize(1 + below(columns_.size()));
    if (one_in(4))
      columns_.insert(columns_.begin() + static_cast<std::ptrdiff_t>(below(columns_.size())), "备注");
    told_.clear();
  }

  ReadingsRequest request() {
    ReadingsRequest request;
    request.set = request.medium = "air";
    if (one_in(2)) request.interval = "hour";
    request.recorded_at = Instant::at(Date::of(2020, 1, 1));
    request.parameters = &made_parameters();
    if (layout_ == MadeLayout::no_station || layout_ == MadeLayout::city_daily) request.station = "朔州";
    if (one_in(20)) request.station = "备用";
    if (one_in(30)) request.units["*"] = "mg/m3";
    if (!is_registered_) return request;
    for (std::size_t i = 0; i < stations_.size(); ++i) {
      if (one_in(3)) continue;
      Station station;
      station.set = "air";
      station.key = one_in(2) ? stations_[i] : "K" + std::to_string(i);
      station.name = one_in(2) ? stations_[i] : "名" + std::to_string(i);
      request.stations.push_back(station);
    }
    return request;
  }

  // --- what stands above the rows ---

  std::string title() {
    if (!one_in(10)) return "";
    if (one_in(3)) return "某市监测表" + line_end();
    if (one_in(2)) return "\"两行的\n标题\"" + line_end();
    return "标题\r";  // ends a line, too
  }

  std::string unit_of(const std::string& column) {
    if (column == "CO") return any(std::array{"", "(ug/m3)", "(mg/m3)", "（毫克/立方米）"});
    if (column == "WT" || column == "AP" || column == "备注") return "";
    if (one_in(30)) return "(mg/m3)";
    return one_in(4) ? any(std::array{"(ug/m3)", "（微克/立方米）"}) : "";
  }

  std::vector<std::string> key_headings() {
    std::vector<std::string> out;
    switch (layout_) {
      case MadeLayout::beijing:
        return {"No", "year", "month", "day", "hour"};
      case MadeLayout::parts:
        out = {"年", "月", "日", "时"};
        break;
      case MadeLayout::date_and_hour:
        out = {"日期", "小时"};
        break;
      case MadeLayout::national_wide:
        return {"date", "hour", "type"};
      case MadeLayout::national_hour:
        return {"time_point", "area", "position_name", "station_code"};
      case MadeLayout::city_daily:
        return {"time_point", "aqi", "quality"};
      default:
        out = {"监测时间"};
    }
    if (layout_ == MadeLayout::no_station) return out;
    out.emplace_back(one_in(2) ? "点位编码" : "点位名称");
    if (has_names_ && out.back() == "点位编码") out.emplace_back("点位名称");
    if (has_place_) out.emplace_back("省份");
    return out;
  }

  std::string heading() {
    keys_ = key_headings();
    std::vector<std::string> all = keys_;
    if (layout_ == MadeLayout::national_wide) {
      all.insert(all.end(), stations_.begin(), stations_.end());
      return heading_line(all);
    }
    if (layout_ == MadeLayout::long_rows) {
      all.insert(all.end(), {"监测项目", "监测值"});
      return heading_line(all);
    }
    if (layout_ == MadeLayout::city_daily) columns_.insert(columns_.begin(), "PM2.5");
    if (layout_ == MadeLayout::beijing)
      columns_ = {"PM2.5", "PM10", "SO2", "NO2", "CO", "O3", "TEMP", "wd", "WSPM"};
    if (layout_ == MadeLayout::national_hour)
      columns_ = {"co",    "co_24h", "no2",   "o3",  "o3_24h",
                  "o3_8h", "pm10",   "pm2_5", "so2", "primary_pollutant"};
    const bool is_fixed = layout_ == MadeLayout::beijing || layout_ == MadeLayout::national_hour;
    for (const std::string& column : columns_) all.push_back(column + (is_fixed ? "" : unit_of(column)));
    if (layout_ == MadeLayout::beijing) all.emplace_back("station");
    return heading_line(all);
  }

  // --- rows ---

  std::string row(std::size_t number) {
    if (is_odd()) return one_in(2) ? line_end() : "  " + line_end();
    if (one_in(3) && is_odd()) return one_in(8) ? "监测时间,点位编码,NO2,SO2" + line_end() : heading_;
    if (!told_.empty() && is_odd()) return told_[below(told_.size())];  // once more, word for word
    const std::size_t station = number % stations_.size();
    std::size_t hour = number / stations_.size();
    if (is_odd()) hour += below(20);
    if (is_odd() && hour > 20) hour -= below(20);
    const std::string name = station_words(station);
    std::vector<std::string> cells = key_cells(number, hour, name, station);
    if (layout_ == MadeLayout::long_rows) {
      cells.push_back(is_odd() ? "汞" : columns_[below(columns_.size())]);
      cells.push_back(number_text());
    } else {
      const std::size_t count = layout_ == MadeLayout::national_wide ? stations_.size() : columns_.size();
      for (std::size_t i = 0; i < count; ++i) cells.push_back(cell_of(i));
      if (layout_ == MadeLayout::beijing) cells.push_back(name);
    }
    if (is_odd()) cells.resize(1 + below(cells.size()));
    if (has_empty_end_) cells.emplace_back(is_odd() ? "多" : "");
    if (is_odd()) cells.emplace_back(one_in(2) ? "" : "多");
    std::string text = line(cells);
    told_.push_back(text);
    return text;
  }

  std::string cell_of(std::size_t column) {
    const bool is_remark = layout_ != MadeLayout::national_wide && columns_[column] == "备注";
    if (!is_remark) return number_text();
    if (may_need_whole_text_ && one_in(100)) return "\"a\nb\"";
    if (!one_in(10)) return "";
    return any(std::array{"大风", "\"引号,和逗号\"", "\"\"\"\"", "停电", "a\"b", "-"});
  }

  std::string station_words(std::size_t station) {
    const std::string& name = stations_[station];
    if (!is_odd()) return name;
    switch (below(6)) {
      case 0:
        return "";
      case 1:
        return " " + name;
      case 2:
        return "\"" + name + "\"";
      case 3:
        return "不认识";
      case 4:
        return one_in(2) ? "K0" : "平均";
      default:
        return name + "号";
    }
  }

  std::vector<std::string> key_cells(std::size_t number, std::size_t hour, const std::string& name,
                                     std::size_t station) {
    const int day = first_day_ + static_cast<int>(hour / 24);
    int of_day = static_cast<int>(hour % 24);
    if (hours_ == Hours::ends && of_day == 0) of_day = 24;
    if (hours_ == Hours::late_24) of_day = number < 60 ? 1 + of_day % 23 : of_day == 0 ? 24 : of_day;
    if (hours_ == Hours::days) of_day = 0;
    if (is_odd()) of_day = static_cast<int>(below(26));
    const YearMonthDay civil = Date{day}.civil();
    const auto number_of = [&](int value, bool may_pad) {
      return may_pad && time_form_ % 2 == 0 ? fmt::format("{:02}", value) : std::to_string(value);
    };
    std::vector<std::string> cells;
    if (layout_ == MadeLayout::beijing) cells.push_back(std::to_string(number + 1));
    if (layout_ == MadeLayout::beijing || layout_ == MadeLayout::parts) {
      cells.push_back(is_odd() ? any(std::array{"0000", "1899", "2014年", "14", "", "2014.0", "9999"})
                               : std::to_string(civil.year));
      const bool is_void = cells.back() == "0000";
      cells.push_back(is_void    ? "0"
                      : is_odd() ? any(std::array{"0", "13", "2月", "00", "100"})
                                 : number_of(civil.month, true));
      cells.push_back(is_void    ? "00"
                      : is_odd() ? any(std::array{"0", "31", "3日", "99", "-1"})
                                 : number_of(civil.day, true));
      cells.push_back(number_of(of_day, true));
    } else if (layout_ == MadeLayout::date_and_hour || layout_ == MadeLayout::national_wide) {
      cells.push_back(is_odd() ? odd_time(civil) : date_text(civil));
      cells.push_back(is_odd() ? any(std::array{"7时", "", "07:00", "x", "24"}) : number_of(of_day, true));
      if (layout_ == MadeLayout::national_wide)
        cells.push_back(is_odd() ? "AQI" : columns_[below(columns_.size())]);
    } else {
      cells.push_back(is_odd() ? odd_time(civil) : time_text(civil, of_day));
    }
    if (layout_ == MadeLayout::national_hour) {
      cells.insert(cells.end(), {"朔州市", is_odd() ? "别名" : "名" + std::to_string(station), name});
      return cells;
    }
    if (layout_ == MadeLayout::city_daily) {
      cells.insert(cells.end(), {"57", "良"});
      return cells;
    }
    const bool has_station = layout_ == MadeLayout::wide || layout_ == MadeLayout::date_and_hour ||
                             layout_ == MadeLayout::parts || layout_ == MadeLayout::long_rows;
    if (has_station) cells.push_back(name);
    for (const std::string& key : keys_) {
      if (key == "省份") cells.emplace_back(is_odd() ? "内蒙古" : "山西");
      if (key == "点位名称" && keys_.at(cells.size() - 1) == "点位编码")
        cells.push_back(is_odd() ? any(std::array{"别名", "", "合计", "K0"})
                                 : "名" + std::to_string(station));
    }
    return cells;
  }

  std::string date_text(const YearMonthDay& day) {
    if (time_form_ == 1) return fmt::format("{}/{}/{}", day.year, day.month, day.day);
    if (time_form_ == 2) return fmt::format("{:04}{:02}{:02}", day.year, day.month, day.day);
    if (time_form_ == 3) return fmt::format("{:04}/{:02}/{:02}", day.year, day.month, day.day);
    return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
  }

  std::string time_text(const YearMonthDay& day, int hour) {
    const std::string date = date_text(day);
    if (states_minutes_) return fmt::format("{} {:02}:{:02}", date, hour, below(4) * 15);
    switch (time_form_) {
      case 4:
        return fmt::format("{}T{:02}:00:00", date, hour);
      case 5:
        return fmt::format("{} {:02}:00:00", date, hour);
      case 6:
        return fmt::format("{} {}", date, hour);
      case 7:
        return hours_ == Hours::days ? date : fmt::format("{} {:02}", date, hour);
      default:
        return fmt::format("{} {}:00", date, hour);
    }
  }

  std::string odd_time(const YearMonthDay& day) {
    const std::string date = fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
    switch (below(20)) {
      case 0:
        return "";
      case 1:
        return date;
      case 2:
        return date + " 07:30";
      case 3:
        return fmt::format("{}年{}月{}日7时", day.year, day.month, day.day);
      case 4:
        return date.substr(5) + " 07:00";
      case 5:
        return "2014-02-30 05:00";
      case 6:
        return "1899-01-01 05:00";
      case 7:
        return "2300-01-01 05:00";
      case 8:
        return "2020-01-01 0" + std::to_string(below(3)) + ":00";
      case 9:
        return date + "T07:00:00+08:00";
      case 10:
        return date + " 07:00:00Z";
      case 11:
        return "\"" + date + " 07:00\"";
      case 12:
        return "0000-00-00 05:00";
      case 13:
        return date + " 07:00:00.000";
      case 14:
        return " " + date + " 07:00 ";
      case 15:
        return date + " 24:00";
      case 16:
        return fmt::format("{}/{}/{} 7:00", day.year, day.month, day.day);
      case 17:
        return date + "  7:00";
      case 18:
        return date + "1 7:00";
      default:
        return date + " 5:00:30";
    }
  }

  std::string number_text() {
    if (is_odd())
      return any(std::array{"NA",
                            "",
                            "--",
                            "-99",
                            "9999",
                            "999",
                            "10000",
                            "-5",
                            "abc",
                            "<0.5",
                            "1e3",
                            "+5",
                            "05",
                            "12.3456",
                            "1.23456789",
                            "12345678",
                            " 12 ",
                            "１２",
                            "\"12\"",
                            "999999999999",
                            "\"1,2\"",
                            "12.",
                            ".",
                            ".5",
                            "999.0",
                            "09999",
                            "0999",
                            "99999",
                            "0",
                            "0.0",
                            "0000",
                            "00000000",
                            "12.5L",
                            "123456789",
                            "NaN",
                            "12.345678",
                            "0.0000001",
                            "NA ",
                            "na",
                            "N",
                            "缺测",
                            "1.5.2",
                            "65536",
                            "2147483647",
                            "214748364.7",
                            "214748364.8",
                            "4294967296",
                            "1 2",
                            "1000.0",
                            "1000",
                            "150.0001",
                            "12345678.9",
                            "1234567.89",
                            "200000000000",
                            "99999999999",
                            "\"1\"\"2\"",
                            "800",
                            "799.9",
                            "1100.1",
                            "0.00004",
                            "0.123456",
                            "1.0000000",
                            "-0",
                            "１.５",
                            "000012",
                            "N/A",
                            "NAN",
                            "１２3",
                            "12345678.123456",
                            "99999999.99",
                            "0000012.5",
                            "1.123456",
                            "9999.0",
                            "10000.00",
                            "3.00",
                            "-50.1"});
    if (may_need_whole_text_ && one_in(400))
      return any(std::array{"\"1\n2\"", "1\r", "\"1\"2", "\"1\r2\"", "\xFF", "\"a\nb\""});
    if (one_in(12)) return one_in(2) ? "NA" : "";
    if (is_semicolon_ && one_in(4)) return fmt::format("{},{}", below(200), below(10));
    if (one_in(6)) return fmt::format("{}.{}", below(140), below(10));
    if (one_in(100)) return fmt::format("{}.{}", below(140), below(10000));
    return std::to_string(below(one_in(60) ? 12000 : 140));
  }

  std::string line_end() { return mixes_line_ends_ && one_in(3) ? "\r\n" : line_end_; }
  std::string heading_line(std::vector<std::string> cells) {
    if (has_empty_end_) cells.emplace_back("");
    return line(cells);
  }
  std::string line(const std::vector<std::string>& cells) {
    return join(cells, is_semicolon_ ? ";" : ",") + line_end();
  }

  enum class Hours { begins, ends, late_24, days };
  std::mt19937 random_;
  MadeLayout layout_ = MadeLayout::wide;
  std::size_t odd_permille_ = 0;
  bool may_need_whole_text_ = false;
  bool is_semicolon_ = false;
  std::string line_end_;
  bool mixes_line_ends_ = false;
  std::size_t time_form_ = 0;
  bool states_minutes_ = false;
  bool has_empty_end_ = false;  // behind the last heading
  Hours hours_ = Hours::begins;
  int first_day_ = 0;
  bool has_names_ = false;
  bool is_registered_ = false;
  bool has_place_ = false;
  std::vector<std::string> stations_;
  std::vector<std::string> columns_;
  std::vector<std::string> keys_;
  std::vector<std::string> told_;
  std::string heading_;
};

}  // namespace chuangmo::series::testing
