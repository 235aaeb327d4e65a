#include "app/demo_story.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "app/demo_cast.h"
#include "app/reporting.h"
#include "workflow/expand.h"

namespace chuangmo::app {

namespace {

Instant moment(std::string_view text) {
  const auto parsed = Instant::parse(text);
  assert(parsed.has_value());
  return *parsed;
}
Date date(std::string_view text) {
  const auto parsed = Date::parse(text);
  assert(parsed.has_value());
  return *parsed;
}

// When an answer comes, goes back, comes again, is accepted; "": it does not.
struct Fate {
  std::string_view request;
  std::string_view in;
  std::string_view back;
  std::string_view in_again;
  std::string_view accepted;
  std::string_view place;  // of what was wrong
  std::string_view reason;
};
constexpr std::array<Fate, 18> kFates = {{
    // left by their unit
    {"怀仁县政府|2011Q4", "", "", "", "", "", ""},
    {"神头一电厂|2011Q4", "", "", "", "", "", ""},
    {"市国土资源局|2011Q4", "", "", "", "", "", ""},
    {"市林业局|once-2011-12-31", "", "", "", "", "", ""},
    {"市计生委|2011", "", "", "", "", "", ""},
    {"市委组织部|2011", "", "", "", "", "", ""},
    {"市政府|2011", "", "", "", "", "", ""},
    {"平鲁区政府|2011", "", "", "", "", "", ""},
    {"市公安局|2011", "", "", "", "", "", ""},
    {"大唐|2011Q2", "", "", "", "", "", ""},
    // late, by leave, and accepted; back once and then accepted
    {"电力公司|2011Q4", "2012-02-10 10:40", "", "", "2012-02-13 09:30", "", ""},
    {"朔城区政府|2011Q4", "2012-01-13 15:20", "2012-01-17 10:10", "2012-02-01 16:35", "2012-02-02 10:20", "",
     "18 项任务只写了“按计划进行”，请写明本季度做了什么、到什么程度"},
    // back, and not handed in again
    {"市文化广电新闻出版局|2011Q4", "2012-01-16 17:25", "2012-01-19 09:50", "", "", "",
     "机构合并后，原市广电局承担的公益广告任务没有报告，请补上"},
    {"市财政局|2011", "2012-02-24 16:50", "2012-02-28 10:40", "", "", "ledger:capacity_checks",
     "验收文号与省厅公布的不一致，请核对后附验收批复"},
    // waiting
    {"市教育局|2011", "2012-02-28 11:20", "", "", "", "", ""},
    {"市经信委|2011", "2012-02-27 15:40", "", "", "", "", ""},
    {"市发改委|2011", "2012-02-29 09:30", "", "", "", "", ""},
    {"神头二电厂|2011Q4", "2012-01-20 17:40", "", "", "2012-02-01 11:15", "", ""},
}};
// Told by functions of their own.
constexpr std::array<std::string_view, 6> kToldBelow = {"市卫生局|2011", "市统计局|2011",   "市住建局|2011",
                                                        "市水务局|2011", "右玉县政府|2011", "市园林局|2011"};

struct NewDay {
  std::string_view request;
  std::string_view when;
  std::string_view due;
  std::string_view reason;
};
constexpr std::array<NewDay, 5> kNewDays = {{
    {"市公安局|2011", "2012-02-24 15:10", "2012-03-06", "车管信息系统升级，应检车辆数 3 月 5 日出数"},
    {"市政府|2011", "2012-02-27 09:20", "2012-03-07", "政府工作报告 3 月 6 日付印"},
    {"平鲁区政府|2011", "2012-02-27 09:40", "2012-03-05", "区人代会延期，文件 3 月初印发"},
    {"市住建局|2011", "2012-02-23 11:00", "2012-03-02", "退回修改，顺延两天"},
    {"市财政局|2011", "2012-02-28 11:05", "2012-03-08", "退回修改，顺延一周"},
}};
constexpr std::array<NewDay, 3> kLeave = {{
    {"电力公司|2011Q4", "2012-02-06 09:15", "2012-02-17", "用煤数据由省公司统一核定，2 月中旬下达"},
    {"神头一电厂|2011Q4", "2012-02-06 09:20", "2012-02-24", "机组检修，在线数据待核"},
    {"市国土资源局|2011Q4", "2012-02-24 16:00", "2012-03-08", "土地变更调查成果 3 月初批复"},
}};

struct ToldMatter {
  std::string_view unit;
  std::string_view title;
  std::string_view about;
  std::string_view hard_reason;
  std::string_view opened;
  std::string_view studied;
  std::string_view answered;
  std::string_view settled;
};
constexpr std::array<ToldMatter, 6> kMatters = {{
    {"市水务局", "恢河红旗牧场断面漂浮物清理", "task:10.7", "", "2012-01-09 09:10", "2012-01-09 16:30",
     "2012-01-12 10:00", "2012-01-17 15:20"},
    {"朔城区政府", "城区分散燃煤锅炉拆除并网", "task:16.1", "涉及 31 台锅炉和管网铺设，冬季不能停供",
     "2012-02-13 09:30", "2012-02-14 11:00", "2012-02-16 17:10", ""},
    {"市公安局", "2011 年应检机动车数迟迟未报", "request:市公安局|2011", "", "2012-02-16 10:00",
     "2012-02-17 09:20", "2012-02-21 15:00", ""},
    {"市住建局", "施工工地扬尘反复投诉", "task:8.7", "", "2012-02-27 10:15", "2012-02-28 09:40", "", ""},
    {"怀仁县政府", "四季度进展报告逾期", "request:怀仁县政府|2011Q4", "", "2012-02-27 16:20", "", "", ""},
    {"市环保局", "平鲁区煤化工园区规划补做环评", "task:22.1", "", "2012-02-29 17:00", "", "", ""},
}};

}  // namespace

bool SimulatedStory::tells_of(std::string_view request) {
  return std::any_of(kFates.begin(), kFates.end(),
                     [&](const Fate& fate) { return fate.request == request; }) ||
         std::find(kToldBelow.begin(), kToldBelow.end(), request) != kToldBelow.end();
}

void SimulatedStory::write_down() {
  write_units();
  write_days();
  write_requests();
  write_answers();
  write_corrections();
  write_papers();
  write_pictures();
  write_matters();
  write_notices();
}

Result<void> SimulatedStory::act(
    const std::function<Result<workflow::Acts>(const workflow::Moment& at)>& make) {
  CHUANGMO_CHECK(office_.change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = kSimulatedOffice;
    CHUANGMO_TRY(acts, make({work, work.accounts.at(kSimulatedOffice), now}));
    proposal.acts = std::move(acts);
    return proposal;
  }));
  return {};
}

