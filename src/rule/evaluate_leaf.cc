#include <algorithm>

#include "rule/evaluator.h"

namespace chuangmo::rule {
namespace {

SurveyMeasure measure_of(const std::string& word) {
  if (word == "lower_bound") return SurveyMeasure::lower_bound;
  if (word == "upper_bound") return SurveyMeasure::upper_bound;
  return word == "rate" ? SurveyMeasure::rate : SurveyMeasure::sample_size;
}

void describe_ordinal(const Ordinal& ordinal, TraceNode& node) {
  if (ordinal.scale == nullptr) return;
  const auto key = [&](int rank) { return ordinal.scale->keys[static_cast<std::size_t>(rank)]; };
  const auto name = [&](int rank) {
    const auto index = static_cast<std::size_t>(rank);
    return index < ordinal.scale->names.size() ? ordinal.scale->names[index] : ordinal.scale->keys[index];
  };
  node.value = ordinal.is_exact() ? key(ordinal.low) : "unknown";
  node.low = ordinal.is_exact() ? "" : key(ordinal.low);
  node.high = ordinal.is_exact() ? "" : key(ordinal.high);
  if (node.shown.empty())
    node.shown = ordinal.is_exact() ? name(ordinal.low) : name(ordinal.low) + " … " + name(ordinal.high);
  node.details.emplace_back("scale", ordinal.scale->name);
  if (ordinal.is_exact()) node.details.emplace_back("rank", std::to_string(ordinal.low));
}

bool fits(const Value& value, const Type& type) {
  switch (type.kind) {
    case TypeKind::number:
      return std::holds_alternative<Number>(value) &&
             std::get<Number>(value).unit.dimension == type.unit.dimension;
    case TypeKind::truth:
      return std::holds_alternative<Claim>(value);
    case TypeKind::ordinal: {
      if (!std::holds_alternative<Ordinal>(value)) return false;
      const Ordinal& ordinal = std::get<Ordinal>(value);
      const int steps = type.scale == nullptr ? 0 : static_cast<int>(type.scale->keys.size());
      return ordinal.low >= 0 && ordinal.low <= ordinal.high && ordinal.high < steps;
    }
    default:
      return false;
  }
}

}  // namespace

const std::string& Evaluator::word_of(const WordSlot& slot) const {
  return slot.variable < 0 ? slot.word : bound_[static_cast<std::size_t>(slot.variable)].word;
}

// What Facts answered, with its trace completed.
Found Evaluator::from_answer(const Node& node, Answer answer, const std::string& op,
                             std::vector<TraceNode> children) {
  if (!fits(answer.value, node.type))
    return unknown(node, {because(node, "返回的值与判据要求的类型或单位不符")});
  Found found;
  found.trace = std::move(answer.trace);
  if (found.trace.op.empty()) found.trace.op = op;
  if (found.trace.text.empty()) found.trace.text = slice(node.span);
  for (TraceNode& child : children) found.trace.children.push_back(std::move(child));
  if (std::holds_alternative<Number>(answer.value)) {
    Number& number = std::get<Number>(answer.value);
    if (number.is_exact()) number.missing.clear();
    std::sort(number.missing.begin(), number.missing.end());
    describe(number, found.trace);
  } else if (std::holds_alternative<Ordinal>(answer.value)) {
    Ordinal& ordinal = std::get<Ordinal>(answer.value);
    ordinal.scale = node.type.scale;
    if (ordinal.is_exact()) ordinal.missing.clear();
    std::sort(ordinal.missing.begin(), ordinal.missing.end());
    describe_ordinal(ordinal, found.trace);
  } else {
    Claim& claim = std::get<Claim>(answer.value);
    if (claim.truth != Truth::unknown) claim.missing.clear();
    std::sort(claim.missing.begin(), claim.missing.end());
    found.trace.value = truth_name(claim.truth);
  }
  found.value = std::move(answer.value);
  return found;
}

Found Evaluator::find_figure(const Node& node) {
  const std::string& subject = word_of(node.subject);
  return from_answer(node, facts_.figure(*node.figure, subject, resolve(node.period, moment_)), "figure", {});
}

// A grade that is computed has to be exact: a limit of an unknown class is unknown.
bool Evaluator::read_grade(const Node& node, const ArgumentNode& argument, std::string& grade,
                           std::vector<TraceNode>& children, std::vector<MissingItem>& missing) {
  grade = argument.slot.word;
  if (argument.child < 0) return true;
  Found found = find(node.children[static_cast<std::size_t>(argument.child)]);
  children.push_back(std::move(found.trace));
  const Ordinal& ordinal = std::get<Ordinal>(found.value);
  if (!ordinal.is_exact() || ordinal.scale == nullptr) {
    missing = ordinal.missing;
    return false;
  }
  grade = ordinal.scale->keys[static_cast<std::size_t>(ordinal.low)];
  return true;
}

Found Evaluator::find_method(const Node& node) {
  std::vector<Argument> arguments;
  std::vector<TraceNode> children;
  for (const ArgumentNode& written : node.arguments) {
    Argument argument;
    argument.kind = written.kind;
    argument.percentage = written.percentage;
    argument.survey = written.survey;
    if (written.kind == ArgumentKind::station_set) argument.station_set = written.station_set;
    const std::string& word = word_of(written.slot);
    if (written.kind == ArgumentKind::station) {
      argument.station = bound_[static_cast<std::size_t>(written.slot.variable)].station;
    } else if (written.kind == ArgumentKind::parameter) {
      const auto known = std::find_if(written.parameters.begin(), written.parameters.end(),
                                      [&](const auto& parameter) { return parameter.first == word; });
      if (known != written.parameters.end()) argument.parameter = known->second;
    } else if (written.kind == ArgumentKind::grade) {
      std::vector<MissingItem> missing;
      if (!read_grade(node, written, argument.text, children, missing))
        return unknown(node, std::move(missing));
    } else {
      argument.text = word;
    }
    arguments.push_back(std::move(argument));
  }
  return from_answer(node, facts_.call(*node.method, arguments, resolve(node.period, moment_)),
                     "method:" + node.method->name, std::move(children));
}

Found Evaluator::find_survey(const Node& node) {
  std::optional<Rational> confidence;
  if (!node.arguments.empty()) confidence = node.arguments[0].percentage;
  return from_answer(
      node,
      facts_.survey(*node.survey, measure_of(node.field_word), confidence, resolve(node.period, moment_)),
      "survey:" + node.field_word, {});
}

Found Evaluator::find_limit(const Node& node) {
  std::string grade;
  std::vector<TraceNode> children;
  std::vector<MissingItem> missing;
  if (!read_grade(node, node.arguments[3], grade, children, missing))
    return unknown(node, std::move(missing));
  Answer answer = facts_.limit(word_of(node.arguments[0].slot), word_of(node.arguments[1].slot),
                               word_of(node.arguments[2].slot), grade, resolve(node.period, moment_));
  return from_answer(node, std::move(answer), "limit", std::move(children));
}

// ---- fields of the record that a condition looks at

namespace {

// A field that was computed from the others stands on an edition, which is named beside it.
void cite_derived(const RecordFact& record, const FieldDefinition& field, TraceNode& trace) {
  const auto beside = [&](const char* what) {
    const auto found = record.fields.find(field.key + what);
    return found == record.fields.end() ? std::string() : found->second;
  };
  const std::string edition = beside(".edition");
  if (edition.empty()) return;
  trace.details.emplace_back("edition", edition);
  if (const auto confidence = confidence_from(beside(".confidence")))
    trace.citation = Citation{edition, beside(".clause"), *confidence};
}

}  // namespace

Found Evaluator::find_field(const Node& node) {
  return field_value(node, *node.field);
}

Found Evaluator::field_value(const Node& node, const FieldDefinition& field) {
  Found found;
  found.trace.op = "field";
  found.trace.text = field.key;
  const auto written = record_->fields.find(field.key);
  const std::string text = written == record_->fields.end() ? "" : written->second;
  std::vector<MissingItem> missing;
  const auto note_missing = [&](const std::string& reason) {
    missing = {{record_->ledger + "/" + record_->identity + "." + field.key, field.name,
                record_->period.text(), node.ledger->supplier, reason, false}};
    found.trace.value = "unknown";
  };
  if (text.empty()) note_missing("记录 " + record_->identity + " 没有填写" + field.name);
  found.trace.value = text.empty() ? "unknown" : text;
  found.trace.shown = text;
  if (!field.derived.empty()) cite_derived(*record_, field, found.trace);
  switch (field.type) {
    case FieldType::number: {
      const Unit unit = parse_unit(field.unit).value_or(Unit{});
      const auto number = Rational::parse(text);
      if (!number && !text.empty())
        note_missing("记录 " + record_->identity + " 的" + field.name + "不是数: " + text);
      Number value = number ? Number::exactly(*number, unit)
                            : Number{Interval::unlimited(), unit, missing, false, false};
      found.trace.shown.clear();
      describe(value, found.trace);
      found.value = std::move(value);
      return found;
    }
    case FieldType::date: {
      const auto date = Date::parse(text);
      if (!date && !text.empty())
        note_missing("记录 " + record_->identity + " 的" + field.name + "不是日期: " + text);
      found.value = Day{date ? std::optional<Date>(*date) : std::nullopt, missing};
      return found;
    }
    case FieldType::boolean: {
      if (!text.empty() && text != "true" && text != "false")
        note_missing("记录 " + record_->identity + " 的" + field.name + "不是真假: " + text);
      found.value = Claim{text == "true"    ? Truth::yes
                          : text == "false" ? Truth::no
                                            : Truth::unknown,
                          missing};
      return found;
    }
    case FieldType::ordinal: {
      const Scale* scale = node.type.scale;
      const auto rank = scale == nullptr ? std::nullopt : scale->rank(text);
      if (!rank && !text.empty())
        note_missing("记录 " + record_->identity + " 的" + field.name + "没有这一级: " + text);
      const int last = scale == nullptr || scale->keys.empty() ? 0 : static_cast<int>(scale->keys.size()) - 1;
      if (rank) found.trace.details.emplace_back("rank", std::to_string(*rank));
      found.value =
          Ordinal{scale, rank.value_or(0), rank.value_or(last), rank ? std::vector<MissingItem>{} : missing};
      return found;
    }
    case FieldType::text:
    case FieldType::choice:
      break;
  }
  found.value = Text{text.empty() ? std::nullopt : std::optional<std::string>(text), missing};
  return found;
}

Found Evaluator::find_has_field(const Node& node) {
  const auto written = record_->fields.find(node.field->key);
  const bool filled = written != record_->fields.end() && !written->second.empty();
  Found found = claim_found(node, "has", {filled ? Truth::yes : Truth::no, {}}, {});
  found.trace.details.emplace_back("field", node.field->key);
  return found;
}

}  // namespace chuangmo::rule
