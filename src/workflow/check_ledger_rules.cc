#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "base/wide.h"
#include "workflow/checking.h"

namespace chuangmo::workflow {
namespace {

// A column made comparable with others: whole numbers of one common fraction of one unit, so that rows are
// compared as 128-bit integers. Only numbers too long for that go through fractions.
struct Scaled {
  const LedgerColumn* column = nullptr;
  Rational ratio{1};             // units of `left` in one of this column
  Int128 units = 1;              // the same as a whole number, over a denominator that all columns share
  std::optional<Int128> factor;  // of `values`: units and scale in one; none where a product might overflow
};

Result<Rational> exact_value(const Scaled& scaled, std::size_t row) {
  CHUANGMO_TRY(value, Rational::from(scaled.column->number(row)));
  return multiply(value, scaled.ratio);
}

class LedgerRule {
 public:
  LedgerRule(const CheckRule& rule, const LedgerColumns& columns, FindingList& findings)
      : rule_(rule), columns_(columns), findings_(findings), left_(columns.column(rule.left)) {}

  void check() {
    if (left_ == nullptr) return;
    switch (rule_.kind) {
      case CheckKind::at_most:
        return check_at_most();
      case CheckKind::parts_of_sum:
        return check_sum();
      case CheckKind::range:
        return check_range();
      case CheckKind::not_before:
        return check_not_before();
      case CheckKind::required_if:
        return check_required_if();
      case CheckKind::distinct:
        return check_distinct();
      case CheckKind::jump:
        return;  // of figures only: a record has no period before
    }
  }

 private:
  // Brings the columns to one scale and unit; false when a name or a unit is unknown.
  bool scale(const std::vector<std::string>& names) {
    int finest = 0;
    Int128 denominator = 1;
    for (const std::string& name : names) {
      const LedgerColumn* column = columns_.column(name);
      if (column == nullptr || column->field->type != FieldType::number) return false;
      const auto ratio = unit_ratio(column->field->unit, left_->field->unit);
      if (!ratio) return false;
      scaled_.push_back({column, *ratio, 1, std::nullopt});
      finest = std::max(finest, column->scale);
      has_units_ = has_units_ && !__builtin_mul_overflow(denominator, ratio->denominator(), &denominator);
    }
    numbers_.resize(scaled_.size());
    for (Scaled& one : scaled_) {
      has_units_ = has_units_ && !__builtin_mul_overflow(denominator / one.ratio.denominator(),
                                                         one.ratio.numerator(), &one.units);
      if (has_units_) one.factor = quick_factor(one, finest);
    }
    return true;
  }

  // Leaves room for a sum of a hundred such columns.
  static std::optional<Int128> quick_factor(const Scaled& one, int finest) {
    constexpr auto kMost = static_cast<Int128>(kInt128Max >> 7);
    Int128 factor = 0;
    Int128 largest = 0;
    const auto power = static_cast<Int128>(power_of_ten(finest - one.column->scale));
    if (__builtin_mul_overflow(one.units, power, &factor) ||
        __builtin_mul_overflow(factor, Int128{one.column->most}, &largest) || largest > kMost)
      return std::nullopt;
    return factor;
  }

  bool has_all(std::size_t row) const {
    return std::all_of(scaled_.begin(), scaled_.end(),
                       [row](const Scaled& one) { return one.column->has_number(row); });
  }

  // The numbers of a row as comparable whole numbers; false when they do not fit.
  bool raise(std::size_t row) {
    bool is_quick = true;
    for (std::size_t i = 0; i < scaled_.size() && is_quick; ++i) {
      const Scaled& one = scaled_[i];
      is_quick = one.factor && one.column->states[row] == CellState::filled;
      if (is_quick) numbers_[i] = one.column->values[row] * *one.factor;
    }
    return is_quick || raise_slowly(row);
  }
  bool raise_slowly(std::size_t row) {
    if (!has_units_) return false;
    int finest = 0;
    for (const Scaled& one : scaled_) finest = std::max(finest, one.column->number(row).scale());
    for (std::size_t i = 0; i < scaled_.size(); ++i) {
      const Decimal number = scaled_[i].column->number(row);
      const auto power = static_cast<Int128>(power_of_ten(finest - number.scale()));
      if (__builtin_mul_overflow(number.digits(), power, &numbers_[i]) ||
          __builtin_mul_overflow(numbers_[i], scaled_[i].units, &numbers_[i]))
        return false;
    }
    return true;
  }

  void check_at_most() {
    if (!scale({rule_.left, rule_.right})) return;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (!has_all(row)) continue;
      if (raise(row) ? numbers_[0] <= numbers_[1] : is_at_most(row)) continue;
      complain(row, [&] { return shown(*left_, row) + "，" + shown(*scaled_[1].column, row); });
    }
  }

  bool is_at_most(std::size_t row) const {
    const auto left = exact_value(scaled_[0], row);
    const auto right = exact_value(scaled_[1], row);
    return !left || !right || *left <= *right;
  }

  void check_sum() {
    std::vector<std::string> names{rule_.left};
    names.insert(names.end(), rule_.parts.begin(), rule_.parts.end());
    if (!scale(names)) return;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (!has_all(row)) continue;
      const auto quick = raise(row) ? is_sum_quickly() : std::nullopt;
      if (quick ? *quick : is_sum_within(row)) continue;
      complain(row, [&] {
        std::string text = shown(*left_, row) + "，各分项";
        for (std::size_t i = 1; i < scaled_.size(); ++i) text += "、" + shown(*scaled_[i].column, row);
        return text;
      });
    }
  }

