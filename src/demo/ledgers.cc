#include <array>
#include <fmt/format.h>

#include "base/csv.h"
#include "demo/parts.h"

namespace chuangmo::demo {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string day(int year, int month, int day_of_month) {
  return Date::of(year, month, day_of_month).text();
}

std::string yes(bool value) {
  return value ? "是" : "否";
}

constexpr std::array<const char*, 6> kCounties = {"朔城区", "平鲁区", "山阴县", "应县", "右玉县", "怀仁县"};

class LedgerFiles {
 public:
  explicit LedgerFiles(std::vector<SimulatedFile>& files) : files_(files) {}
  // A ledger of one year, declared complete for it unless told otherwise.
  void add(int year, const std::string& ledger, const std::string& unit, const std::string& name,
           const std::vector<std::string>& header, const Rows& rows, bool is_complete = true) {
    SimulatedFile file;
    file.path = std::to_string(year) + "/台账/" + name + ".csv";
    file.text = csv_line(header);
    for (const auto& row : rows) file.text += csv_line(row);
    file.kind = "ledger:" + ledger;
    file.who = unit;
    file.recorded_at = Instant::at(Date::of(year + 1, 1, 18), 10);
    if (is_complete) file.complete.push_back(Period::of_year(year));
    files_.push_back(std::move(file));
  }

  // The same for a ledger whose records belong to a year and not to a day.
  void add_yearly(int year, const std::string& ledger, const std::string& unit, const std::string& name,
                  std::vector<std::string> header, Rows rows) {
    header.push_back("期间");
    for (auto& row : rows) row.push_back(std::to_string(year) + "年");
    add(year, ledger, unit, name, header, rows);
  }