// Two bureaus become one between two quarters: what they were asked before stays, the next goes to the new.
void SimulatedStory::write_units() {
  for (const char* before : {"市文化局", "市广电局"}) {
    diary_.note(moment("2011-10-20 10:00"), [this, before] {
      return act([&](const workflow::Moment& at) {
        return workflow::add_edge(at, {workflow::UnitChange::merged, before, "市文化广电新闻出版局",
                                       date("2011-10-20"), "", "朔编发〔2011〕18号（模拟）"});
      });
    });
  }
}

void SimulatedStory::write_days() {
  for (const NewDay& day : kNewDays) {
    diary_.note(moment(day.when), [this, &day] {
      return act([&](const workflow::Moment& at) {
        workflow::Request request = at.work.requests.at(std::string(day.request));
        request.due = date(day.due);
        return workflow::change_request(at, request, std::string(day.reason));
      });
    });
  }
  for (const NewDay& leave : kLeave) {
    diary_.note(moment(leave.when), [this, &leave] {
      return act([&](const workflow::Moment& at) {
        return workflow::grant_late(at, std::string(leave.request), date(leave.due),
                                    std::string(leave.reason));
      });
    });
  }
  diary_.note(moment("2011-07-06 11:00"), [this] {
    return act([](const workflow::Moment& at) {
      workflow::Request request = at.work.requests.at("大唐|2011Q2");
      request.is_withdrawn = true;
      return workflow::change_request(at, request, "二季度全厂停机，三季度起报送");
    });
  });
}