  // |left - sum| <= tolerance x |left|; nullopt when that takes more than 128 bits.
  std::optional<bool> is_sum_quickly() const {
    const Int128 left = numbers_[0];
    Int128 rest = left;
    for (std::size_t i = 1; i < numbers_.size(); ++i) {
      if (__builtin_sub_overflow(rest, numbers_[i], &rest)) return std::nullopt;
    }
    if (rest == 0 || !rule_.tolerance) return rest == 0;
    const Int128 zero = 0;
    Int128 size = left;
    Int128 allowed = 0;
    if ((rest < 0 && __builtin_sub_overflow(zero, rest, &rest)) ||
        (left < 0 && __builtin_sub_overflow(zero, left, &size)))
      return std::nullopt;
    const auto power = static_cast<Int128>(power_of_ten(rule_.tolerance->scale()));
    if (__builtin_mul_overflow(rest, power, &rest) ||
        __builtin_mul_overflow(size, rule_.tolerance->digits(), &allowed))
      return std::nullopt;
    return rest <= allowed;
  }

  bool is_sum_within(std::size_t row) const {
    const auto left = exact_value(scaled_[0], row);
    if (!left) return true;
    Rational rest = *left;
    for (std::size_t i = 1; i < scaled_.size(); ++i) {
      const auto part = exact_value(scaled_[i], row);
      const auto less = part ? subtract(rest, *part) : part;
      if (!less) return true;
      rest = *less;
    }
    if (!rule_.tolerance) return rest.is_zero();
    const auto tolerance = Rational::from(*rule_.tolerance);
    if (!tolerance) return true;
    const auto allowed = multiply(*tolerance, left->sign() < 0 ? negate(*left) : *left);
    return !allowed || (rest.sign() < 0 ? negate(rest) : rest) <= *allowed;
  }

  void check_range() {
    if (left_->field->type != FieldType::number) return;
    const ColumnBounds bounds(*left_, rule_.low, rule_.high);
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      if (bounds.has_outside(row))
        complain(row, [&] { return shown(*left_, row) + bounds_text(rule_.low, rule_.high); });
    }
  }

  void check_not_before() {
    const LedgerColumn* right = columns_.column(rule_.right);
    const bool are_dates =
        right != nullptr && right->field->type == FieldType::date && left_->field->type == FieldType::date;
    if (!are_dates) return;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      const bool has_both =
          left_->states[row] == CellState::filled && right->states[row] == CellState::filled;
      if (has_both && left_->values[row] < right->values[row])
        complain(row, [&] { return shown(*left_, row) + "，" + shown(*right, row); });
    }
  }

  void check_required_if() {
    const LedgerColumn* right = columns_.column(rule_.right);
    if (right == nullptr) return;
    const auto wanted = wanted_value(*right);
    if (!wanted) return;
    for (std::size_t row = 0; row < columns_.rows; ++row) {
      const bool is_asked = right->states[row] == CellState::filled && right->values[row] == *wanted;
      if (is_asked && left_->states[row] == CellState::blank)
        complain(row, [&] { return shown(*right, row) + "，“" + left_->field->name + "”没有填"; });
    }
  }

  // `equals` as the column holds it.
  std::optional<std::int64_t> wanted_value(const LedgerColumn& right) const {
    if (right.field->type == FieldType::boolean) return rule_.equals == "true" ? 1 : 0;
    const auto choice = submitted_choice(*right.field, rule_.equals);
    return choice ? std::optional(static_cast<std::int64_t>(*choice)) : std::nullopt;
  }

  void check_distinct() {
    for (const auto& [row, first] : left_->repeated()) {
      complain(row, [&, first = first, row = row] {
        return fmt::format("{}，与第 {} 条相同", shown(*left_, row), first + 1);
      });
    }
  }

  static std::string shown(const LedgerColumn& column, std::size_t row) {
    const std::string value = column.has_number(row) && column.field->type == FieldType::number
                                  ? with_unit(column.number(row).text(), column.field->unit)
                                  : (column.texts[row] == nullptr ? std::string() : *column.texts[row]);
    return column.field->name + " " + value;
  }

  template <class Numbers>
  void complain(std::size_t row, const Numbers& numbers) {
    findings_.add(rule_.severity, [&] {
      return CheckFinding{rule_.id, record_place(columns_.ledger->key, row, rule_.left), rule_.severity,
                          rule_.text + "：" + numbers(), rule_.fix};
    });
  }

  const CheckRule& rule_;
  const LedgerColumns& columns_;
  FindingList& findings_;
  const LedgerColumn* left_;
  std::vector<Scaled> scaled_;   // the columns of the rule, `left` first
  std::vector<Int128> numbers_;  // of the row at hand, parallel to it
  bool has_units_ = true;        // Scaled::units are right
};

}  // namespace

void check_ledger_rule(const CheckRule& rule, const LedgerColumns& columns, FindingList& findings) {
  LedgerRule(rule, columns, findings).check();
}

}  // namespace chuangmo::workflow
