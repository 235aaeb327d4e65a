#include "catalog/checks.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "catalog/check_operand.h"
#include "catalog/check_sources.h"
#include "catalog/cited.h"
#include "workflow/names.h"

namespace chuangmo::catalog {
namespace {

enum class Need { none, optional, required };

// Which keys a kind of rule has beside left, text and fix.
struct Shape {
  CheckKind kind;
  std::string_view name;
  bool of_figures;
  bool of_ledgers;
  Need right;
  Need parts;
  Need equals;
  Need bounds;
  Need tolerance;
};
constexpr std::array<Shape, 7> kShapes{
    {{CheckKind::at_most, "at_most", true, true, Need::required, Need::none, Need::none, Need::none,
      Need::none},
     {CheckKind::parts_of_sum, "parts_of_sum", true, true, Need::none, Need::required, Need::none, Need::none,
      Need::optional},
     {CheckKind::jump, "jump", true, false, Need::none, Need::none, Need::none, Need::none, Need::required},
     {CheckKind::range, "range", true, true, Need::none, Need::none, Need::none, Need::required, Need::none},
     {CheckKind::not_before, "not_before", false, true, Need::required, Need::none, Need::none, Need::none,
      Need::none},
     {CheckKind::required_if, "required_if", false, true, Need::required, Need::none, Need::required,
      Need::none, Need::none},
     {CheckKind::distinct, "distinct", false, true, Need::none, Need::none, Need::none, Need::none,
      Need::none}}};

const Shape* shape_of(std::string_view name) {
  const auto found =
      std::find_if(kShapes.begin(), kShapes.end(), [&](const Shape& shape) { return shape.name == name; });
  return found == kShapes.end() ? nullptr : found;
}

// One [[check]]: its words first, then what they mean in the pack.
class RuleReader {
 public:
  RuleReader(TomlReader& entry, const Pack& pack) : entry_(entry), pack_(pack) {}

  std::optional<CheckRule> read(const std::set<std::string>& documents) {
    read_words(documents);
    const bool is_whole = shape_ != nullptr && find_ledger() && has_its_keys() && names_fit();
    entry_.finish();
    return is_whole ? std::optional<CheckRule>(std::move(rule_)) : std::nullopt;
  }

 private:
  void read_words(const std::set<std::string>& documents) {
    rule_.id = entry_.text("id");
    rule_.ledger = entry_.text("ledger", false);
    rule_.left = entry_.text("left");
    rule_.right = entry_.text("right", false);
    rule_.parts = entry_.texts("parts");
    rule_.equals = entry_.text("equals", false);
    rule_.low = entry_.decimal("low");
    rule_.high = entry_.decimal("high");
    rule_.tolerance = entry_.decimal("tolerance");
    rule_.text = entry_.text("text");
    rule_.fix = entry_.text("fix");
    rule_.text_en = entry_.text("text_en", false);
    rule_.fix_en = entry_.text("fix_en", false);
    rule_.citation = read_cited(entry_, documents);
    const std::string kind = entry_.text("kind");
    shape_ = shape_of(kind);
    if (shape_ != nullptr) rule_.kind = shape_->kind;
    if (shape_ == nullptr && !kind.empty())
      entry_.complain("CAT072", "不认识的校验种类 " + kind,
                      "用 at_most、parts_of_sum、jump、range、not_before、required_if、distinct", "kind");
    const std::string severity = entry_.text("severity");
    if (const auto known = workflow::from_name<CheckSeverity>(severity)) {
      rule_.severity = *known;
    } else if (!severity.empty()) {
      entry_.complain("CAT072", "不认识的严重程度 " + severity, "用 note、warning、error、blocker",
                      "severity");
    }
  }

  bool find_ledger() {
    if (!rule_.ledger.empty()) ledger_ = pack_.ledger(rule_.ledger);
    if (!rule_.ledger.empty() && ledger_ == nullptr) {
      entry_.complain("CAT074", "指标包没有台账 " + rule_.ledger, "改成已有的台账", "ledger");
      return false;
    }
    if (ledger_ == nullptr ? shape_->of_figures : shape_->of_ledgers) return true;
    entry_.complain("CAT076",
                    std::string(shape_->name) +
                        (ledger_ == nullptr ? " 只用于台账，缺少 ledger" : " 只用于统计数据，不能写 ledger"),
                    "补上或删去 ledger", "kind");
    return false;
  }

  bool has_key(std::string_view key, Need need) {
    const bool is_there = entry_.has(key);
    if (is_there ? need != Need::none : need != Need::required) return true;
    entry_.complain("CAT076",
                    std::string(shape_->name) + (is_there ? " 用不到 " : " 缺少 ") + std::string(key),
                    is_there ? "删去这一行" : "补上这一行", is_there ? key : "");
    return false;
  }