// Asked for besides, before the inspectors come: what a unit reports of its first tasks, for the half-year.
void SimulatedStory::write_requests() {
  for (const char* unit : {"市公安局", "市交通局", "市教育局"}) {
    diary_.note(moment("2012-02-24 09:30"), [this, unit] {
      return act([&](const workflow::Moment& at) {
        constexpr std::size_t kMost = 3;
        workflow::Request request;
        request.unit = unit;
        request.period = Period::of_half_year(2011, 2);
        request.id = workflow::request_id(unit, request.period, Rhythm::half_yearly, {});
        request.rhythm = Rhythm::half_yearly;
        request.opens = date("2012-02-24");
        request.due = date("2012-03-06");
        request.closes = date("2012-03-20");
        for (const auto& [id, obligation] : at.work.obligations) {
          const bool is_wanted =
              obligation.unit == unit && obligation.item.kind == workflow::ItemKind::report;
          if (is_wanted && request.items.size() < kMost) request.items.push_back(obligation.item);
        }
        std::sort(request.items.begin(), request.items.end());
        return workflow::issue_request(at, request);
      });
    });
  }
}

void SimulatedStory::write_answers() {
  for (const Fate& fate : kFates) {
    const std::string request(fate.request);
    for (const std::string_view in : {fate.in, fate.in_again}) {
      if (in.empty()) continue;
      diary_.note(moment(in), [this, request]() -> Result<void> {
        CHUANGMO_TRY(content, answers_.answer(request));
        return answers_.hand_in(request, std::move(content));
      });
    }
    if (!fate.back.empty())
      diary_.note(moment(fate.back), [this, request, &fate] {
        return answers_.give_back(request, {{std::string(fate.place), std::string(fate.reason)}});
      });
    if (!fate.accepted.empty())
      diary_.note(moment(fate.accepted),
                  [this, request] { return answers_.accept(request, "数据与附件一致"); });
  }
}

// A figure that is corrected after it was accepted, one whose correction waits, one in the wrong unit.
void SimulatedStory::write_corrections() {
  const auto give = [this](std::string_view when, const std::string& request, const std::string& figure,
                           const std::string& as_given, const std::string& note) {
    diary_.note(moment(when), [=, this]() -> Result<void> {
      CHUANGMO_TRY(content, answers_.answer(request));
      for (workflow::SubmittedFigure& each : content.figures) {
        if (each.figure != figure || as_given.empty()) continue;
        each.as_given = as_given;
        each.note = note;
      }
      return answers_.hand_in(request, std::move(content));
    });
  };
  const auto accept = [this](std::string_view when, const std::string& request, const std::string& note) {
    diary_.note(moment(when), [=, this] { return answers_.accept(request, note); });
  };
  give("2012-02-21 09:20", "市卫生局|2011", "medical_waste_generated", "621.4t", "");
  accept("2012-02-22 10:05", "市卫生局|2011", "");
  give("2012-02-24 14:50", "市卫生局|2011", "medical_waste_generated", "612.4t", "抄写颠倒，按转移联单更正");
  accept("2012-02-27 09:15", "市卫生局|2011", "更正有据");
  give("2012-02-21 09:40", "市统计局|2011", "gdp", "", "");
  accept("2012-02-21 16:30", "市统计局|2011", "与快报一致");
  give("2012-02-29 10:15", "市统计局|2011", "gdp", "857.2亿元", "年度数据核实，较快报增加 2.33 亿元");
  give("2012-02-28 16:45", "市水务局|2011", "water_use", "441200万m3", "");
}

