#include "app/read_figures.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "app/cell_number.h"
#include "app/table_columns.h"
#include "base/period_example.h"
#include "base/text.h"
#include "base/unit.h"

namespace chuangmo::app {

namespace {

const HeadedTable::Words kWords = {
    {"figure", {"统计数据", "指标名称", "数据名称", "指标", "项目", "figure"}},
    {"subject", {"对象", "分项", "污染物", "选项", "subject"}},
    {"period", {"期间", "年份", "年度", "时期", "period", "year"}},
    {"value", {"数值", "值", "数据", "value"}},
    {"unit", {"单位", "计量单位", "unit"}},
    {"reporter", {"填报单位", "报送单位", "reporter"}},
};

// One cell with a number and everything that says what it is.
struct Given {
  int row;
  int column;
  std::string figure, subject, period, value, unit, reporter;
};

class FigureReader {
 public:
  FigureReader(const Pack& pack, Instant recorded_at) : pack_(pack), recorded_at_(recorded_at) {}

  void read(const Document& document) {
    Where last;
    for (const HeadedTable& headed :
         headed_tables(document, kWords, 2, "统计数据、期间、数值", found_.diagnostics)) {
      read(headed);
      last = headed.heading_where();
    }
    if (found_.figures.empty() && !has_errors(found_.diagnostics) && !has_errors(document.diagnostics))
      complain("ING020", Severity::error, last, "表头之下没有一个数值", "填好数值后再导入");
  }

  FiguresFound finish() {
    warn_of_jumps();
    return std::move(found_);
  }

 private:
  void read(const HeadedTable& headed) {
    const auto years = year_columns(headed);
    std::vector<std::string> lacking;
    if (!headed.has("figure")) lacking.emplace_back("统计数据");
    if (years.empty() && !headed.has("period")) lacking.emplace_back("期间");
    if (years.empty() && !headed.has("value")) lacking.emplace_back("数值");
    if (!lacking.empty()) {
      complain("ING003", Severity::error, headed.heading_where(), "缺少列：" + join(lacking, "、"),
               years.empty() ? "补上表头后再导入；各年份也可以各占一列" : "补上表头后再导入");
      return;
    }
    for (const int row : headed.rows()) {
      if (!years.empty() && !headed.has("value")) {
        for (const auto& [column, period] : years) take(headed, given(headed, row, column, period));
      } else {
        take(headed, given(headed, row, *headed.column("value"), headed.cell(row, "period")));
      }
    }
  }

  // Columns whose heading is a period: "2009年".
  static std::vector<std::pair<int, std::string>> year_columns(const HeadedTable& headed) {
    std::vector<std::pair<int, std::string>> columns;
    for (int column = 0; column < headed.column_count(); ++column) {
      const auto period = Period::parse(nfkc(headed.heading(column)));
      if (period) columns.emplace_back(column, headed.heading(column));
    }
    return columns;
  }

  static Given given(const HeadedTable& headed, int row, int column, std::string period) {
    return {row,
            column,
            headed.cell(row, "figure"),
            headed.cell(row, "subject"),
            std::move(period),
            headed.cell(row, column),
            headed.cell(row, "unit"),
            headed.cell(row, "reporter")};
  }

  void take(const HeadedTable& headed, const Given& cell) {
    if (is_blank_mark(cell.value)) return;
    const auto at = [&](const std::string& key) { return headed.where(cell.row, key); };
    const Where where = headed.where(cell.row, cell.column);
    if (cell.figure.empty()) {
      complain("ING004", Severity::error, at("figure"), "数值" + quote(cell.value) + "没有写明是哪项统计数据",
               "填写统计数据的名称");
      return;
    }
    const FigureDefinition* figure = find_figure(cell.figure);
    if (figure == nullptr) {
      std::vector<std::string> names;
      for (const auto& known : pack_.figures) names.push_back(known.name);
      const std::string near = nearest_name(cell.figure, names);
      complain("ING004", Severity::error, at("figure"), "指标包里没有统计数据" + quote(cell.figure),
               near.empty() ? "检查名称，或在指标包中定义" : "是不是“" + near + "”？");
      return;
    }
    const auto subject = subject_key(*figure, cell.subject);
    if (!subject) {
      complain(
          "ING005", Severity::error, at("subject"), "“" + figure->name + "”没有对象" + quote(cell.subject),
          figure->subjects.empty() ? "这一项不分对象，留空" : "可用的对象：" + join(figure->subjects, "、"));
      return;
    }
    const auto period = read_period(*figure, cell.period, headed.has("period") ? at("period") : where);
    const auto value = read_value(*figure, cell, where);
    if (!period || !value) return;
    keep(*figure, *subject, *period, *value, cell, where);
  }

  const FigureDefinition* find_figure(const std::string& name) const {
    const std::string folded = folded_name(name);
    for (const FigureDefinition& figure : pack_.figures) {
      if (folded_name(figure.key) == folded || folded_name(figure.name) == folded) return &figure;
    }
    return nullptr;
  }

  static std::optional<std::string> subject_key(const FigureDefinition& figure, const std::string& subject) {
    if (figure.subjects.empty()) return subject.empty() ? std::optional<std::string>("") : std::nullopt;
    const std::string folded = folded_name(subject);
    for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
      if (folded_name(figure.subjects[i]) == folded) return figure.subjects[i];
      if (i < figure.subject_names.size() && folded_name(figure.subject_names[i]) == folded)
        return figure.subjects[i];
    }
    return std::nullopt;
  }

