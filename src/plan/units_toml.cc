#include "plan/units_toml.h"

#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "plan/plan_names.h"
#include "plan/toml_reader.h"
#include "plan/toml_text.h"
#include "plan/unit_words.h"

namespace chuangmo::plan {
namespace {

bool has_separator(std::string_view text) {
  for (const char32_t c : to_u32(text)) {
    if (is_hard_separator(c)) return true;
  }
  return false;
}

UnitEntry read_unit(TomlReader& reader) {
  UnitEntry unit;
  unit.name = reader.text("name");
  unit.name_en = reader.text("name_en");
  unit.aliases = reader.texts("aliases");
  unit.guessed = reader.flag("guessed");
  const std::string kind = reader.text("kind", "agency");
  if (const auto known = unit_kind_from(kind)) {
    unit.kind = *known;
  } else {
    reader.add_problem(nullptr, fmt::format("不认识的单位类别 {}", kind));
  }
  if (unit_key(unit.name).empty()) reader.add_problem(nullptr, "单位没有 name");
  return unit;
}

GroupEntry read_group(TomlReader& reader) {
  GroupEntry group;
  group.name = reader.text("name");
  group.name_en = reader.text("name_en");
  group.aliases = reader.texts("aliases");
  group.members = reader.texts("members");
  group.open = reader.flag("open");
  if (unit_key(group.name).empty()) reader.add_problem(nullptr, "单位组没有 name");
  return group;
}

class RegisterCheck {
 public:
  explicit RegisterCheck(std::string_view file) : file_(file) {}

  Result<void> check(const UnitRegister& units) {
    for (const UnitEntry& unit : units.units) {
      CHUANGMO_CHECK(claim(unit.name, unit.name));
      for (const std::string& alias : unit.aliases) CHUANGMO_CHECK(claim(alias, unit.name));
    }
    for (const GroupEntry& group : units.groups) {
      CHUANGMO_CHECK(claim(group.name, group.name));
      for (const std::string& alias : group.aliases) CHUANGMO_CHECK(claim(alias, group.name));
    }
    std::set<std::string_view> names;
    for (const UnitEntry& unit : units.units) names.insert(unit.name);
    for (const GroupEntry& group : units.groups) names.insert(group.name);
    for (const GroupEntry& group : units.groups) {
      for (const std::string& member : group.members) {
        if (names.count(member) > 0 && member != group.name) continue;
        return fail("PLN042",
                    fmt::format("{}：单位组「{}」的成员「{}」不是名册中的单位", file_, group.name, member),
                    "请先在 [[unit]] 中登记它");
      }
    }
    return {};
  }

 private:
  Result<void> claim(const std::string& spelling, const std::string& owner) {
    const std::string key = unit_key(spelling);
    const auto [place, is_new] = owners_.emplace(key, owner);
    if (is_new || (place->second == owner && spelling != owner) ||
        (has_separator(spelling) && spelling != owner))
      return {};
    return fail("PLN043",
                fmt::format("{}：「{}」既指「{}」又指「{}」", file_, spelling, place->second, owner),
                "一个名称只能指一个单位，请删去其中一处");
  }

  std::string_view file_;
  std::map<std::string, std::string> owners_;
};

}  // namespace

std::string write_units_toml(const UnitRegister& units) {
  std::string out;
  for (const UnitEntry& unit : units.units) {
    if (!out.empty()) out += "\n";
    out += fmt::format("[[unit]]\nname = {}\n", toml_string(unit.name));
    if (!unit.name_en.empty()) out += fmt::format("name_en = {}\n", toml_string(unit.name_en));
    out += fmt::format("kind = \"{}\"\n", unit_kind_name(unit.kind));
    if (!unit.aliases.empty()) out += fmt::format("aliases = {}\n", toml_strings(unit.aliases));
    if (unit.guessed) out += "guessed = true\n";
  }
  for (const GroupEntry& group : units.groups) {
    if (!out.empty()) out += "\n";
    out += fmt::format("[[group]]\nname = {}\n", toml_string(group.name));
    if (!group.name_en.empty()) out += fmt::format("name_en = {}\n", toml_string(group.name_en));
    if (!group.aliases.empty()) out += fmt::format("aliases = {}\n", toml_strings(group.aliases));
    if (!group.members.empty()) out += fmt::format("members = {}\n", toml_strings(group.members));
    if (group.open) out += "open = true\n";
  }
  return out;
}

Result<UnitRegister> read_units_toml(std::string_view text, std::string_view file) {
  CHUANGMO_TRY(table, parse_toml(text, file, "PLN040"));
  UnitRegister units;
  TomlReader top(table);
  const auto fail_with = [&](const std::string& problem) {
    return fail("PLN041", fmt::format("{} {}", file, problem), "请改正后再试");
  };
  for (const toml::table* entry : top.tables("unit")) {
    TomlReader reader(*entry);
    units.units.push_back(read_unit(reader));
    if (const std::string problem = reader.problem(); !problem.empty()) return fail_with(problem);
  }
  for (const toml::table* entry : top.tables("group")) {
    TomlReader reader(*entry);
    units.groups.push_back(read_group(reader));
    if (const std::string problem = reader.problem(); !problem.empty()) return fail_with(problem);
  }
  if (const std::string problem = top.problem(); !problem.empty()) return fail_with(problem);
  CHUANGMO_CHECK(RegisterCheck(file).check(units));
  return units;
}

UnitRegister combine_units(const UnitRegister& confirmed, const UnitRegister& proposed) {
  UnitRegister combined = confirmed;
  for (const UnitEntry& unit : proposed.units) {
    if (combined.find(unit.name) == nullptr) combined.units.push_back(unit);
  }
  for (const GroupEntry& group : proposed.groups) {
    if (combined.find_group(group.name) == nullptr) combined.groups.push_back(group);
  }
  return combined;
}

}  // namespace chuangmo::plan
