#include "catalog/parameters.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>

#include "base/decimal.h"
#include "base/text.h"
#include "base/unit.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {
namespace {

constexpr int kMostDecimals = 9;

void check_unit(TomlReader& reader, const Parameter& parameter) {
  if (!parse_unit(parameter.unit)) {
    reader.complain("CAT011", "不认识的单位 " + parameter.unit, "用 docs/formats/criteria.md 所列的单位",
                    "unit");
  }
}

// Readings are 32-bit integers; the lowest one means "none".
void check_fits(TomlReader& reader, const Parameter& parameter, const std::optional<Decimal>& bound,
                std::string_view key) {
  if (!bound) return;
  const auto scaled = Decimal(bound->digits(), bound->scale());
  const auto value = Rational::from(scaled);
  Int128 power = 1;
  for (int i = 0; i < parameter.decimals; ++i) power *= 10;
  const auto factor = Rational::make(power, 1);
  const auto reading = value && factor ? multiply(*value, *factor) : fail("NUM002", "");
  const Rational most(std::numeric_limits<std::int32_t>::max());
  if (!reading || most < *reading || *reading < negate(most)) {
    reader.complain("CAT020", parameter.key + " 的合理范围超出读数能表示的大小",
                    "减少 decimals，或收窄 " + std::string(key), key);
  }
}

Parameter read_parameter(TomlReader& reader) {
  Parameter parameter;
  parameter.key = reader.text("key");
  parameter.name = reader.text("name");
  parameter.name_en = reader.text("name_en", false);
  parameter.unit = reader.text("unit");
  const int decimals = reader.integer("decimals", -1);
  if (decimals < 0 || decimals > kMostDecimals) {
    reader.complain("CAT020", "decimals 应为 0 到 9", "写成 decimals = 3", "decimals");
  }
  parameter.decimals = std::clamp(decimals, 0, kMostDecimals);
  parameter.medium = reader.text("medium");
  parameter.aliases = reader.texts("aliases");
  parameter.hj212_codes = reader.texts("hj212_codes");
  parameter.plausible_low = reader.decimal("low");
  parameter.plausible_high = reader.decimal("high");
  parameter.part_of = reader.text("part_of", false);
  check_unit(reader, parameter);
  check_fits(reader, parameter, parameter.plausible_low, "low");
  check_fits(reader, parameter, parameter.plausible_high, "high");
  reader.finish();
  return parameter;
}

// A part and its whole are measured alike, so that their readings can be held against each other.
void check_parts(const std::vector<Parameter>& parameters, const std::string& file,
                 Diagnostics& diagnostics) {
  for (const Parameter& parameter : parameters) {
    if (parameter.part_of.empty()) continue;
    const bool is_good = std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& whole) {
      return whole.key == parameter.part_of && &whole != &parameter && whole.unit == parameter.unit &&
             whole.decimals == parameter.decimals && whole.medium == parameter.medium;
    });
    if (is_good) continue;
    diagnostics.push_back({"CAT064",
                           Severity::error,
                           {.file = file},
                           "参数 " + parameter.key + " 的 part_of 不能是 " + parameter.part_of,
                           "写同一介质中单位和 decimals 相同的另一个参数",
                           ""});
  }
}

std::string folded(std::string_view name) {
  std::string out = nfkc(name);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

// Every heading and every code must lead to one parameter.
class Names {
 public:
  void add(TomlReader& reader, const Parameter& parameter) {
    if (!keys_.insert(parameter.key).second) {
      reader.complain("CAT015", "参数 " + parameter.key + " 写了两次", "删去其中一个", "key");
    }
    std::vector<std::string> words = parameter.aliases;
    words.push_back(parameter.key);
    words.push_back(parameter.name);
    for (const std::string& word : words)
      claim(reader, parameter, parameter.medium + "/" + folded(word), word, "aliases");
    for (const std::string& code : parameter.hj212_codes)
      claim(reader, parameter, "/" + code, code, "hj212_codes");
  }

 private:
  void claim(TomlReader& reader, const Parameter& parameter, const std::string& place,
             const std::string& word, std::string_view key) {
    const auto [owner, is_new] = owners_.emplace(place, parameter.key);
    if (!is_new && owner->second != parameter.key) {
      reader.complain("CAT019", word + " 同时指 " + owner->second + " 和 " + parameter.key,
                      "只留给其中一个参数", key);
    }
  }
  std::set<std::string> keys_;
  std::map<std::string, std::string> owners_;
};

}  // namespace

std::vector<Parameter> read_parameters(std::string_view text, const std::string& file,
                                       Diagnostics& diagnostics) {
  std::vector<Parameter> parameters;
  const auto root = parse_toml(text, file, diagnostics);
  if (!root) return parameters;
  TomlReader reader(*root, file, diagnostics);
  Names names;
  for (TomlReader& entry : reader.tables("parameter")) {
    parameters.push_back(read_parameter(entry));
    names.add(entry, parameters.back());
  }
  check_parts(parameters, file, diagnostics);
  reader.finish();
  return parameters;
}

std::set<std::string> read_source_ids(std::string_view text, const std::string& file,
                                      Diagnostics& diagnostics) {
  std::set<std::string> ids;
  const auto root = parse_toml(text, file, diagnostics);
  if (!root) return ids;
  TomlReader reader(*root, file, diagnostics);
  for (TomlReader& entry : reader.tables("document")) {
    entry.text("number");
    entry.text("title");
    for (const char* key : {"issued", "from", "until"}) entry.date(key);
    entry.finish();
  }
  for (TomlReader& entry : reader.tables("source")) {
    const std::string id = entry.text("id");
    entry.text("what");
    if (!ids.insert(id).second) entry.complain("CAT015", "来源 " + id + " 写了两次", "删去其中一个", "id");
    entry.finish();
  }
  reader.finish();
  return ids;
}

std::set<std::string> read_document_numbers(std::string_view text, const std::string& file,
                                            Diagnostics& diagnostics) {
  std::set<std::string> numbers;
  const auto root = parse_toml(text, file, diagnostics);
  if (!root) return numbers;
  TomlReader reader(*root, file, diagnostics);
  for (TomlReader& entry : reader.tables("document")) numbers.insert(entry.text("number"));
  return numbers;
}

}  // namespace chuangmo::catalog
