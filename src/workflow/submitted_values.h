#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/civil.h"
#include "base/decimal.h"
#include "base/result.h"
#include "model/pack.h"

namespace chuangmo::workflow {

// Reads a number as clerks write it ("1.2亿元") into `unit`. UNT001, UNT002 or ING007 its unit does not fit,
// any other code it is no number.
using NumberReader = std::function<Result<Decimal>(const std::string& text, const std::string& unit)>;

// What a unit wrote into a field, by the field's type. Plain spellings are read here at once, since there may
// be a million of them; only the others cost a folding of widths and words, or a call of the NumberReader.
std::string trimmed(std::string_view text);
bool is_unfilled(std::string_view text);                     // nothing, or white space
std::optional<Decimal> plain_number(std::string_view text);  // "-12.50": up to 18 digits and a point
Result<Decimal> submitted_number(const std::string& text, const std::string& unit,
                                 const NumberReader& reader);
std::optional<Date> submitted_date(std::string_view text);
std::optional<bool> submitted_truth(std::string_view text);  // 是 否 有 无 true false √ × 1 0 ...
// Index of the choice whose key or name it is.
std::optional<std::size_t> submitted_choice(const FieldDefinition& field, std::string_view text);

// The text a record keeps: decimals, ISO dates, true/false, keys of choices. WRK104 not a number, WRK105 not
// a date, boolean or choice, WRK106 a unit that does not fit.
Result<std::string> canonical_field(const FieldDefinition& field, const std::string& text,
                                    const NumberReader& reader);
// Why submitted_number failed, as a finding says it: WRK104, WRK106.
Failure number_failure(const std::string& name, const std::string& text, const std::string& unit,
                       const Failure& failure);

}  // namespace chuangmo::workflow
