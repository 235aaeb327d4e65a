#include "app/demo_papers.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/demo_cast.h"
#include "base/text.h"
#include "demo/scene.h"
#include "evidence/jpeg_picture.h"
#include "evidence/png_picture.h"
#include "model/pack.h"

namespace chuangmo::app {

namespace {

enum class PaperKind { pdf, docx, xlsx, text };

struct KindWord {
  std::string_view word;
  PaperKind kind;
};
// By what the pack calls the paper; the first word that occurs decides.
constexpr std::array<KindWord, 11> kKinds = {{{"台账", PaperKind::xlsx},
                                              {"清单", PaperKind::xlsx},
                                              {"名册", PaperKind::xlsx},
                                              {"月报", PaperKind::xlsx},
                                              {"统计", PaperKind::xlsx},
                                              {"总结", PaperKind::docx},
                                              {"方案", PaperKind::docx},
                                              {"报告", PaperKind::docx},
                                              {"预案", PaperKind::docx},
                                              {"说明", PaperKind::text},
                                              {"记录", PaperKind::text}}};

PaperKind kind_of(std::string_view title) {
  const auto* const found = std::find_if(kKinds.begin(), kKinds.end(),
                                         [&](const KindWord& each) { return contains(title, each.word); });
  return found == kKinds.end() ? PaperKind::pdf : found->kind;
}

const char* extension_of(PaperKind kind) {
  constexpr std::array<const char*, 4> kExtensions = {"pdf", "docx", "xlsx", "txt"};
  return kExtensions.at(static_cast<std::size_t>(kind));
}

demo::SceneKind scene_of(std::string_view what) {
  if (contains(what, "水") || contains(what, "河")) return demo::SceneKind::river;
  if (contains(what, "绿") || contains(what, "卫生")) return demo::SceneKind::greening;
  return demo::SceneKind::plant;
}

evidence::Picture picture_of(const std::string& what, const demo::Chance& chance) {
  demo::Scene scene = demo::draw_scene(scene_of(what), chance.part(what));
  return {scene.width, scene.height, std::move(scene.rgb)};
}

// Of "应急预案文本及印发文件；演练方案" the first.
std::string first_wanted(const std::string& evidence) {
  const std::size_t end =
      std::min({evidence.find("；"), evidence.find("、"), evidence.find("，"), evidence.find("（")});
  return evidence.substr(0, end);
}

std::string wanted_for(const Pack& pack, const std::string& id) {
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      if (criterion.id == id && !criterion.evidence.empty()) return first_wanted(criterion.evidence);
    }
  }
  return "佐证材料";
}

}  // namespace

demo::Paper simulated_paper(const std::string& title, const std::string& unit, Date day,
                            demo::Chance chance) {
  demo::Paper paper{title, unit, day, {}, {}};
  paper.paragraphs = {
      "按照《" + title + "》的要求，" + unit + "对照任务分解表逐项核对，现将有关情况报送如下。",
      fmt::format("本期共检查 {} 处，发现问题 {} 个，已整改 {} 个，其余列入下季度计划，由分管负责人督办。",
                  chance.between(12, 60), chance.between(6, 9), chance.between(2, 5)),
      "以上内容由程序生成，单位、数字、文号均为模拟，不反映任何地方的真实情况。"};
  paper.rows = {{"序号", "事项", "日期", "办理情况"}};
  constexpr std::array<const char*, 4> kMatters = {"现场检查", "整改复查", "资料归档", "专题会议"};
  constexpr std::array<const char*, 3> kOutcomes = {"已办结", "已完成整改", "按计划推进"};
  const int count = chance.between(4, 9);
  for (int i = 1; i <= count; ++i)
    paper.rows.push_back({std::to_string(i), kMatters.at(static_cast<std::size_t>(chance.between(0, 3))),
                          (day - chance.between(20, 300)).text(),
                          kOutcomes.at(static_cast<std::size_t>(chance.between(0, 2)))});
  return paper;
}

Result<SimulatedPapers> SimulatedPapers::open(Office& office, demo::Chance chance) {
  CHUANGMO_TRY(desk, EvidenceDesk::open(office));
  return SimulatedPapers(office, std::move(desk), chance);
}

Result<std::string> SimulatedPapers::photograph(const std::string& of_what) {
  return evidence::write_jpeg(picture_of(of_what, chance_));
}

Result<std::string> SimulatedPapers::drawing(const std::string& of_what) {
  return evidence::write_png(picture_of(of_what, chance_));
}

// The bytes of a paper, and the extension they deserve.
Result<std::pair<std::string, std::string>> SimulatedPapers::made(const demo::Paper& paper,
                                                                  const std::string& wanted) {
  const PaperKind kind = kind_of(wanted);
  std::string bytes;
  if (kind == PaperKind::pdf) bytes = demo::pdf_of(paper);
  if (kind == PaperKind::docx) bytes = demo::docx_of(paper);
  if (kind == PaperKind::text) bytes = demo::text_of(paper);
  if (kind == PaperKind::xlsx) {
    CHUANGMO_TRY(workbook, demo::xlsx_of(paper));
    bytes = std::move(workbook);
  }
  return std::pair(std::move(bytes), std::string(extension_of(kind)));
}

Result<workflow::EvidenceFile> SimulatedPapers::send(const std::string& unit, const std::string& name,
                                                     std::string_view bytes) {
  CHUANGMO_TRY(begun, desk_->begin(unit, name, bytes.size(), ""));
  CHUANGMO_CHECK(desk_->append(unit, begun.declared.id, 0, bytes));
  return desk_->finish(editor_of(unit), unit, begun.declared.id);
}

Result<workflow::SubmittedEvidence> SimulatedPapers::paper_for(const std::string& unit,
                                                               const std::string& criterion, Date day) {
  const std::string wanted = wanted_for(office_->pack(), criterion);
  const std::string title = fmt::format("{}年{}", day.year() - 1, wanted);
  const auto sent = sent_.find(unit + title);
  if (sent != sent_.end())
    return workflow::SubmittedEvidence{sent->second.digest, sent->second.name, criterion};
  const demo::Paper paper = simulated_paper(title, unit, day, chance_.part(unit + title));
  CHUANGMO_TRY(file, made(paper, wanted));
  CHUANGMO_TRY(kept, send(unit, unit + title + "." + file.second, file.first));
  sent_[unit + title] = kept;
  return workflow::SubmittedEvidence{kept.digest, kept.name, criterion};
}

}  // namespace chuangmo::app
