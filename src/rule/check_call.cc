#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "rule/checking.h"
#include "rule/spelling.h"

namespace chuangmo::rule {
namespace {

// Checks the arguments of one call, from left to right.
class Arguments {
 public:
  Arguments(Node& node, std::string name, Checking& at) : node_(node), name_(std::move(name)), at_(at) {}

  // One argument of that kind; `set` is the station set named before it, if any.
  void check(Node& argument, ArgumentKind kind, int child) {
    ArgumentNode result;
    result.kind = kind;
    switch (kind) {
      case ArgumentKind::station_set:
        read_station_set(argument, result);
        break;
      case ArgumentKind::station:
        read_station(argument, result);
        break;
      case ArgumentKind::parameter:
        read_parameter(argument, result);
        break;
      case ArgumentKind::survey:
        read_survey(argument, result);
        break;
      case ArgumentKind::percentage:
        read_percentage(argument, result);
        break;
      case ArgumentKind::averaging:
        read_averaging(argument, result);
        break;
      case ArgumentKind::grade:
        read_grade(argument, result, child);
        break;
      case ArgumentKind::family:
        read_family(argument, result);
        break;
      case ArgumentKind::text:
        read_word(argument, result, "文字");
        break;
      case ArgumentKind::period:
        read_period(argument);
        return;
    }
    node_.arguments.push_back(std::move(result));
  }

 private:
  void wrong(const Node& argument, const std::string& wanted, const std::string& fix = "") {
    at_.findings.error("RUL016", argument.span, fmt::format("{} 这里要写{}", name_, wanted), fix);
  }
  bool read_word(const Node& argument, ArgumentNode& result, const std::string& wanted) {
    if (argument.kind != NodeKind::name && argument.kind != NodeKind::text) {
      wrong(argument, wanted);
      return false;
    }
    result.slot.word = argument.word;
    if (argument.kind == NodeKind::name) result.slot.variable = at_.find_bound(argument.word);
    return true;
  }
  const Binding& binding_of(int variable) const {
    return *at_.bound[static_cast<std::size_t>(variable)].binding;
  }