void SimulatedStory::write_papers() {
  const auto paper = [this](const char* title, const char* unit) {
    return simulated_paper(title, unit, office_.now().date(), demo::Chance(1).part(title));
  };
  // With a script inside: nobody but the office can open it until it decides.
  diary_.note(moment("2012-02-28 17:10"), [this, paper]() -> Result<void> {
    const std::string request = "右玉县政府|2011";
    CHUANGMO_TRY(content, answers_.answer(request));
    CHUANGMO_TRY(file, papers_.send("右玉县政府", "右玉县总量减排核查表.pdf",
                                    demo::pdf_with_script(paper("右玉县总量减排核查表", "右玉县政府"))));
    content.evidence.push_back({file.digest, file.name, "1.2"});
    return answers_.hand_in(request, std::move(content));
  });
  // The same, and the office has looked.
  diary_.note(moment("2012-02-20 15:30"), [this, paper]() -> Result<void> {
    CHUANGMO_TRY(file, papers_.send("市环保局", "重点企业许可证核发表.pdf",
                                    demo::pdf_with_script(paper("重点企业许可证核发表", "市环保局"))));
    return act([&](const workflow::Moment& at) {
      return workflow::judge_evidence(at, file.digest, workflow::EvidenceState::clean,
                                      "在隔离的电脑上打开核对过，只是表单自带的缩放脚本");
    });
  });
  // Whose sending broke off: the office refuses it, and gives the answer back.
  diary_.note(moment("2012-02-21 14:20"), [this, paper]() -> Result<void> {
    const std::string request = "市住建局|2011";
    CHUANGMO_TRY(content, answers_.answer(request));
    CHUANGMO_TRY(file, papers_.send("市住建局", "污水处理厂运行月报扫描件.pdf",
                                    demo::pdf_cut_short(paper("污水处理厂运行月报", "市住建局"))));
    content.evidence.push_back({file.digest, file.name, "14.1"});
    CHUANGMO_CHECK(answers_.hand_in(request, std::move(content)));
    diary_.note(moment("2012-02-23 10:20"), [this, digest = file.digest] {
      return act([&](const workflow::Moment& at) {
        return workflow::judge_evidence(at, digest, workflow::EvidenceState::refused, "文件不完整，打不开");
      });
    });
    diary_.note(moment("2012-02-23 10:30"), [this, request, digest = file.digest] {
      return answers_.give_back(request,
                                {{"evidence:" + digest, "扫描件不完整，打不开，请重新扫描上传"},
                                 {"figure:reclaimed_water_used", "比上年增加 17%，请说明新增的用户和水量"},
                                 {"ledger:sanitation_checks", "11 月城中村检查没有附检查表"}});
    });
    return {};
  });
  // What the unit that holds up indicator 17 has ready so far.
  diary_.note(moment("2012-02-29 17:50"), [this]() -> Result<void> {
    const std::string request = "市公安局|2011";
    CHUANGMO_TRY(content, answers_.answer(request));
    CHUANGMO_CHECK(put_draft(office_, request, "", content));
    return {};
  });
}

// Greening projects as they look.
void SimulatedStory::write_pictures() {
  diary_.note(moment("2012-02-29 16:05"), [this]() -> Result<void> {
    const std::string request = "市园林局|2011";
    CHUANGMO_TRY(content, answers_.answer(request));
    for (const char* place : {"恢河公园绿化", "北环路绿化带"}) {
      CHUANGMO_TRY(picture, papers_.photograph(place));
      CHUANGMO_TRY(file, papers_.send("市园林局", std::string(place) + "现场.jpg", picture));
      content.evidence.push_back({file.digest, file.name, "13.1"});
    }
    CHUANGMO_TRY(drawing, papers_.drawing("开发区绿化"));
    CHUANGMO_TRY(file, papers_.send("市园林局", "开发区绿化现场.png", drawing));
    content.evidence.push_back({file.digest, file.name, "13.1"});
    return answers_.hand_in(request, std::move(content));
  });
}

void SimulatedStory::write_matters() {
  for (std::size_t i = 0; i < kMatters.size(); ++i) {
    const ToldMatter& told = kMatters.at(i);
    const std::string id = "matter-" + std::to_string(i + 1);
    diary_.note(moment(told.opened), [this, &told] {
      return act([&](const workflow::Moment& at) {
        return workflow::open_matter(at, std::string(told.unit), std::string(told.title),
                                     std::string(told.about), std::string(told.hard_reason));
      });
    });
    const auto step = [&](std::string_view when, workflow::MatterStep which, const char* text) {
      if (when.empty()) return;
      diary_.note(moment(when), [this, id, which, text] {
        return act([&](const workflow::Moment& at) { return workflow::move_matter(at, id, which, text); });
      });
    };
    step(told.studied, workflow::MatterStep::studied, "分管负责人召集研究，明确责任科室和时限");
    step(told.answered, workflow::MatterStep::answered, "已反馈办理措施和进度");
    step(told.settled, workflow::MatterStep::settled, "现场复查，问题已解决");
  }
}

}  // namespace chuangmo::app
