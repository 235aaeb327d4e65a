#include "app/read_ledger.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "app/cell_number.h"
#include "app/table_columns.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

std::optional<bool> truth_from(const std::string& folded) {
  static const std::vector<std::string> kYes = {"是", "有", "true", "√", "✓", "1", "合格", "已", "y", "yes"};
  static const std::vector<std::string> kNo = {"否", "无", "false", "×", "x", "0", "不合格", "未", "n", "no"};
  if (std::find(kYes.begin(), kYes.end(), folded) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), folded) != kNo.end()) return false;
  return std::nullopt;
}

// A day as Excel counts it, from 1900 on: "40699".
bool is_day_number(const std::string& cell) {
  return cell.size() == 5 && cell.find_first_not_of("0123456789") == std::string::npos;
}

bool is_closing_word(const std::string& cell) {
  const std::string folded = folded_name(cell);
  return folded == "零报告" || folded == "以上为全部记录";
}

class LedgerReader {
 public:
  LedgerReader(const LedgerDefinition& ledger, Instant recorded_at, const std::vector<Period>& complete)
      : ledger_(ledger), recorded_at_(recorded_at), complete_(complete) {}

  void read(const Document& document) {
    is_damaged_ = has_errors(document.diagnostics);
    std::vector<std::string> wanted;
    for (const FieldDefinition& field : ledger_.fields) {
      if (field.required && field.derived.empty()) wanted.push_back(field.name);
    }
    for (const HeadedTable& headed :
         headed_tables(document, ledger_words(ledger_), 1, join(wanted, "、"), found_.diagnostics)) {
      read(headed);
      last_ = headed.heading_where();
    }
  }

  LedgerFound finish(const std::string& file) {
    for (const Period& period : complete_) {
      ClosureFact closure{ledger_.key, period, {}, recorded_at_};
      closure.origin.file = file;
      keep(std::move(closure), {.file = file});
    }
    if (found_.records.empty() && found_.closures.empty() && errors_ == 0 && !is_damaged_)
      complain("ING020", last_, "表头之下没有一条记录", "确实没有的，写一行“零报告”和期间，如 2011年");
    return std::move(found_);
  }

 private:
  void read(const HeadedTable& headed) {
    std::vector<std::string> lacking;
    for (const FieldDefinition& field : ledger_.fields) {
      if (field.required && field.derived.empty() && !headed.has(field.key)) lacking.push_back(field.name);
    }
    if (!lacking.empty()) {
      complain("ING003", headed.heading_where(), "缺少列：" + join(lacking, "、"), "补上表头后再导入");
      return;
    }
    for (const int row : headed.rows()) {
      if (is_closing_word(headed.cell(row, 0))) {
        close(headed, row);
      } else {
        take(headed, row);
      }
    }
  }

  void complain(const char* code, Where where, std::string text, std::string fix,
                Severity severity = Severity::error) {
    errors_ += severity == Severity::error ? 1 : 0;
    found_.diagnostics.push_back({code, severity, std::move(where), std::move(text), std::move(fix), ""});
  }

  // Nobody can know yet what the records of a period to come are.
  void keep(ClosureFact closure, const Where& where) {
    if (Instant::at(closure.period.begin) <= recorded_at_) {
      found_.closures.push_back(std::move(closure));
      return;
    }
    complain("ING006", where, closure.period.text_zh() + "还没有开始，不能说记录已全", "检查年份");
  }

  void close(const HeadedTable& headed, int row) {
    for (int column = 0; column < headed.column_count(); ++column) {
      const auto period = Period::parse(nfkc(headed.cell(row, column)));
      if (!period) continue;
      ClosureFact closure{ledger_.key, *period, {}, recorded_at_};
      const Where where = headed.where(row, column);
      closure.origin = {where.file, "", where.sheet, where.row, where.column, ""};
      keep(std::move(closure), where);
      return;
    }
    complain("ING006", headed.where(row, 0), quote(headed.cell(row, 0)) + "没有写明期间",
             "在同一行写上 2011年");
  }

  void take(const HeadedTable& headed, int row) {
    RecordFact record;
    record.ledger = ledger_.key;
    const int errors_before = errors_;
    for (const FieldDefinition& field : ledger_.fields) {
      if (!headed.has(field.key)) continue;
      const std::string cell = headed.cell(row, field.key);
      if (is_blank_mark(cell) && field.type != FieldType::choice && field.type != FieldType::boolean) {
        if (field.required)
          complain("ING015", headed.where(row, field.key), "“" + field.name + "”没有填", "补填");
        continue;
      }
      if (const auto text = canonical(field, cell, headed, row)) record.fields[field.key] = *text;
    }
    const auto period = period_of(record, headed, row);
    if (errors_ != errors_before || !period) return;
    record.period = *period;
    keep(std::move(record), headed, row);
  }

  std::optional<std::string> canonical(const FieldDefinition& field, const std::string& cell,
                                       const HeadedTable& headed, int row) {
    const Where where = headed.where(row, field.key);
    switch (field.type) {
      case FieldType::text:
        return cell;
      case FieldType::number:
        return number(field, cell, headed, where);
      case FieldType::date: {
        const auto date = Date::parse(nfkc(cell));
        if (date) return date->text();
        complain("ING017", where, quote(cell) + "不是日期",
                 is_day_number(cell) ? "这是 Excel 的日期序号：把单元格格式改为日期，或写成 2011-06-05"
                                     : "写成 2011-06-05");
        return std::nullopt;
      }
      case FieldType::boolean: {
        const auto truth = truth_from(folded_name(cell));
        if (truth) return *truth ? "true" : "false";
        complain("ING018", where, quote(cell) + "不是“是”或“否”", "填“是”或“否”");
        return std::nullopt;
      }
      case FieldType::choice:
      case FieldType::ordinal:
        return choice(field, cell, where);
    }
    return std::nullopt;
  }