  void read_station_set(const Node& argument, ArgumentNode& result) {
    if (argument.kind != NodeKind::name) return wrong(argument, "点位集的名称");
    set_ = result.station_set = at_.schema.station_set(argument.word);
    if (set_ == nullptr) report_unknown(argument.span, argument.word, "点位集", {NameKind::station_set}, at_);
  }
  void read_station(const Node& argument, ArgumentNode& result) {
    if (argument.kind != NodeKind::name) return wrong(argument, "点位", "先写 each section in 点位集: ...");
    result.slot.variable = at_.find_bound(argument.word);
    if (result.slot.variable < 0) {
      return wrong(argument, "约束过的点位",
                   at_.schema.station_set(argument.word) != nullptr
                       ? fmt::format("写成 each s in {}: {}(s)", argument.word, name_)
                       : "先写 each " + argument.word + " in 点位集: ...");
    }
    const Binding& binding = binding_of(result.slot.variable);
    set_ = result.station_set = binding.stations;
    if (binding.kind != BindingKind::stations && !binding.set.empty()) return;  // reported where it was bound
    if (binding.kind != BindingKind::stations) wrong(argument, "点位，" + argument.word + " 不是点位");
  }
  void read_parameter(const Node& argument, ArgumentNode& result) {
    if (!read_word(argument, result, "监测项目")) return;
    std::vector<std::string> words = {result.slot.word};
    if (result.slot.variable >= 0) {
      if (binding_of(result.slot.variable).kind == BindingKind::stations)
        return wrong(argument, "监测项目，这是点位");
      words = binding_of(result.slot.variable).words;
    }
    for (const std::string& word : words) {
      const Parameter* parameter = at_.schema.parameter(word);
      if (parameter == nullptr) {
        report_parameter(argument, word, at_.schema.names(NameKind::parameter),
                         fmt::format("没有名为 {} 的监测项目", word));
        continue;
      }
      result.parameters.emplace_back(word, parameter);
      const bool foreign =
          set_ != nullptr && !set_->parameters.empty() &&
          std::find(set_->parameters.begin(), set_->parameters.end(), word) == set_->parameters.end();
      if (foreign)
        report_parameter(argument, word, set_->parameters, fmt::format("{} 不监测 {}", set_->key, word));
    }
    check_same_dimension(argument, result);
  }
  void report_parameter(const Node& argument, const std::string& word, const std::vector<std::string>& known,
                        const std::string& text) {
    const std::string near = nearest_name(word, known);
    at_.findings.error("RUL017", argument.span, text,
                       near.empty() ? "可用: " + join(known, "、") : "是不是 " + near + "？");
  }
  void check_same_dimension(const Node& argument, const ArgumentNode& result) {
    for (std::size_t i = 1; i < result.parameters.size(); ++i) {
      const auto& [first_word, first] = result.parameters.front();
      const auto& [word, parameter] = result.parameters[i];
      const auto a = parse_unit(first->unit);
      const auto b = parse_unit(parameter->unit);
      if (!a || !b || a->dimension == b->dimension) continue;
      return at_.findings.error("RUL027", argument.span,
                                fmt::format("{} 的单位是 {}，{} 的单位是 {}，不能一起比较", first_word,
                                            first->unit, word, parameter->unit),
                                "分成两条判据");
    }
  }
  void read_survey(const Node& argument, ArgumentNode& result) {
    if (argument.kind != NodeKind::name) return wrong(argument, "调查的名称");
    result.survey = at_.schema.survey(argument.word);
    if (result.survey == nullptr)
      report_unknown(argument.span, argument.word, "调查", {NameKind::survey}, at_);
  }
  void read_percentage(const Node& argument, ArgumentNode& result) {
    if (argument.kind != NodeKind::number || !argument.unit.is_dimensionless())
      return wrong(argument, "百分数，例如 95 %");
    const auto value = convert(argument.number, argument.unit, Unit{});
    if (!value || *value > Rational(1)) {
      return at_.findings.error("RUL031", argument.span, "百分数应在 0 % 到 100 % 之间", "写成 95 %");
    }
    result.percentage = *value;
  }
  void read_averaging(const Node& argument, ArgumentNode& result) {
    if (argument.kind == NodeKind::number) {
      result.slot.word = remove_spaces(nfkc(at_.findings.slice(argument.span)));
    } else {
      read_word(argument, result, "取值时间，例如 annual 或 24h");
    }
  }
  void read_grade(Node& argument, ArgumentNode& result, int child) {
    if (argument.kind == NodeKind::grade || argument.kind == NodeKind::text) {
      result.slot.word = argument.word;
      return;
    }
    check_node(argument, at_);
    const bool fits = argument.type.kind == TypeKind::ordinal || argument.type.kind == TypeKind::unknown;
    if (!fits) return wrong(argument, "类别", "写成 class II");
    result.child = child;
  }
  void read_family(const Node& argument, ArgumentNode& result) {
    if (argument.kind != NodeKind::text) return wrong(argument, "加引号的标准号", "例如 \"GB 3095\"");
    result.slot.word = argument.word;
    if (at_.schema.has_family(argument.word)) return;
    const std::vector<std::string> known = at_.schema.names(NameKind::family);
    const std::string near = nearest_name(argument.word, known);
    at_.findings.error(
        "RUL032", argument.span, "没有标准 " + argument.word,
        near.empty() ? "可用: " + join(known, "、") : "是不是 " + near + "？写标准号，不写年份");
  }
  // A period argument moves the call to another time.
  void read_period(const Node& argument) {
    PeriodNode period;
    period.span = argument.span;
    if (argument.kind == NodeKind::period) {
      period = argument.period;
    } else if (argument.kind == NodeKind::name) {
      if (!is_kind_word(argument.word, period.kind))
        return wrong(argument, "时期，例如 year 或 previous year");
      period.form = PeriodForm::enclosing;
    } else if (argument.kind == NodeKind::number && argument.number >= Rational(1900) &&
               argument.number <= Rational(2200) && argument.number.is_integer() && !argument.has_unit) {
      period.form = PeriodForm::years;
      period.first = period.last = static_cast<int>(argument.number.numerator());
    } else if (argument.kind != NodeKind::year_number) {
      return wrong(argument, "时期，例如 year 或 previous year");
    } else {
      period.form = PeriodForm::enclosing;
    }
    check_period(period, at_);
    node_.period = period;
    node_.has_period = true;
  }
  static bool is_kind_word(const std::string& word, PeriodKind& kind) {
    for (const PeriodKind candidate : {PeriodKind::year, PeriodKind::half_year, PeriodKind::quarter,
                                       PeriodKind::month, PeriodKind::day, PeriodKind::school_year}) {
      if (word != period_kind_name(candidate)) continue;
      kind = candidate;
      return true;
    }
    return false;
  }

