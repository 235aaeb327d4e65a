#include "publish/documents/chasing_view.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/documents/common_view.h"
#include "publish/documents/period_words.h"

namespace chuangmo::publish {
namespace {

using workflow::Slip;
using workflow::SlipColour;

// The strip over a slip, and how to answer it; red first.
struct ColourRow {
  SlipColour colour;
  std::string_view fill;
  std::string_view wish;
};
constexpr std::array<ColourRow, 3> kColours{{{SlipColour::red, "C00000", "请立即报送，并书面说明逾期原因。"},
                                             {SlipColour::yellow, "FFBF00", "请抓紧办理，按期报送。"},
                                             {SlipColour::blue, "2E75B6", "请按期报送。"}}};

std::string share_words(const workflow::Share& share) {
  return share.whole == 0 ? std::string(kNoValue) : fmt::format("{}/{}", share.part, share.whole);
}

ViewValue slip_record(const Slip& slip) {
  ViewValue record = view_record();
  record.put("事项", slip.title);
  record.put("理由", slip.reason);
  record.put("期限", date_words(slip.due));
  record.put("逾期天数", slip.overdue_working_days == 0 ? std::string(kNoValue)
                                                        : std::to_string(slip.overdue_working_days));
  record.put("送达", std::string(workflow::escalation_level_name_zh(slip.level)));
  return record;
}

}  // namespace

void put_chasing(ViewValue& view, const DocumentSources& sources) {
  ViewValue& overdue = view.put("逾期单位", view_list());
  for (const OverdueCount& each : sources.overdue) {
    ViewValue record = view_record();
    record.put("单位", each.unit);
    record.put("件数", std::to_string(each.count), "overdue:" + each.unit + "|requests");
    record.put("最早期限", date_words(each.oldest_due));
    record.put("逾期工作日", std::to_string(each.working_days));
    overdue.items.push_back(std::move(record));
  }
  view.put("逾期单位数", counted(sources.overdue.size(), "units.overdue"));
  ViewValue& next = view.put("近期应报", view_list());
  for (const DueCount& each : sources.next) {
    ViewValue record = view_record();
    record.put("日期", date_words(each.due));
    record.put("件数", std::to_string(each.requests));
    record.put("单位", join(each.units, "、"));
    next.items.push_back(std::move(record));
  }
  for (const ColourRow& row : kColours) {
    const auto count = std::count_if(sources.slips.begin(), sources.slips.end(),
                                     [&](const Slip& slip) { return slip.colour == row.colour; });
    view.put(std::string(workflow::slip_colour_name_zh(row.colour)) + "数",
             counted(static_cast<std::size_t>(count),
                     fmt::format("slips.{}", workflow::slip_colour_name(row.colour))));
  }
}

ViewShape chasing_shape() {
  return {
      list_field("逾期单位", "有报送逾期的单位，逾期最久的在前"),
      text_field("逾期单位.单位", "单位名称", "市统计局"),
      text_field("逾期单位.件数", "逾期的催报件数", "2"),
      text_field("逾期单位.最早期限", "其中最早的期限", "2011年10月15日"),
      text_field("逾期单位.逾期工作日", "从最早期限算起的工作日", "12"),
      text_field("逾期单位数", "有逾期的单位数", "5"),
      list_field("近期应报", "接下来到期的催报，按日期"),
      text_field("近期应报.日期", "期限", "2012年1月10日"),
      text_field("近期应报.件数", "当天到期的件数", "8"),
      text_field("近期应报.单位", "当天应报的单位", "市水务局、市住建局"),
      text_field("红色督办数", "红色督办的件数", "4"),
      text_field("黄色预警数", "黄色预警的件数", "6"),
      text_field("蓝色提醒数", "蓝色提醒的件数", "9"),
  };
}

void put_slips(ViewValue& view, const DocumentSources& sources) {
  view.put("单位", sources.unit);
  ViewValue& sheets = view.put("催办单", view_list());
  for (const ColourRow& row : kColours) {
    ViewValue items = view_list();
    for (const Slip& slip : sources.slips) {
      if (slip.unit == sources.unit && slip.colour == row.colour) items.items.push_back(slip_record(slip));
    }
    if (items.items.empty()) continue;
    ViewValue sheet = view_record();
    sheet.put("名称", std::string(workflow::slip_colour_name_zh(row.colour)));
    sheet.put("底色", std::string(row.fill));
    sheet.put("要求", std::string(row.wish));
    sheet.put("件数", std::to_string(items.items.size()));
    sheet.put("另起一页", view_flag(!sheets.items.empty()));
    sheet.put("事项", std::move(items));
    sheets.items.push_back(std::move(sheet));
  }
}

ViewShape slips_shape() {
  return {
      text_field("单位", "被催办的单位", "市水务局"),
      list_field("催办单", "每种颜色一份：红色督办、黄色预警、蓝色提醒；没有的颜色不出现"),
      text_field("催办单.名称", "颜色与级别", "红色督办"),
      text_field("催办单.底色", "色条的颜色，用于 {{底色:…}}", "C00000"),
      text_field("催办单.要求", "对单位的要求", "请立即报送，并书面说明逾期原因。"),
      text_field("催办单.件数", "本份所列的件数", "2"),
      flag_field("催办单.另起一页", "不是第一份"),
      list_field("催办单.事项", "各件"),
      text_field("催办单.事项.事项", "催办什么", "报送 2011 年统计数据"),
      text_field("催办单.事项.理由", "为什么催办", "已过报送期限"),
      text_field("催办单.事项.期限", "期限", "2011年10月15日"),
      text_field("催办单.事项.逾期天数", "逾期的工作日", "12"),
      text_field("催办单.事项.送达", "催办到哪一级", "单位负责人"),
  };
}

void put_scores(ViewValue& view, const DocumentSources& sources) {
  ViewValue& units = view.put("单位", view_list());
  for (const workflow::UnitScore& score : sources.scores) {
    const std::string about = "score:" + score.unit + "|" + period_mark(score.period) + "|";
    ViewValue record = view_record();
    record.put("名称", score.unit);
    record.put("期间", score.period.text_zh());
    record.put("完整", share_words(score.complete), about + "complete");
    record.put("完整率", percent_words(score.complete.part, score.complete.whole), about + "complete_rate");
    record.put("按期", share_words(score.on_time), about + "on_time");
    record.put("按期率", percent_words(score.on_time.part, score.on_time.whole), about + "on_time_rate");
    record.put("平均逾期", score.mean_days_late ? display(*score.mean_days_late, 1) : std::string(kNoValue),
               score.mean_days_late ? about + "days_late" : "");
    record.put("退回", std::to_string(score.returned), about + "returned");
    record.put("更正", std::to_string(score.corrected), about + "corrected");
    units.items.push_back(std::move(record));
  }
  view.put("考核单位数", counted(sources.scores.size(), "scores"));
}

ViewShape scores_shape() {
  return {
      list_field("单位", "各单位在期间内的报送考核；一个单位有几个报送期的，各占一行"),
      text_field("单位.名称", "单位名称", "市统计局"),
      text_field("单位.期间", "报送期", "2011年"),
      text_field("单位.完整", "已通过审核的数据项/应报数据项", "18/20"),
      text_field("单位.完整率", "上一项的百分比", "90.0%"),
      text_field("单位.按期", "按期报送的催报/应报的催报", "3/4"),
      text_field("单位.按期率", "上一项的百分比", "75.0%"),
      text_field("单位.平均逾期", "平均逾期的日历天数", "2.5"),
      text_field("单位.退回", "被退回的次数", "1"),
      text_field("单位.更正", "审核通过后又更正的数据", "0"),
      text_field("考核单位数", "表中的行数", "40"),
  };
}

}  // namespace chuangmo::publish
