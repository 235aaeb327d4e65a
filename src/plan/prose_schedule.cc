#include <algorithm>
#include <array>
#include <string>

#include "base/civil.h"
#include "base/text.h"
#include "plan/prose.h"
#include "plan/prose_scan.h"

namespace chuangmo::plan {
namespace {

constexpr int kFirstYear = 1949;
constexpr int kLastYear = 2100;
constexpr std::size_t kMostYears = 64;  // a hostile cell may name every number

struct Piece {
  std::size_t begin;
  std::size_t end;
};

// What was found so far; pieces become Schedule::original.
struct Reading {
  std::string_view text;
  int base_year = 0;
  Schedule schedule;
  std::vector<Piece> pieces;
  Date due;
  bool has_due = false;
};

void note(Reading& reading, std::size_t begin, std::size_t end) {
  reading.pieces.push_back({begin, end});
}

void add_year(Reading& reading, int year) {
  if (year < kFirstYear || year > kLastYear || reading.schedule.years.size() >= kMostYears) return;
  reading.schedule.years.push_back(year);
}

// The latest of several dates is the one that ends the work.
void set_due(Reading& reading, Date date) {
  if (reading.has_due && date < reading.due) return;
  reading.due = date;
  reading.has_due = true;
}

bool take_any(std::string_view text, std::size_t& at, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return take(text, at, word); });
}

Date end_of_month(int year, int month) {
  return Date::of(year, month, days_in_month(year, month));
}

// "年底", "年12月31日", "年3月底", "年上半年", "年第三季度" behind a year; true when they end the work on a
// day.
bool take_day_of_year(Reading& reading, int year, std::size_t& at) {
  if (year < kFirstYear || year > kLastYear) return false;  // the plan's own year may be unknown
  const std::string_view text = reading.text;
  std::size_t next = at;
  if (take_any(text, next, {"年底", "底", "末", "年末", "年内", "内", "年终"})) {
    take_any(text, next, {"之前", "以前", "前"});
    set_due(reading, Date::of(year, 12, 31));
  } else if (take_any(text, next, {"上半年"})) {
    set_due(reading, Date::of(year, 6, 30));
  } else if (take_any(text, next, {"下半年"})) {
    set_due(reading, Date::of(year, 12, 31));
  } else {
    take(text, next, "第");
    const auto number = take_count(text, next);
    if (!number) return false;
    if (take(text, next, "季度") && *number >= 1 && *number <= 4) {
      set_due(reading, end_of_month(year, *number * 3));
    } else if (take(text, next, "月") && *number >= 1 && *number <= 12) {
      const auto day = take_count(text, next);
      if (day && take_any(text, next, {"日", "号"}) && Date::is_valid(year, *number, *day)) {
        set_due(reading, Date::of(year, *number, *day));
      } else {
        take_any(text, next, {"底", "末", "内"});
        set_due(reading, end_of_month(year, *number));
      }
      take_any(text, next, {"之前", "以前", "前"});
    } else {
      return false;
    }
  }
  at = next;
  return true;
}

// The end of a span of years: "2009-2011年", "2009年至2011年".
std::optional<int> take_span_end(std::string_view text, std::size_t& at) {
  std::size_t next = at;
  take(text, next, "年");
  if (!take_any(text, next, {"-", "~", "—", "–", "至", "到"})) return std::nullopt;
  const auto last = take_count(text, next);
  if (!last || *last < kFirstYear || *last > kLastYear || !take(text, next, "年")) return std::nullopt;
  at = next;
  return last;
}

// "2011年度", "2011年底", "2009-2011年", "2011-06-30".
bool take_written_year(Reading& reading, std::size_t& at) {
  const std::size_t begin = at;
  std::size_t next = at;
  const auto year = take_count(reading.text, next);
  if (!year || next - begin != 4 || *year < kFirstYear || *year > kLastYear) return false;
  if (const auto last = take_span_end(reading.text, next); last && *last >= *year) {
    for (int each = *year; each <= *last; ++each) add_year(reading, each);
  } else if (take(reading.text, next, "年")) {
    add_year(reading, *year);
    if (!take_day_of_year(reading, *year, next)) take_any(reading.text, next, {"年度", "度"});
  } else {
    const Result<Date> date =
        Date::parse(reading.text.substr(begin, std::min<std::size_t>(10, reading.text.size() - begin)));
    if (!date) return false;
    add_year(reading, *year);
    set_due(reading, *date);
    next = begin + 10;
  }
  note(reading, begin, next);
  at = next;
  return true;
}

