#include "workflow/ledger_columns.h"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

#include "base/wide.h"

namespace chuangmo::workflow {
namespace {

constexpr int kFinestScale = 18;

// Places the texts of a record under their columns: both go through the keys in the order of their bytes.
class TextPlacer {
 public:
  explicit TextPlacer(LedgerColumns& columns) : columns_(columns) {
    for (std::size_t i = 0; i < columns.columns.size(); ++i)
      order_.emplace_back(columns.columns[i].field->key, i);
    std::sort(order_.begin(), order_.end());
  }

  void place(const SubmittedRecord& record, std::size_t row) {
    auto next = order_.begin();
    for (const auto& [key, text] : record.fields) {
      while (next != order_.end() && next->first < key) ++next;
      if (next != order_.end() && next->first == key) {
        columns_.columns[next->second].texts[row] = &text;
      } else if (unknown_.insert(key).second) {
        columns_.unknown.push_back({key, row});
      }
    }
  }

 private:
  LedgerColumns& columns_;
  std::vector<std::pair<std::string_view, std::size_t>> order_;
  std::set<std::string_view> unknown_;
};

// Numbers come with scales of their own; all take the finest.
class NumberColumn {
 public:
  NumberColumn(LedgerColumn& column, const NumberReader& reader)
      : column_(column), reader_(reader), scales_(column.texts.size()) {}

  void read() {
    for (std::size_t row = 0; row < scales_.size(); ++row) {
      if (column_.states[row] == CellState::filled) take(row);
    }
    for (std::size_t row = 0; row < scales_.size(); ++row) {
      if (column_.states[row] == CellState::filled) rescale(row);
    }
  }

 private:
  void take(std::size_t row) {
    auto number = plain_number(*column_.texts[row]);
    if (!number) {
      if (const auto read = reader_(*column_.texts[row], column_.field->unit)) number = *read;
    }
    if (!number) {
      column_.states[row] = CellState::bad;
      return;
    }
    Int128 digits = number->digits();
    int scale = number->scale();
    // Zeros behind the point say nothing; without them a number that is equal to another looks like it.
    for (; scale > 0 && digits % 10 == 0; --scale) digits /= 10;
    const auto narrow = static_cast<std::int64_t>(digits);
    if (narrow != digits || scale > kFinestScale) return keep_wide(row, Decimal(digits, scale));
    column_.values[row] = narrow;
    scales_[row] = static_cast<std::uint8_t>(scale);
    column_.scale = std::max(column_.scale, scale);
  }

  void rescale(std::size_t row) {
    const int up = column_.scale - scales_[row];
    const std::int64_t before = column_.values[row];
    std::int64_t value = 0;
    constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
    if (__builtin_mul_overflow(before, static_cast<std::int64_t>(power_of_ten(up)), &value) ||
        value == kLowest)
      return keep_wide(row, Decimal(before, scales_[row]));
    column_.values[row] = value;
    column_.most = std::max(column_.most, value < 0 ? -value : value);
  }

  void keep_wide(std::size_t row, const Decimal& number) {
    if (column_.wide.empty()) column_.wide.resize(scales_.size());
    column_.wide[row] = number;
    column_.states[row] = CellState::wide;
  }

  LedgerColumn& column_;
  const NumberReader& reader_;
  std::vector<std::uint8_t> scales_;
};

void read_texts(LedgerColumn& column) {
  std::unordered_map<std::string, std::int64_t> known;
  for (std::size_t row = 0; row < column.texts.size(); ++row) {
    if (column.states[row] != CellState::filled) continue;
    const auto number = static_cast<std::int64_t>(known.size());
    column.values[row] = known.try_emplace(trimmed(*column.texts[row]), number).first->second;
  }
}

template <class Read>
void read_each(LedgerColumn& column, const Read& read) {
  for (std::size_t row = 0; row < column.texts.size(); ++row) {
    if (column.states[row] != CellState::filled) continue;
    if (const auto value = read(*column.texts[row])) {
      column.values[row] = static_cast<std::int64_t>(*value);
    } else {
      column.states[row] = CellState::bad;
    }
  }
}

void read_column(LedgerColumn& column, const NumberReader& reader) {
  for (std::size_t row = 0; row < column.texts.size(); ++row) {
    const std::string* text = column.texts[row];
    if (text != nullptr && !is_unfilled(*text)) column.states[row] = CellState::filled;
  }
  switch (column.field->type) {
    case FieldType::text:
      return read_texts(column);
    case FieldType::number:
      return NumberColumn(column, reader).read();
    case FieldType::date:
      return read_each(column, [](const std::string& text) {
        const auto date = submitted_date(text);
        return date ? std::optional(date->days) : std::nullopt;
      });
    case FieldType::boolean:
      return read_each(column, [](const std::string& text) { return submitted_truth(text); });
    case FieldType::choice:
    case FieldType::ordinal:
      return read_each(column,
                       [&](const std::string& text) { return submitted_choice(*column.field, text); });
  }
}

}  // namespace

Decimal LedgerColumn::number(std::size_t row) const {
  return states[row] == CellState::wide ? wide[row] : Decimal(values[row], scale);
}

std::vector<std::pair<std::size_t, std::size_t>> LedgerColumn::repeated() const {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::unordered_map<std::int64_t, std::size_t> first;
  std::unordered_map<std::string, std::size_t> first_wide;
  first.reserve(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    std::size_t seen = row;
    if (states[row] == CellState::filled) seen = first.try_emplace(values[row], row).first->second;
    // What no integer of the scale holds equals nothing that one holds.
    if (states[row] == CellState::wide) seen = first_wide.try_emplace(wide[row].text(), row).first->second;
    if (seen != row) pairs.emplace_back(row, seen);
  }
  return pairs;
}

const LedgerColumn* LedgerColumns::column(std::string_view field) const {
  for (const LedgerColumn& one : columns) {
    if (one.field->key == field) return &one;
  }
  return nullptr;
}

LedgerColumns ledger_columns(const LedgerDefinition& ledger,
                             const std::vector<const SubmittedRecord*>& records, const NumberReader& reader) {
  LedgerColumns columns;
  columns.ledger = &ledger;
  columns.rows = records.size();
  for (const FieldDefinition& field : ledger.fields) {
    LedgerColumn& column = columns.columns.emplace_back();
    column.field = &field;
    column.texts.resize(columns.rows);
    column.states.resize(columns.rows);
    column.values.resize(columns.rows);
  }
  TextPlacer placer(columns);
  for (std::size_t row = 0; row < columns.rows; ++row) placer.place(*records[row], row);
  for (LedgerColumn& column : columns.columns) read_column(column, reader);
  return columns;
}

}  // namespace chuangmo::workflow
