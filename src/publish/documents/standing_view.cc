#include "publish/documents/standing_view.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/documents/common_view.h"
#include "publish/number_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::array<Outcome, 4> kOutcomes{Outcome::met, Outcome::not_met, Outcome::undecided,
                                           Outcome::not_due};
// Behind a cell, light enough to be printed in grey; by Outcome.
constexpr std::array<std::string_view, 4> kOutcomeColours{"E2EFDA", "F8D7D3", "FFF2CC", "EDEDED"};

std::string colour_of(Outcome outcome) {
  return std::string(kOutcomeColours[static_cast<std::size_t>(outcome)]);
}

ViewValue outcome_text(Outcome outcome, const std::string& about) {
  return view_text(std::string(outcome_name_zh(outcome)), about + "|outcome");
}

void put_measured(ViewValue& record, const CriterionVerdict* criterion) {
  if (criterion == nullptr) {
    for (const char* name : {"实测", "要求", "余量", "还来得及吗", "标准"})
      record.put(name, std::string(kNoValue));
    return;
  }
  const std::string about = "criterion:" + criterion->id;
  const std::string measured = measured_text(*criterion);
  const auto bound = [&](const char* name, std::string text, const char* part) {
    const bool is_known = !text.empty();
    record.put(name, or_dash(std::move(text)), is_known ? about + "|" + part : "");
  };
  bound("实测", measured.empty() ? "" : with_unit(measured, criterion->unit), "value");
  bound("要求", limit_text(*criterion), "limit");
  bound("余量", room_text(*criterion), "room");
  record.put("还来得及吗", or_dash(reach_text(*criterion)));
  record.put("标准", or_dash(join(criterion->editions, "、")));
}

std::string missing_words(const std::vector<MissingItem>& missing) {
  constexpr std::size_t kMost = 6;
  std::vector<std::string> words;
  for (const MissingGroup& group : grouped(missing)) {
    if (words.size() == kMost) {
      words.emplace_back("等");
      break;
    }
    const std::string who = group.item.supplier.empty() ? "" : "，" + group.item.supplier;
    words.push_back(fmt::format("{}（{}{}）", group.item.name, periods_text(group), who));
  }
  return join(words, "；");
}

ViewValue criterion_record(const CriterionVerdict& criterion) {
  ViewValue record = view_record();
  record.put("编号", criterion.id);
  record.put("名称", criterion.name);
  record.put("判定", outcome_text(criterion.outcome, "criterion:" + criterion.id));
  record.put("颜色", colour_of(criterion.outcome));
  put_measured(record, &criterion);
  record.put("缺项", missing_words(criterion.missing));
  return record;
}

ViewValue indicator_record(const IndicatorVerdict& verdict, const Pack& pack) {
  const IndicatorDefinition* definition = pack.indicator(verdict.number);
  ViewValue record = view_record();
  record.put("编号", std::to_string(verdict.number));
  record.put("名称", verdict.name);
  record.put("类别", definition == nullptr ? "" : definition->group);
  record.put("要求全文", definition == nullptr ? "" : definition->requirement);
  record.put("判定", outcome_text(verdict.outcome, fmt::format("verdict:{}", verdict.number)));
  record.put("颜色", colour_of(verdict.outcome));
  put_measured(record, leading_criterion(verdict));
  record.put("说明", verdict.sentence);
  record.put("缺项", missing_words(missing_of(verdict)));
  ViewValue& criteria = record.put("判据", view_list());
  for (const CriterionVerdict& criterion : verdict.criteria)
    criteria.items.push_back(criterion_record(criterion));
  return record;
}

ViewShape measured_shape(const std::string& start) {
  return {
      text_field(start + "实测", "实际的值，不能确定时为范围", "1.58%"),
      text_field(start + "要求", "限值与比较符号", "≥ 1.7%"),
      text_field(start + "余量", "还余多少或差多少", "差 0.12%"),
      text_field(start + "还来得及吗", "本期内能否达到", "仍来得及"),
      text_field(start + "标准", "用到的标准版本", "GB 3095-1996"),
  };
}

}  // namespace

