#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "base/text.h"
#include "plan/prose.h"
#include "plan/prose_scan.h"

namespace chuangmo::plan {
namespace {

enum class Place { anywhere, first };  // first: as the leading verb

struct KindRow {
  TaskKind kind;
  Place place;
  std::vector<std::string_view> words;
};

// The first row with a word in the text decides. What is handed in comes before what it is about
// (提供…监测数据 is data supply); monitoring before the publication of its results; construction only as the
// leading verb, so that 建设施工 does not make works.
const std::vector<KindRow>& kind_rows() {
  static const std::vector<KindRow> rows = {
      {TaskKind::data_supply,
       Place::first,
       {"提供", "上报", "报送", "填报", "提交", "报告", "向省环保厅报送", "汇总"}},
      {TaskKind::data_supply, Place::anywhere, {"准时上报", "按时上报", "准时报送", "按时报送"}},
      {TaskKind::designation, Place::anywhere, {"称号", "卫生城市", "命名", "授牌"}},
      {TaskKind::monitoring,
       Place::anywhere,
       {"监测规范", "水质监测", "噪声监测", "空气监测", "例行监测", "断面监测", "监督性监测", "开展监测"}},
      {TaskKind::publication,
       Place::anywhere,
       {"公告", "公布", "发布", "公示", "新闻媒体", "媒体上", "公开"}},
      {TaskKind::survey, Place::anywhere, {"调查", "征求公众意见", "征求群众意见", "问卷", "民意", "测评"}},
      {TaskKind::emergency, Place::anywhere, {"应急", "演练", "突发"}},
      {TaskKind::assessment,
       Place::anywhere,
       {"考核奖惩", "实绩考核", "进行考核", "开展考核", "年度考核", "考评", "“城考”成绩", "名列全"}},
      {TaskKind::education, Place::anywhere, {"宣传", "环境教育", "科普", "培训", "教材", "课程"}},
      {TaskKind::governance,
       Place::anywhere,
       {"领导组", "领导小组", "责任书", "责任制", "会议", "例会", "汇报", "工作计划", "年度计划", "编制",
        "下达", "计划", "资金", "机构", "独立建制", "能力建设", "职责分工"}},
      {TaskKind::enforcement, Place::anywhere, {"执行率"}},
      {TaskKind::works,
       Place::first,
       {"建设", "加快", "完善", "实施", "拆迁", "新建", "改造", "推广", "推行", "安装", "治理", "铺设",
        "扩建"}},
      {TaskKind::enforcement,
       Place::anywhere,
       {"取缔", "查处", "执法", "处罚", "违法", "违章", "审批", "禁鸣", "关闭", "停产", "关停", "许可证",
        "年审", "严格建设项目", "监督管理", "排查"}},
  };
  return rows;
}

// Words before the verb that say when or who, not what.
constexpr std::array<std::string_view, 10> kOpenings{"及时",       "准时",   "按时",   "按期", "定期",
                                                     "各相关部门", "各部门", "各单位", "认真", "负责"};

std::string_view without_numbering(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (is_digit(text[at]) || text[at] == '(' || text[at] == ')' || text[at] == '.' ||
                              text[at] == ' ' || stands_at(text, at, "、"))) {
    at += character_length(text, at);
  }
  return text.substr(at);
}

std::string_view leading_verb_on(std::string_view text) {
  text = without_numbering(text);
  bool moved = true;
  while (moved) {
    moved = false;
    for (std::string_view opening : kOpenings) {
      if (starts_with(text, opening)) {
        text.remove_prefix(opening.size());
        moved = true;
      }
    }
  }
  return text;
}

bool matches(const KindRow& row, std::string_view whole, std::string_view from_verb) {
  return std::any_of(row.words.begin(), row.words.end(), [&](std::string_view word) {
    return row.place == Place::first ? starts_with(from_verb, word) : contains(whole, word);
  });
}

struct DeliverableRow {
  Deliverable deliverable;
  std::string_view word;
  std::vector<std::string_view> not_before;  // the word means something else when one of these follows
};

const std::vector<DeliverableRow>& deliverable_rows() {
  static const std::vector<DeliverableRow> rows = {
      {Deliverable::data, "数据", {}},
      {Deliverable::paper, "资料", {}},
      {Deliverable::paper, "材料", {}},
      {Deliverable::paper, "总结", {}},
      {Deliverable::paper, "年鉴", {}},
      {Deliverable::audio_visual, "声像", {}},
      {Deliverable::audio_visual, "影像", {}},
      {Deliverable::audio_visual, "照片", {}},
      {Deliverable::notice, "公告", {}},
      {Deliverable::notice, "公示", {}},
      {Deliverable::notice, "公布", {}},
      {Deliverable::notice, "发布", {}},
      {Deliverable::minutes, "纪要", {}},
      {Deliverable::plan_document, "方案", {}},
      {Deliverable::plan_document, "预案", {}},
      {Deliverable::plan_document, "规划", {"环评", "环境影响评价"}},
      {Deliverable::plan_document, "控制计划", {}},
      {Deliverable::plan_document, "工作计划", {}},
      {Deliverable::plan_document, "年度计划", {}},
      {Deliverable::letter, "责任书", {}},
      {Deliverable::letter, "责任状", {}},
      {Deliverable::report, "报告", {"专项", "有关", "工作情况", "情况"}},  // the verb 报告
  };
  return rows;
}

bool occurs(std::string_view text, const DeliverableRow& row) {
  for (std::size_t at = text.find(row.word); at != std::string_view::npos; at = text.find(row.word, at + 1)) {
    const std::string_view rest = text.substr(at + row.word.size());
    const bool other = std::any_of(row.not_before.begin(), row.not_before.end(),
                                   [&](std::string_view word) { return starts_with(rest, word); });
    if (!other) return true;
  }
  return false;
}

}  // namespace

TaskKind task_kind_of(std::string_view text) {
  const std::string folded = nfkc(text);
  const std::string_view whole = folded;
  const std::string_view from_verb = leading_verb_on(whole);
  for (const KindRow& row : kind_rows()) {
    if (matches(row, whole, from_verb)) return row.kind;
  }
  return TaskKind::works;
}

std::vector<Deliverable> deliverables_of(std::string_view text) {
  const std::string folded = nfkc(text);
  std::vector<Deliverable> found;
  for (const DeliverableRow& row : deliverable_rows()) {
    if (occurs(folded, row)) found.push_back(row.deliverable);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace chuangmo::plan