struct PlanPeriod {
  std::string_view word;
  int first_year;
};
constexpr std::array<PlanPeriod, 5> kFiveYearPlans{
    {{"十一五", 2006}, {"十二五", 2011}, {"十三五", 2016}, {"十四五", 2021}, {"十五五", 2026}}};

struct RelativeYear {
  std::string_view word;
  int offset;
};
constexpr std::array<RelativeYear, 10> kRelativeYears{{{"前一年度", -1},
                                                       {"前一年", -1},
                                                       {"上一年度", -1},
                                                       {"上一年", -1},
                                                       {"上年度", -1},
                                                       {"去年", -1},
                                                       {"本年度", 0},
                                                       {"今年", 0},
                                                       {"当年", 0},
                                                       {"本年", 0}}};

bool take_relative_year(Reading& reading, std::size_t& at) {
  const std::size_t begin = at;
  for (const RelativeYear& row : kRelativeYears) {
    std::size_t next = at;
    if (!take(reading.text, next, row.word)) continue;
    const int year = reading.base_year + row.offset;
    add_year(reading, year);
    take_day_of_year(reading, year, next);
    reading.schedule.guessed = true;
    note(reading, begin, next);
    at = next;
    return true;
  }
  for (const PlanPeriod& row : kFiveYearPlans) {
    if (!take(reading.text, at, row.word)) continue;
    for (int offset = 0; offset < 5; ++offset) add_year(reading, row.first_year + offset);
    reading.schedule.guessed = true;
    note(reading, begin, at);
    return true;
  }
  return false;
}

// 近三年, 连续三年, 最近3年, 三年来: the years that end with the base year.
bool take_last_years(Reading& reading, std::size_t& at) {
  const std::size_t begin = at;
  std::size_t next = at;
  const bool opened = take_any(reading.text, next, {"最近", "近", "连续", "前"});
  const auto count = take_count(reading.text, next);
  if (!count || *count < 2 || *count > 10 || !take(reading.text, next, "年")) return false;
  if (!opened && !(take_any(reading.text, next, {"来", "间", "的"}) || !stands_at(reading.text, next, "级")))
    return false;
  for (int year = reading.base_year - *count + 1; year <= reading.base_year; ++year) add_year(reading, year);
  reading.schedule.guessed = true;
  note(reading, begin, next);
  at = next;
  return true;
}

// "6月底前" and "年底前" without a year: of the base year, as a guess.
bool take_day_of_base_year(Reading& reading, std::size_t& at) {
  const std::size_t begin = at;
  std::size_t next = at;
  const bool year_end = stands_at(reading.text, at, "年底") || stands_at(reading.text, at, "年末");
  if (!year_end && !is_digit(reading.text[at])) return false;
  if (!year_end) {
    std::size_t probe = at;
    if (!take_count(reading.text, probe) || !stands_at(reading.text, probe, "月")) return false;
  }
  if (!take_day_of_year(reading, reading.base_year, next)) return false;
  add_year(reading, reading.base_year);
  reading.schedule.guessed = true;
  note(reading, begin, next);
  at = next;
  return true;
}

struct RhythmRow {
  std::string_view word;
  Rhythm rhythm;
  bool guessed;
};
// The finest rhythm that is named decides. 定期 names none: it is kept as the words of a guess, for somebody
// to fix.
constexpr std::array<RhythmRow, 44> kRhythms{
    {{"日报", Rhythm::daily, false},         {"每日", Rhythm::daily, false},
     {"每天", Rhythm::daily, false},         {"逐日", Rhythm::daily, false},
     {"周报", Rhythm::weekly, false},        {"每周", Rhythm::weekly, false},
     {"月报", Rhythm::monthly, false},       {"每月", Rhythm::monthly, false},
     {"每个月", Rhythm::monthly, false},     {"按月", Rhythm::monthly, false},
     {"逐月", Rhythm::monthly, false},       {"季报", Rhythm::quarterly, false},
     {"每季度", Rhythm::quarterly, false},   {"每个季度", Rhythm::quarterly, false},
     {"每季", Rhythm::quarterly, false},     {"按季", Rhythm::quarterly, false},
     {"每半年", Rhythm::half_yearly, false}, {"半年一次", Rhythm::half_yearly, false},
     {"每学年", Rhythm::school_year, false}, {"每个学年", Rhythm::school_year, false},
     {"每学期", Rhythm::school_year, true},  {"每年度", Rhythm::annual, false},
     {"每年", Rhythm::annual, false},        {"各年度", Rhythm::annual, false},
     {"各年", Rhythm::annual, false},        {"逐年", Rhythm::annual, false},
     {"年审", Rhythm::annual, false},        {"年检", Rhythm::annual, false},
     {"年报", Rhythm::annual, false},        {"年度计划", Rhythm::annual, false},
     {"提供年度", Rhythm::annual, true},     {"按年", Rhythm::annual, false},
     {"发生时", Rhythm::on_event, false},    {"逾期", Rhythm::on_event, false},
     {"一经发现", Rhythm::on_event, false},  {"随时", Rhythm::on_event, false},
     {"及时", Rhythm::on_event, true},       {"定期", Rhythm::none, true},
     {"适时", Rhythm::none, true},           {"准时", Rhythm::none, true},
     {"按时", Rhythm::none, true},           {"经常", Rhythm::none, true},
     {"逐步", Rhythm::none, true},           {"尽快", Rhythm::none, true}}};