  std::optional<Period> read_period(const FigureDefinition& figure, const std::string& text,
                                    const Where& where) {
    const auto period = Period::parse(nfkc(text));
    if (!period || period->kind != figure.period) {
      complain("ING006", Severity::error, where, text.empty() ? "没有写期间" : "读不懂期间" + quote(text),
               "写成 " + period_example(figure.period));
      return std::nullopt;
    }
    if (Instant::at(period->begin) > recorded_at_) {
      complain("ING006", Severity::error, where,
               "期间" + quote(text) + "在收到数据的 " + recorded_at_.date().text() + " 还没有开始",
               "检查年份，以及收到的时间");
      return std::nullopt;
    }
    return *period;
  }

  std::optional<Decimal> read_value(const FigureDefinition& figure, const Given& cell, const Where& where) {
    const auto number = read_cell_number(cell.value);
    if (!number) {
      complain("ING001", Severity::error, where, number.error().text, number.error().fix);
      return std::nullopt;
    }
    if (number->is_about) {
      complain("ING011", Severity::warning, where,
               quote(cell.value) + "是约数，按 " + number->value.text() + number->unit + " 计", "填准确数");
    }
    const std::string unit = !number->unit.empty() ? number->unit
                             : cell.unit.empty()   ? figure.unit
                                                   : cell.unit;
    const auto value = converted_decimal(number->value, unit, figure.unit);
    if (!value) {
      const bool inexact = value.error().code == "ING002";
      complain(inexact ? "ING002" : "ING007", Severity::error, where,
               inexact ? value.error().text
                       : "单位" + quote(unit) + "与“" + figure.name + "”的单位 " + figure.unit + " 不符",
               inexact ? value.error().fix : "换成 " + figure.unit);
      return std::nullopt;
    }
    if (const std::string why = outside_bounds(*value, figure.low, figure.high); !why.empty()) {
      complain("ING008", Severity::error, where,
               "“" + figure.name + "”不可能是 " + value->text() + " " + figure.unit + why, "检查数值和单位");
      return std::nullopt;
    }
    return *value;
  }

  void keep(const FigureDefinition& figure, const std::string& subject, const Period& period,
            const Decimal& value, const Given& cell, const Where& where) {
    const auto key = std::tuple(figure.key, subject, period);
    const auto [seen, fresh] = seen_.try_emplace(key, found_.figures.size());
    if (!fresh) {
      const FigureFact& first = found_.figures[seen->second];
      if (first.value == value) return;
      complain("ING009", Severity::error, where,
               fmt::format("“{}”{}有两个值：第 {} 行是 {}，这里是 {}", figure.name, period.text_zh(),
                           first.origin.row, first.value.text(), value.text()),
               "只留一个");
      return;
    }
    FigureFact fact;
    fact.figure = figure.key;
    fact.subject = subject;
    fact.period = period;
    fact.value = value;
    fact.as_given = cell.value + (cell.unit.empty() ? "" : " " + cell.unit);
    fact.origin = {where.file, "", where.sheet, where.row, where.column, cell.reporter};
    fact.recorded_at = recorded_at_;
    found_.figures.push_back(std::move(fact));
  }

  // A value 100 times its neighbour of the same file is more often a unit than a boom.
  void warn_of_jumps() {
    constexpr std::int64_t kSuspicious = 100;
    const Rational least = Rational::make(1, kSuspicious).value();
    for (const auto& [key, index] : seen_) {
      const auto& [figure, subject, period] = key;
      const auto before = seen_.find(std::tuple(figure, subject, Period::of_year(period.begin.year() - 1)));
      if (period.kind != PeriodKind::year || before == seen_.end()) continue;
      const FigureFact& now = found_.figures[index];
      const FigureFact& then = found_.figures[before->second];
      const auto a = Rational::from(now.value);
      const auto b = Rational::from(then.value);
      if (!a || !b || a->sign() <= 0 || b->sign() <= 0) continue;
      const auto ratio = divide(*a, *b);
      if (!ratio || (*ratio < Rational(kSuspicious) && least < *ratio)) continue;
      Where where{.file = now.origin.file,
                  .sheet = now.origin.sheet,
                  .row = now.origin.row,
                  .column = now.origin.column};
      complain("ING010", Severity::warning, where, "与上一年相差百倍以上，单位可能填错", "核对单位");
    }
  }

  void complain(const char* code, Severity severity, Where where, std::string text, std::string fix) {
    found_.diagnostics.push_back({code, severity, std::move(where), std::move(text), std::move(fix), ""});
  }

  const Pack& pack_;
  Instant recorded_at_;
  FiguresFound found_;
  std::map<std::tuple<std::string, std::string, Period>, std::size_t> seen_;
};

}  // namespace

const HeadedTable::Words& figure_words() {
  return kWords;
}

FiguresFound read_figures(const Document& document, const Pack& pack, Instant recorded_at) {
  FigureReader reader(pack, recorded_at);
  reader.read(document);
  FiguresFound found = reader.finish();
  found.diagnostics.insert(found.diagnostics.begin(), document.diagnostics.begin(),
                           document.diagnostics.end());
  return found;
}

}  // namespace chuangmo::app