 private:
  std::vector<SimulatedFile>& files_;
};

void add_emergency(LedgerFiles& out, int year) {
  Rows incidents;
  if (year == 2009)
    incidents = {{"平鲁区运煤车辆侧翻致废水外溢", day(2009, 8, 14), "0", "0", "120", "36", "无", "无", "无"}};
  if (year == 2011) {
    incidents = {{"应县小化工厂氨气泄漏", day(2011, 7, 5), "0", "2", "350", "85.5", "无", "无", "无"}};
  }
  out.add(year, "incidents", "市环保局", "突发环境事件",
          {"事件名称", "发生日期", "死亡人数", "中毒（重伤）人数", "疏散转移人数", "直接经济损失",
           "取水中断的水源地", "跨界影响", "定性标准达到的级别"},
          incidents);
  out.add(year, "drills", "市环保局", "应急演练", {"演练名称", "演练日期", "参加人数"},
          {{std::to_string(year) + "年突发环境事件综合演练", day(year, 6, 5), "180"},
           {std::to_string(year) + "年饮用水源应急桌面推演", day(year, 10, 20), "45"}});
  Rows cases = {{"某洗煤有限公司", day(year, 3, 11), "否", "5"},
                {"某建材有限公司", day(year, 9, 2), "否", "8"}};
  out.add(year, "violation_cases", "市环保局", "环境违法案件", {"当事单位", "处罚日期", "重大案件", "罚款"},
          cases);
  if (year == 2009) {
    out.add(year, "emergency_plans", "市环保局", "应急预案", {"预案名称", "印发日期", "已批准印发"},
            {{"朔州市突发环境事件应急预案", day(2009, 4, 16), "是"},
             {"朔州市集中式饮用水源突发环境事件应急预案", day(2009, 11, 3), "是"}},
            false);
  }
}

void add_documents(LedgerFiles& out) {
  out.add(2011, "governance_documents", "市创模办", "创模工作文件",
          {"文件名称", "类别", "印发日期", "印发单位"},
          {{"关于成立创模工作领导组的通知", "成立领导组", day(2010, 3, 2), "市委办公厅"},
           {"关于设立创模工作领导组办公室的通知", "成立办公室", day(2010, 3, 5), "市政府办公厅"},
           {"创建省级环境保护模范城市规划", "创模规划", day(2010, 5, 18), "市政府"},
           {"2011年创模工作计划", "年度计划", day(2011, 2, 14), "市创模办"},
           {"党政领导干部环保实绩考核办法", "政绩考核办法", day(2010, 7, 9), "市委组织部"},
           {"2010年度创模目标责任考核通报", "单位考核奖惩", day(2011, 3, 22), "市政府办公厅"}},
          false);
  out.add(2010, "announcements", "市政府办公厅", "政府公告", {"标题", "类别", "发布日期", "媒体"},
          {{"主要污染物总量控制计划公告", "总量控制计划", day(2010, 4, 8), "本市日报"},
           {"创模规划公告", "创模规划", day(2010, 6, 1), "市政府门户网站"}},
          false);
  Rows meetings;
  const std::array<std::array<int, 2>, 4> held = {{{2, 21}, {5, 16}, {8, 9}, {11, 14}}};
  for (const auto& [month, date] : held) {
    meetings.push_back({"市委", day(2011, month, date), "听取环保与创模工作汇报"});
    meetings.push_back({"市政府", day(2011, month, date + 3), "研究环保工作"});
  }
  out.add(2011, "meetings", "市委办公厅", "环保工作会议", {"会议主体", "召开日期", "议题"}, meetings);
}

void add_publications(LedgerFiles& out, int year) {
  out.add(year, "publications", "市环保局", "环境信息公告", {"标题", "类别", "发布日期"},
          {{std::to_string(year) + "年环境质量公报", "环境质量公报", day(year, 6, 5)},
           {std::to_string(year) + "年上半年饮用水源水质报告", "水质报告", day(year, 7, 12)}},
          false);
}

void add_letters(LedgerFiles& out) {
  constexpr std::array<const char*, 12> kUnits = {"市发改委", "市环保局", "市财政局", "市住建局",
                                                  "市园林局", "市水务局", "市经信委", "市公安局",
                                                  "市统计局", "市卫生局", "市教育局", "市工商局"};
  Rows letters;
  for (const char* unit : kUnits) letters.push_back({unit, "是"});
  for (const char* county : kCounties) letters.push_back({std::string(county) + "政府", "是"});
  out.add_yearly(2011, "responsibility_letters", "市政府办公厅", "目标责任书", {"责任单位", "已签订"},
                 letters);
}

void add_projects(Chance chance, LedgerFiles& out) {
  constexpr std::array<const char*, 6> kKinds = {"洗煤厂技改", "陶瓷生产线", "商品混凝土站",
                                                 "住宅小区",   "乳品加工",   "物流园"};
  Rows started;
  for (int i = 1; i <= 64; ++i) {
    const std::string county = kCounties[static_cast<std::size_t>(chance.between(0, 5))];
    const std::string kind = kKinds[static_cast<std::size_t>(chance.between(0, 5))];
    started.push_back({fmt::format("{}{}项目（{:02}）", county, kind, i),
                       day(2011, chance.between(2, 11), chance.between(1, 28)), county, "是",
                       fmt::format("朔环审〔2011〕{}号", 10 + i)});
  }
  out.add(2011, "construction_projects", "市环保局", "建设项目",
          {"项目名称", "开工日期", "县区", "环评已批准", "环评批文号"}, started);
  Rows completed;
  for (int i = 1; i <= 31; ++i) {
    const std::string county = kCounties[static_cast<std::size_t>(chance.between(0, 5))];
    completed.push_back({fmt::format("{}竣工项目（{:02}）", county, i),
                         day(2011, chance.between(1, 12), chance.between(1, 28)), county, "是"});
  }
  out.add(2011, "completed_projects", "市环保局", "竣工建设项目",
          {"项目名称", "竣工日期", "县区", "执行“三同时”"}, completed);
  // One plan was approved without its assessment: the indicator fails.
  out.add(2011, "development_plans", "市环保局", "应开展环评的规划",
          {"规划名称", "批准日期", "已开展规划环评"},
          {{"经济开发区总体规划", day(2011, 3, 15), "是"},
           {"固废综合利用工业园规划", day(2011, 4, 28), "是"},
           {"城市供热专项规划", day(2011, 6, 9), "是"},
           {"平鲁区煤化工园区规划", day(2011, 8, 30), "否"},
           {"桑干河湿地旅游规划", day(2011, 10, 12), "是"},
           {"矿区采煤沉陷治理规划", day(2011, 11, 25), "是"}});
}

void add_enterprises(Chance chance, LedgerFiles& out) {
  constexpr std::array<const char*, 5> kKinds = {"煤电", "洗煤", "陶瓷", "乳业", "水泥"};
  constexpr std::array<const char*, 3> kLevels = {"国控", "省控", "市控"};
  Rows rows;
  for (int i = 1; i <= 46; ++i) {
    rows.push_back({fmt::format("{}{}{:02}号企业", kCounties[static_cast<std::size_t>(chance.between(0, 5))],
                                kKinds[static_cast<std::size_t>(chance.between(0, 4))], i),
                    kLevels[static_cast<std::size_t>(i <= 9    ? 0
                                                     : i <= 22 ? 1
                                                               : 2)],
                    i <= 9 ? "12" : "4", "0", "是", yes(i != 31)});
  }
  out.add_yearly(2011, "key_enterprises", "市环保局", "重点工业企业",
                 {"企业名称", "控制级别", "监督性监测次数", "超标次数", "稳定达标", "许可证有效"}, rows);
  Rows handlers;
  for (int i = 1; i <= 18; ++i) handlers.push_back({fmt::format("涉危废单位{:02}", i), yes(i != 7)});
  out.add_yearly(2011, "hazardous_waste_units", "市环保局", "涉危险废物单位", {"单位名称", "有应急预案"},
                 handlers);
}

void add_energy(LedgerFiles& out) {
  // 46.8 % clean: coal still heats the old town, and the indicator fails.
  out.add_yearly(2011, "energy_uses", "市住建局", "终端能源消费", {"能源品种", "消费量", "清洁能源"},
                 {{"天然气", "61200", "是"},
                  {"液化石油气", "8350", "是"},
                  {"煤气", "22400", "是"},
                  {"电力", "78300", "是"},
                  {"集中供热", "96100", "是"},
                  {"可再生能源", "3250", "是"},
                  {"油品", "71500", "否"},
                  {"煤炭", "234900", "否"}});
}

void add_agencies(LedgerFiles& out) {
  Rows agencies = {{"朔州市环境保护局", "是"}};
  for (const char* county : kCounties) agencies.push_back({std::string(county) + "环境保护局", "是"});
  out.add_yearly(2011, "environmental_agencies", "市人社局", "环保行政机构", {"机构名称", "独立建制"},
                 agencies);
  out.add_yearly(2011, "capacity_checks", "市财政局", "能力建设验收", {"能力", "达到标准化要求", "验收文号"},
                 {{"监察", "是", "晋环函〔2011〕101号"},
                  {"监测", "是", "晋环函〔2011〕102号"},
                  {"信息", "是", "晋环函〔2011〕118号"},
                  {"宣教", "是", "晋环函〔2011〕119号"},
                  {"监控", "是", "晋环函〔2011〕126号"}});
}

void add_schools(Chance chance, LedgerFiles& out) {
  Rows rows;
  for (int i = 1; i <= 412; ++i) {
    const bool teaches = i % 10 != 7;
    rows.push_back(
        {fmt::format("{}第{:03}小学", kCounties[static_cast<std::size_t>(chance.between(0, 5))], i),
         kCounties[static_cast<std::size_t>(chance.between(0, 5))], yes(teaches),
         teaches ? std::to_string(chance.between(12, 16)) : std::to_string(chance.between(0, 6))});
  }
  out.add_yearly(2011, "schools", "市教育局", "中小学校",
                 {"学校名称", "县区", "开展环境教育", "学年环境教育课时"}, rows);
}

void add_sanitation(LedgerFiles& out) {
  out.add_yearly(
      2011, "titles", "市卫生局", "卫生城市称号", {"称号", "文号"},
      {{"省级卫生城市", "晋爱卫字〔2010〕6号"}, {"已推荐申报国家卫生城市", "晋爱卫字〔2011〕11号"}});
  Rows checks;
  constexpr std::array<const char*, 5> kKinds = {"城市容貌", "城中村", "城乡结合部", "限塑令", "污染转移"};
  for (const char* kind : kKinds) {
    for (const int month : {4, 8, 11}) checks.push_back({"朔城区", kind, day(2011, month, 18), "是"});
  }
  out.add(2011, "sanitation_checks", "市住建局", "环境卫生检查", {"地点", "类别", "检查日期", "合格"},
          checks);
  out.add(2011, "black_odorous_waters", "市环保局", "黑臭水体", {"水体名称", "发现日期", "所在县区"}, {});
}

}  // namespace

void add_ledgers(Chance chance, std::vector<SimulatedFile>& files) {
  LedgerFiles out(files);
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    add_emergency(out, year);
    add_publications(out, year);
  }
  add_documents(out);
  add_letters(out);
  add_projects(chance.part("projects"), out);
  add_enterprises(chance.part("enterprises"), out);
  add_energy(out);
  add_agencies(out);
  add_schools(chance.part("schools"), out);
  add_sanitation(out);
}

}  // namespace chuangmo::demo
