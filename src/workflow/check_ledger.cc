#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

// The records of one ledger, column by column, then against each other.
class LedgerCheck {
 public:
  LedgerCheck(const LedgerColumns& columns, const CheckInput& input, FindingList& findings)
      : columns_(columns), ledger_(*columns.ledger), input_(input), findings_(findings) {}

  void check() {
    for (const UnknownField& unknown : columns_.unknown) {
      complain(unknown.row, unknown.key, CheckSeverity::blocker, [&]() -> Failure {
        return {"WRK102", "台账“" + ledger_.name + "”没有字段" + quote(unknown.key),
                "检查列名，或删去这一列"};
      });
    }
    for (const LedgerColumn& column : columns_.columns) {
      check_filled(column);
      if (column.field->type == FieldType::number) check_bounds(column);
    }
    if (const LedgerColumn* days = columns_.column(ledger_.date_field)) check_days(*days);
    check_identities();
  }

 private:
  void check_filled(const LedgerColumn& column) {
    const FieldDefinition& field = *column.field;
    // Without its day a record cannot be kept.
    const bool is_asked = (field.required && field.derived.empty()) || field.key == ledger_.date_field;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (column.states[row] == CellState::blank && is_asked) {
        complain(row, field.key, CheckSeverity::blocker, [&]() -> Failure {
          return {"WRK116", "“" + field.name + "”没有填", "补填"};
        });
      } else if (column.states[row] == CellState::bad) {
        complain(row, field.key, CheckSeverity::blocker, [&]() -> Failure {
          const auto read = canonical_field(field, *column.texts[row], input_.read_number);
          return read ? Failure{"WRK105", "“" + field.name + "”读不懂", "检查内容"} : read.error();
        });
      }
    }
  }

  void check_bounds(const LedgerColumn& column) {
    const FieldDefinition& field = *column.field;
    if (!field.low && !field.high) return;
    const ColumnBounds bounds(column, field.low, field.high);
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (!bounds.has_outside(row)) continue;
      complain(row, field.key, CheckSeverity::blocker, [&]() -> Failure {
        return {"WRK107",
                fmt::format("“{}”不可能是 {}{}", field.name, with_unit(column.number(row).text(), field.unit),
                            bounds_text(field.low, field.high)),
                "检查数值和单位"};
      });
    }
  }

  void check_days(const LedgerColumn& column) {
    const Period& asked = input_.request.period;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (column.states[row] != CellState::filled) continue;
      const Date day{static_cast<std::int32_t>(column.values[row])};
      if (day > input_.today) {
        complain(row, column.field->key, CheckSeverity::blocker, [&]() -> Failure {
          return {"WRK119", "日期 " + day.text() + " 还没有到", "检查年份"};
        });
      } else if (!asked.contains(day)) {
        complain(row, column.field->key, CheckSeverity::error, [&]() -> Failure {
          return {"WRK109", "日期 " + day.text() + " 不在本次报送的" + asked.text_zh() + "之内",
                  "改正日期；更正往期记录的，说明理由"};
        });
      }
    }
  }

  // Two rows with one identity are one record, said twice or in two ways.
  void check_identities() {
    std::vector<const LedgerColumn*> parts;
    for (const std::string& key : ledger_.identity) {
      const LedgerColumn* column = columns_.column(key);
      if (column == nullptr) return;
      parts.push_back(column);
    }
    if (parts.empty()) return;
    std::unordered_map<std::string, std::size_t> first;
    first.reserve(columns_.rows);
    std::string key;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (!identify(parts, row, key)) continue;
      const std::size_t earlier = first.try_emplace(key, row).first->second;
      if (earlier == row) continue;
      const bool is_same = is_same_content(earlier, row);
      complain(row, "", is_same ? CheckSeverity::warning : CheckSeverity::blocker, [&]() -> Failure {
        const std::string where = fmt::format("第 {} 条", earlier + 1);
        if (is_same) return {"WRK120", "与" + where + "完全相同", "删去一条"};
        return {"WRK113", "与" + where + "是同一条记录，但内容不同", "只留一条，或填写能区分两条的内容"};
      });
    }
  }

  static bool identify(const std::vector<const LedgerColumn*>& parts, std::size_t row, std::string& key) {
    key.clear();
    for (const LedgerColumn* column : parts) {
      const CellState state = column->states[row];
      if (state == CellState::bad) return false;
      key.push_back(static_cast<char>('0' + static_cast<int>(state)));
      const std::int64_t value = column->values[row];
      if (state == CellState::filled) key.append(reinterpret_cast<const char*>(&value), sizeof value);
      if (state == CellState::wide) key += column->wide[row].text() + '|';
    }
    return true;
  }

  bool is_same_content(std::size_t a, std::size_t b) const {
    return std::all_of(columns_.columns.begin(), columns_.columns.end(), [&](const LedgerColumn& column) {
      if (column.states[a] != column.states[b]) return false;
      if (column.states[a] == CellState::filled) return column.values[a] == column.values[b];
      if (column.states[a] == CellState::wide) return column.wide[a] == column.wide[b];
      return column.states[a] == CellState::blank || *column.texts[a] == *column.texts[b];
    });
  }

  template <class Why>
  void complain(std::size_t row, const std::string& field, CheckSeverity severity, const Why& why) {
    findings_.add(severity, [&] {
      Failure failure = why();
      return CheckFinding{std::move(failure.code), record_place(ledger_.key, row, field), severity,
                          std::move(failure.text), std::move(failure.fix)};
    });
  }

  const LedgerColumns& columns_;
  const LedgerDefinition& ledger_;
  const CheckInput& input_;
  FindingList& findings_;
};

}  // namespace

void check_ledger(const LedgerColumns& columns, const CheckInput& input, FindingList& findings) {
  LedgerCheck(columns, input, findings).check();
}

}  // namespace chuangmo::workflow
