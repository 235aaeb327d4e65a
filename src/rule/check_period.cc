#include <array>
#include <fmt/format.h>

#include "rule/checking.h"

namespace chuangmo::rule {
namespace {

struct KindName {
  PeriodKind kind;
  int fineness;  // within a calendar year; a school year holds months and days only
  const char* zh;
};
constexpr std::array<KindName, 8> kKindNames = {{{PeriodKind::span, 0, "多年"},
                                                 {PeriodKind::year, 1, "年"},
                                                 {PeriodKind::school_year, 1, "学年"},
                                                 {PeriodKind::half_year, 2, "半年"},
                                                 {PeriodKind::quarter, 3, "季度"},
                                                 {PeriodKind::month, 4, "月"},
                                                 {PeriodKind::day, 5, "日"},
                                                 {PeriodKind::hour, 6, "小时"}}};

const KindName& kind_name(PeriodKind kind) {
  for (const KindName& name : kKindNames) {
    if (name.kind == kind) return name;
  }
  return kKindNames[0];
}

void report_no_enclosing(Span span, PeriodKind wanted, const Checking& at) {
  at.findings.error("RUL022", span,
                    fmt::format("这里按{}计算，没有唯一的{}", period_name(at.current), period_name(wanted)),
                    fmt::format("放到 each {}: 之内，或写明年份", period_kind_name(wanted)));
}

// "each quarter:" alone: of every assessment year, or of the period around it.
void check_bare_kind(const Binding& binding, const Checking& at) {
  if (!at.in_period) return;
  const bool inside = may_contain(at.current, binding.period_kind) && at.current != binding.period_kind;
  if (inside) return;
  at.findings.error(
      "RUL022", binding.span,
      fmt::format("{}之内没有逐{}可言", period_name(at.current), period_name(binding.period_kind)),
      fmt::format("写明范围，例如 {} in 2009..2011", period_kind_name(binding.period_kind)));
}

void check_period_binding(Binding& binding, Checking& at) {
  if (binding.within.form == PeriodForm::assessment) {
    check_bare_kind(binding, at);
  } else {
    const bool fits = check_period(binding.within, at);
    const PeriodKind outer = kind_of(binding.within, at);
    if (fits && !may_contain(outer, binding.period_kind)) {
      at.findings.error("RUL022", binding.span,
                        fmt::format("{}里分不出{}", period_name(outer), period_name(binding.period_kind)),
                        "范围要比逐期大，例如 quarter in year");
    }
  }
  at.current = binding.period_kind;
  at.in_period = true;
}

// "p in emission": the subjects of a figure; "section in water_sections": stations.
void resolve_set(Binding& binding, Checking& at) {
  binding.stations = at.schema.station_set(binding.set);
  if (binding.stations != nullptr) {
    binding.kind = BindingKind::stations;
    return;
  }
  const FigureDefinition* figure = at.schema.figure(binding.set);
  if (figure != nullptr && !figure->subjects.empty()) {
    binding.kind = BindingKind::words;
    binding.words = figure->subjects;
    return;
  }
  report_unknown(binding.set_span, binding.set, "点位集", {NameKind::station_set}, at);
}

void check_words(const Binding& binding, const Checking& at) {
  constexpr std::size_t kMaxWords = 64;
  if (binding.words.size() > kMaxWords) {
    at.findings.error("RUL026", binding.span, fmt::format("花括号里最多写{}个名称", kMaxWords));
  }
  for (std::size_t i = 1; i < binding.words.size() && i < kMaxWords && i < binding.word_spans.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (binding.words[i] != binding.words[j]) continue;
      at.findings.error("RUL026", binding.word_spans[i], binding.words[i] + " 写了两次", "删去一个");
      break;
    }
  }
}

void check_new_name(const Binding& binding, const Checking& at) {
  for (const BoundName& bound : at.bound) {
    if (bound.binding->name != binding.name) continue;
    at.findings.error("RUL025", binding.span, "名称 " + binding.name + " 在外面已经用过", "换一个名称");
  }
  if (at.schema.figure(binding.name) != nullptr || is_field(binding.name, at)) {
    at.findings.error("RUL025", binding.span, "名称 " + binding.name + " 已是统计数据或字段的名称",
                      "换一个名称");
  }
}

}  // namespace

const char* period_name(PeriodKind kind) {
  return kind_name(kind).zh;
}

bool may_contain(PeriodKind outer, PeriodKind inner) {
  if (outer == inner) return true;
  if (outer == PeriodKind::span) return true;
  if (inner == PeriodKind::span || inner == PeriodKind::school_year) return false;
  if (outer == PeriodKind::school_year)
    return kind_name(inner).fineness >= kind_name(PeriodKind::month).fineness;
  return kind_name(outer).fineness < kind_name(inner).fineness;
}

PeriodKind kind_of(const PeriodNode& period, const Checking& at) {
  switch (period.form) {
    case PeriodForm::enclosing:
    case PeriodForm::previous:
      return period.kind;
    case PeriodForm::last_years:
      return period.first == 1 ? PeriodKind::year : PeriodKind::span;
    case PeriodForm::years:
      return period.first == period.last ? PeriodKind::year : PeriodKind::span;
    case PeriodForm::assessment:
      return PeriodKind::span;
    case PeriodForm::current:
      break;
  }
  return at.current;
}

bool check_period(const PeriodNode& period, Checking& at) {
  const bool relative = period.form == PeriodForm::enclosing || period.form == PeriodForm::previous;
  const bool is_of_years = period.form == PeriodForm::last_years;
  const PeriodKind wanted = is_of_years ? PeriodKind::year : period.kind;
  if ((!relative && !is_of_years) || may_contain(wanted, at.current)) return true;
  report_no_enclosing(period.span, wanted, at);
  return false;
}

void check_binding(Binding& binding, Checking& at) {
  if (binding.kind == BindingKind::periods) return check_period_binding(binding, at);
  if (binding.kind == BindingKind::unresolved && !binding.set.empty()) resolve_set(binding, at);
  if (binding.kind == BindingKind::words) check_words(binding, at);
  check_new_name(binding, at);
  at.bound.push_back({&binding, false});
}

// A figure or method speaks of periods of one kind; say how to get there from here.
void require_period(PeriodKind wanted, const Node& node, const std::string& name, Checking& at) {
  if (wanted == PeriodKind::span) return;
  const PeriodKind have = kind_of(node.period, at);
  if (have == wanted) return;
  const std::string_view word = period_kind_name(wanted);
  std::string fix = fmt::format("放到 each {}: 之内", word);
  if (have == PeriodKind::span) fix = fmt::format("逐{}计算: each {} in ...: ...", period_name(wanted), word);
  if (may_contain(wanted, have)) fix = fmt::format("写成 {} in {}", at.findings.slice(node.span), word);
  at.findings.error("RUL021", node.span,
                    fmt::format("{}按{}统计，这里要的是{}", name, period_name(wanted), period_name(have)),
                    fix);
}

int Checking::find_bound(std::string_view name) {
  for (std::size_t i = bound.size(); i-- > 0;) {
    if (bound[i].binding->name != name) continue;
    bound[i].used = true;
    return static_cast<int>(i);
  }
  return -1;
}

}  // namespace chuangmo::rule