void put_standing(ViewValue& view, const DocumentSources& sources) {
  const std::vector<IndicatorVerdict>& all = sources.now->indicators;
  view.put("评价到", date_words(sources.now->as_of));
  view.put("指标总数", counted(all.size(), "indicators"));
  ViewValue failing = view_list();
  ViewValue open = view_list();
  ViewValue& indicators = view.put("指标", view_list());
  std::array<std::size_t, kOutcomes.size()> counts{};
  for (const IndicatorVerdict& verdict : all) {
    ViewValue record = indicator_record(verdict, sources.pack);
    ++counts[static_cast<std::size_t>(verdict.outcome)];
    if (verdict.outcome == Outcome::not_met) failing.items.push_back(record);
    if (verdict.outcome == Outcome::undecided) open.items.push_back(record);
    indicators.items.push_back(std::move(record));
  }
  for (const Outcome outcome : kOutcomes) {
    view.put(std::string(outcome_name_zh(outcome)) + "数",
             counted(counts[static_cast<std::size_t>(outcome)],
                     fmt::format("indicators.{}", outcome_name(outcome))));
  }
  view.put("未达标指标", std::move(failing));
  view.put("无法判定指标", std::move(open));
}

ViewShape standing_shape() {
  ViewShape shape{
      text_field("评价到", "评价所到的日期", "2011年12月31日"),
      text_field("指标总数", "指标项数", "26"),
      text_field("达标数", "判定为达标的项数", "18"),
      text_field("未达标数", "判定为未达标的项数", "3"),
      text_field("无法判定数", "数据不足、无法判定的项数", "4"),
      text_field("未到期数", "尚未到期的项数", "1"),
  };
  for (const auto& [list, meaning] : {std::pair{"指标", "全部指标"},
                                      {"未达标指标", "判定为未达标的指标，各项同“指标”"},
                                      {"无法判定指标", "无法判定的指标，各项同“指标”"}}) {
    const std::string start = std::string(list) + ".";
    shape.push_back(list_field(list, meaning));
    shape = joined(
        {std::move(shape),
         {text_field(start + "编号", "指标编号", "8"), text_field(start + "名称", "指标简称", "城市空气质量"),
          text_field(start + "类别", "指标所属类别", "环境质量"),
          text_field(start + "要求全文", "指标包中的要求原文", "空气主要污染物年平均值达到国家二级标准"),
          text_field(start + "判定", "达标、未达标、无法判定、未到期", "未达标"),
          text_field(start + "颜色", "与判定相应的底色，用于 {{底色:…}}", "F8D7D3")},
         measured_shape(start),
         {text_field(start + "说明", "一句话说明判定的理由", "2011年二氧化硫年均值超过二级标准"),
          text_field(start + "缺项", "还缺的数据、期间和供数单位", "地区生产总值（2011，市统计局）"),
          list_field(start + "判据", "该指标的各条判据"), text_field(start + "判据.编号", "判据编号", "8.1"),
          text_field(start + "判据.名称", "判据名称", "空气主要污染物年平均值达到二级标准"),
          text_field(start + "判据.判定", "该条判据的判定", "达标"),
          text_field(start + "判据.颜色", "相应的底色", "E2EFDA")},
         measured_shape(start + "判据."),
         {text_field(start + "判据.缺项", "该条判据还缺的数据", "")}});
  }
  return shape;
}

void put_changes(ViewValue& view, const DocumentSources& sources) {
  ViewValue& changes = view.put("变化", view_list());
  for (const IndicatorVerdict& after : sources.now->indicators) {
    const auto& all = sources.before->indicators;
    const auto before = std::find_if(
        all.begin(), all.end(), [&](const IndicatorVerdict& each) { return each.number == after.number; });
    if (before == all.end() || before->outcome == after.outcome) continue;
    ViewValue record = view_record();
    record.put("编号", std::to_string(after.number));
    record.put("名称", after.name);
    record.put("原判定", std::string(outcome_name_zh(before->outcome)));
    record.put("现判定", outcome_text(after.outcome, fmt::format("verdict:{}", after.number)));
    changes.items.push_back(std::move(record));
  }
}

ViewShape changes_shape() {
  return {
      list_field("变化", "与期间开始时相比判定变了的指标"),
      text_field("变化.编号", "指标编号", "13"),
      text_field("变化.名称", "指标简称", "城镇污水集中处理率"),
      text_field("变化.原判定", "期间开始时的判定", "无法判定"),
      text_field("变化.现判定", "现在的判定", "达标"),
  };
}

}  // namespace chuangmo::publish