  Node& node_;
  std::string name_;
  Checking& at_;
  const StationSetDefinition* set_ = nullptr;
};

Type result_type(const MethodSignature& method, const Node& node, const Checking& at) {
  Type type;
  if (method.result == MethodResult::truth) return truth_type();
  if (method.result != MethodResult::number) {
    type.kind = TypeKind::ordinal;
    type.scale = at.schema.scale(method.result);
    return type;
  }
  if (method.unit != "parameter") return number_type(parse_unit(method.unit).value_or(Unit{}));
  for (const ArgumentNode& argument : node.arguments) {
    if (argument.parameters.empty()) continue;
    return number_type(parse_unit(argument.parameters.front().second->unit).value_or(Unit{}));
  }
  return type;
}

std::size_t count_required(const MethodSignature& method) {
  std::size_t required = method.arguments.size();
  while (required > 0 && method.arguments[required - 1] == ArgumentKind::period) --required;
  return required;
}

void check_arguments(Node& node, const std::string& name, const std::vector<ArgumentKind>& kinds,
                     std::size_t required, Checking& at) {
  if (node.children.size() < required || node.children.size() > kinds.size()) {
    at.findings.error("RUL015", node.span,
                      fmt::format("{} 要{}个参数，这里有{}个", name, required, node.children.size()));
    return;
  }
  Arguments arguments(node, name, at);
  for (std::size_t i = 0; i < node.children.size(); ++i)
    arguments.check(node.children[i], kinds[i], static_cast<int>(i));
}

void check_method(Node& node, const MethodSignature& method, Checking& at) {
  node.kind = NodeKind::method;
  node.method = &method;
  // One period may always be given, even where the signature does not spell it out.
  std::vector<ArgumentKind> kinds = method.arguments;
  if (kinds.empty() || kinds.back() != ArgumentKind::period) kinds.push_back(ArgumentKind::period);
  check_arguments(node, method.name, kinds, count_required(method), at);
  node.type = result_type(method, node, at);
  require_period(method.period, node, method.name_zh.empty() ? method.name : method.name_zh, at);
}

struct MeasureWord {
  std::string_view word;
  bool with_confidence;
};
constexpr std::array<MeasureWord, 4> kMeasures = {
    {{"rate", false}, {"lower_bound", true}, {"upper_bound", true}, {"sample_size", false}}};

}  // namespace

void check_call(Node& node, Checking& at) {
  if (const MethodSignature* method = at.schema.method(node.word)) return check_method(node, *method, at);
  if (const FigureDefinition* figure = at.schema.figure(node.word)) return check_figure(node, *figure, at);
  report_unknown(node.head, node.word, "方法或统计数据", {NameKind::method, NameKind::figure}, at);
}

void check_limit(Node& node, Checking& at) {
  static const std::vector<ArgumentKind> kKinds = {ArgumentKind::family, ArgumentKind::parameter,
                                                   ArgumentKind::averaging, ArgumentKind::grade};
  check_arguments(node, "limit", kKinds, kKinds.size(), at);
  if (node.arguments.size() != kKinds.size() || node.arguments[1].parameters.empty()) return;
  const auto& parameters = node.arguments[1].parameters;
  node.type = number_type(parse_unit(parameters.front().second->unit).value_or(Unit{}));
  const std::string& family = node.arguments[0].slot.word;
  if (!at.schema.has_family(family)) return;
  for (const auto& [word, parameter] : parameters) {
    if (at.schema.has_limit(family, word, node.arguments[2].slot.word, node.arguments[3].slot.word)) continue;
    at.findings.error("RUL033", node.span,
                      fmt::format("{} 没有 {} 的这种限值: {} {}", family, word, node.arguments[2].slot.word,
                                  node.arguments[3].slot.word),
                      "核对取值时间和类别");
  }
}

void check_survey(Node& node, Checking& at) {
  node.kind = NodeKind::survey;
  node.type = number_type(Unit{});
  node.survey = at.schema.survey(node.word);
  if (node.survey == nullptr) report_unknown(node.head, node.word, "调查", {NameKind::survey}, at);
  const auto measure = std::find_if(kMeasures.begin(), kMeasures.end(),
                                    [&](const MeasureWord& known) { return known.word == node.field_word; });
  if (measure == kMeasures.end()) {
    return at.findings.error("RUL030", node.field_word.empty() ? node.span : node.field_span,
                             "要写明调查的哪个结果",
                             "可用: .rate、.lower_bound(95 %)、.upper_bound(95 %)、.sample_size");
  }
  std::vector<ArgumentKind> kinds;
  if (measure->with_confidence) kinds.push_back(ArgumentKind::percentage);
  check_arguments(node, "." + node.field_word, kinds, kinds.size(), at);
  if (measure->word != "sample_size") node.type = number_type(parse_unit("%").value_or(Unit{}));
}

}  // namespace chuangmo::rule