  std::optional<std::string> number(const FieldDefinition& field, const std::string& cell,
                                    const HeadedTable& headed, const Where& where) {
    const auto found = read_cell_number(cell);
    if (!found) {
      complain("ING001", where, found.error().text, found.error().fix);
      return std::nullopt;
    }
    if (found->is_about) {
      complain("ING011", where, quote(cell) + "是约数，按 " + found->value.text() + found->unit + " 计",
               "填准确数", Severity::warning);
    }
    const std::string heading = headed.heading_unit(headed.column(field.key).value_or(0));
    const std::string unit = !found->unit.empty() ? found->unit : heading.empty() ? field.unit : heading;
    const auto value = converted_decimal(found->value, unit, field.unit);
    if (value) {
      const std::string why = outside_bounds(*value, field.low, field.high);
      if (why.empty()) return value->text();
      complain("ING008", where, "“" + field.name + "”不可能是 " + value->text() + " " + field.unit + why,
               "检查数值和单位");
      return std::nullopt;
    }
    complain("ING007", where, "单位" + quote(unit) + "与“" + field.name + "”的单位 " + field.unit + " 不符",
             "换成 " + field.unit);
    return std::nullopt;
  }

  std::optional<std::string> choice(const FieldDefinition& field, const std::string& cell,
                                    const Where& where) {
    const std::string folded = folded_name(cell);
    for (std::size_t i = 0; i < field.choices.size(); ++i) {
      if (folded_name(field.choices[i]) == folded || folded_name(field.choice_names[i]) == folded)
        return field.choices[i];
    }
    if (!field.derived.empty() || (is_blank_mark(cell) && !field.required)) return std::nullopt;
    complain("ING016", where, quote(cell) + "不在“" + field.name + "”的选项中",
             "可填：" + join(field.choice_names, "、"));
    return std::nullopt;
  }

  std::optional<Period> period_of(const RecordFact& record, const HeadedTable& headed, int row) {
    if (!ledger_.date_field.empty()) {
      const auto given = record.fields.find(ledger_.date_field);
      if (given == record.fields.end()) return std::nullopt;  // told already
      const Date day = Date::parse(given->second).value_or(Date{});
      if (Instant::at(day) > recorded_at_) {
        complain("ING006", headed.where(row, ledger_.date_field), "日期 " + day.text() + " 还没有到",
                 "检查年份");
        return std::nullopt;
      }
      return Period::of_day(day);
    }
    if (headed.has(kPeriodColumn)) {
      const auto period = Period::parse(nfkc(headed.cell(row, kPeriodColumn)));
      if (period && Instant::at(period->begin) <= recorded_at_) return *period;
      complain("ING006", headed.where(row, kPeriodColumn),
               "读不懂或尚未开始的期间" + quote(headed.cell(row, kPeriodColumn)), "写成 2011年");
      return std::nullopt;
    }
    if (complete_.size() == 1) return complete_.front();
    complain("ING006", headed.where(row, 0), "不知道这条记录属于哪一期", "加一列“期间”，如 2011年");
    return std::nullopt;
  }

  void keep(RecordFact record, const HeadedTable& headed, int row) {
    std::vector<std::string> parts;
    for (const std::string& key : ledger_.identity) parts.push_back(record.fields[key]);
    if (ledger_.date_field.empty()) parts.push_back(record.period.text());
    record.identity = join(parts, " | ");
    const Where where = headed.where(row, 0);
    record.origin = {where.file, "", where.sheet, where.row, "", ""};
    record.recorded_at = recorded_at_;
    const auto [seen, fresh] = seen_.try_emplace(record.identity, found_.records.size());
    if (fresh) {
      found_.records.push_back(std::move(record));
      return;
    }
    const RecordFact& first = found_.records[seen->second];
    if (first.fields == record.fields) return;
    complain("ING019", where, fmt::format("与第 {} 行是同一条记录，但内容不同", first.origin.row),
             "只留一条");
  }

  const LedgerDefinition& ledger_;
  Instant recorded_at_;
  const std::vector<Period>& complete_;
  LedgerFound found_;
  bool is_damaged_ = false;  // there may be more than was read
  Where last_;               // heading of the table read last
  int errors_ = 0;           // complained of so far
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

HeadedTable::Words ledger_words(const LedgerDefinition& ledger) {
  HeadedTable::Words words;
  for (const FieldDefinition& field : ledger.fields) words.push_back({field.key, {field.name, field.key}});
  words.push_back({kPeriodColumn, {"期间", "年份", "年度", "period"}});
  return words;
}

LedgerFound read_ledger(const Document& document, const LedgerDefinition& ledger, Instant recorded_at,
                        const std::vector<Period>& complete) {
  LedgerReader reader(ledger, recorded_at, complete);
  reader.read(document);
  LedgerFound found = reader.finish(document.file);
  found.diagnostics.insert(found.diagnostics.begin(), document.diagnostics.begin(),
                           document.diagnostics.end());
  return found;
}

}  // namespace chuangmo::app