constexpr std::array<Rhythm, 9> kFinestFirst{Rhythm::daily,     Rhythm::weekly,      Rhythm::monthly,
                                             Rhythm::quarterly, Rhythm::half_yearly, Rhythm::school_year,
                                             Rhythm::annual,    Rhythm::on_event,    Rhythm::none};

// "不少于1次", "至少一次", "2次以上", "召开一次" near behind a rhythm.
int times_behind(std::string_view text, std::size_t at) {
  constexpr std::size_t kNearBytes = 90;
  const std::string_view near = text.substr(at, kNearBytes);
  const std::size_t end = std::min({near.size(), near.find("。"), near.find(';'), near.find('\n')});
  for (std::size_t from = 0; from < end; from += character_length(near, from)) {
    std::size_t next = from;
    const auto count = take_count(near, next);
    if (!count) continue;
    skip_blanks(near, next);
    if (take_any(near, next, {"次", "课时", "学时", "场", "回"})) return *count;
    from = next - 1;
  }
  return 0;
}

// 定期检验率 is a name: there the word sets no rhythm.
std::size_t place_of(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size())) {
    if (!stands_at(text, at + word.size(), "检验")) return at;
  }
  return std::string_view::npos;
}

void read_rhythms(Reading& reading) {
  for (Rhythm rhythm : kFinestFirst) {
    bool found = false;
    for (const RhythmRow& row : kRhythms) {
      const std::size_t at = row.rhythm == rhythm ? place_of(reading.text, row.word) : std::string_view::npos;
      if (at == std::string_view::npos) continue;
      if (!found) reading.schedule.guessed = reading.schedule.guessed || row.guessed;
      if (!found) reading.schedule.least_times = times_behind(reading.text, at + row.word.size());
      found = true;
      note(reading, at, at + row.word.size());
    }
    if (!found) continue;
    reading.schedule.rhythm = rhythm;
    return;
  }
}

// The pieces in the order of the text, one inside another left out.
std::string original_of(Reading& reading) {
  std::sort(reading.pieces.begin(), reading.pieces.end(), [](const Piece& a, const Piece& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<std::string> words;
  std::size_t reached = 0;
  for (const Piece& piece : reading.pieces) {
    if (piece.end <= reached) continue;
    reached = piece.end;
    words.emplace_back(reading.text.substr(piece.begin, piece.end - piece.begin));
  }
  return join(words, "、");
}

void read_years(Reading& reading) {
  for (std::size_t at = 0; at < reading.text.size();) {
    if (take_written_year(reading, at) || take_relative_year(reading, at) || take_last_years(reading, at) ||
        take_day_of_base_year(reading, at)) {
      continue;
    }
    if (!is_digit(reading.text[at])) {
      at += character_length(reading.text, at);
      continue;
    }
    while (at < reading.text.size() && is_digit(reading.text[at])) ++at;  // a longer number is no year
  }
  std::vector<int>& years = reading.schedule.years;
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
}

}  // namespace

Schedule read_schedule(std::string_view text, int base_year) {
  const std::string folded = nfkc(text);
  Reading reading;
  reading.text = folded;
  reading.base_year = base_year;
  read_years(reading);
  read_rhythms(reading);
  Schedule& schedule = reading.schedule;
  if (reading.has_due) schedule.due = reading.due.text();
  const bool is_periodic = schedule.rhythm != Rhythm::none && schedule.rhythm != Rhythm::on_event;
  if (reading.has_due && !is_periodic) schedule.rhythm = Rhythm::once;
  schedule.original = original_of(reading);
  return schedule;
}

}  // namespace chuangmo::plan