  bool has_its_keys() {
    bool is_good = has_key("right", shape_->right);
    is_good = has_key("parts", shape_->parts) && is_good;
    is_good = has_key("equals", shape_->equals) && is_good;
    is_good = has_key("tolerance", shape_->tolerance) && is_good;
    const Need bound = shape_->bounds == Need::none ? Need::none : Need::optional;
    is_good = has_key("low", bound) && is_good;
    is_good = has_key("high", bound) && is_good;
    if (shape_->bounds == Need::required && !rule_.low && !rule_.high)
      return odd("", std::string(shape_->name) + " 缺少 low 或 high");
    if (rule_.tolerance && rule_.tolerance->is_negative()) return odd("tolerance", "容差不能是负数");
    if (rule_.low && rule_.high && Rational::from(*rule_.low) && Rational::from(*rule_.high) &&
        *Rational::from(*rule_.high) < *Rational::from(*rule_.low))
      return odd("high", "上限小于下限");
    return is_good;
  }

  bool odd(std::string_view key, const std::string& text) {
    entry_.complain("CAT076", text, "改正这一行", key);
    return false;
  }

  std::optional<CheckOperand> operand(const std::string& name, std::string_view key) {
    const auto found = ledger_ == nullptr ? figure_operand(pack_, name) : field_operand(*ledger_, name);
    if (!found) {
      entry_.complain(
          "CAT074",
          ledger_ == nullptr ? "指标包没有统计数据 " + name : "台账 " + ledger_->key + " 没有字段 " + name,
          ledger_ == nullptr ? "写成 gdp，分对象的写成 total_emission(COD)" : "改成已有的字段", key);
    }
    return found;
  }

  bool is_of_type(const CheckOperand& operand, FieldType type, std::string_view key) {
    if (operand.type == type) return true;
    entry_.complain("CAT075", std::string(shape_->name) + " 的 " + std::string(key) + " 类型不对",
                    type == FieldType::date ? "要用日期字段" : "要用数字", key);
    return false;
  }

  bool names_fit() {
    if (rule_.left.empty()) return false;  // CAT002 is told
    const auto left = operand(rule_.left, "left");
    if (!left) return false;
    switch (rule_.kind) {
      case CheckKind::at_most:
        return is_of_type(*left, FieldType::number, "left") && is_comparable(*left, rule_.right, "right");
      case CheckKind::parts_of_sum:
        return is_of_type(*left, FieldType::number, "left") &&
               std::all_of(rule_.parts.begin(), rule_.parts.end(),
                           [&](const std::string& part) { return is_comparable(*left, part, "parts"); });
      case CheckKind::jump:
      case CheckKind::range:
        return is_of_type(*left, FieldType::number, "left");
      case CheckKind::not_before: {
        const auto right = operand(rule_.right, "right");
        return right && is_of_type(*left, FieldType::date, "left") &&
               is_of_type(*right, FieldType::date, "right");
      }
      case CheckKind::required_if:
        return is_condition(*left);
      case CheckKind::distinct:
        return true;
    }
    return false;
  }

  bool is_comparable(const CheckOperand& left, const std::string& name, std::string_view key) {
    const auto right = operand(name, key);
    if (!right || !is_of_type(*right, FieldType::number, key)) return false;
    if (name != rule_.left && are_commensurable(left, *right)) return true;
    entry_.complain("CAT077", rule_.left + " 与 " + name + " 不能相比：单位、期间不同，或是同一项",
                    "只比较单位和期间相同的两项", key);
    return false;
  }

  // left may be left out, and right has the value that asks for it.
  bool is_condition(const CheckOperand& left) {
    const auto right = operand(rule_.right, "right");
    if (!right) return false;
    if (left.field->required) return odd("left", "字段 " + rule_.left + " 本来就必填，这条校验没有作用");
    const std::vector<std::string> values =
        right->type == FieldType::boolean ? std::vector<std::string>{"true", "false"} : right->field->choices;
    if (std::find(values.begin(), values.end(), rule_.equals) != values.end()) return true;
    entry_.complain("CAT075", "字段 " + rule_.right + " 不会等于 " + rule_.equals,
                    "right 用是否或选项字段，equals 用 true、false 或选项的键", "equals");
    return false;
  }

  TomlReader& entry_;
  const Pack& pack_;
  const LedgerDefinition* ledger_ = nullptr;
  const Shape* shape_ = nullptr;
  CheckRule rule_;
};

}  // namespace

std::vector<CheckRule> read_checks(const CatalogFiles& files, const Pack& pack, Diagnostics& diagnostics) {
  std::vector<CheckRule> rules;
  const std::string path = "packs/" + pack.id + "/checks.toml";
  const auto found = files.find(path);
  if (found == files.end()) return rules;
  const auto table = parse_toml(found->second, path, diagnostics);
  if (!table) return rules;
  TomlReader reader(*table, path, diagnostics);
  const std::set<std::string> documents = registered_documents(files);
  std::set<std::string> ids;
  for (TomlReader& entry : reader.tables("check")) {
    auto rule = RuleReader(entry, pack).read(documents);
    const std::string id = entry.raw()["id"].value_or(std::string());
    if (!id.empty() && !ids.insert(id).second)
      entry.complain("CAT057", "校验 " + id + " 定义了两次", "换一个编号", "id");
    if (rule) rules.push_back(std::move(*rule));
  }
  reader.finish();
  return rules;
}

}  // namespace chuangmo::catalog
