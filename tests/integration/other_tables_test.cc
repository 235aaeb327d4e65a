// Plans as other city offices lay them out, each with what a person reads in it. The cities do not exist.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "annex_fixture.h"
#include "ooxml/zip_write.h"

namespace chuangmo::integration {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using Lines = std::vector<std::string>;

Table table_of(const Rows& rows) {
  Table table;
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      TableCell cell;
      cell.row = table.rows;
      cell.column = static_cast<int>(column);
      cell.paragraphs = split(row[column], "\n");
      table.cells.push_back(std::move(cell));
    }
    table.columns = std::max(table.columns, static_cast<int>(row.size()));
    ++table.rows;
  }
  return table;
}

std::string names_of(const std::vector<Duty>& duties) {
  Lines names;
  for (const Duty& duty : duties)
    names.push_back(duty.name + (duty.is_group ? "*" : "") + (duty.guessed ? "?" : ""));
  return join(names, " ");
}

// "1 requirement", then "1.1 task [lead | cooperating] due (remark)". "*" a group, "?" a guess.
Lines shown(const Plan& plan) {
  Lines lines;
  for (const PlanIndicator& indicator : plan.indicators) {
    lines.push_back(fmt::format("{} {}", indicator.number, indicator.requirement));
    for (const Task& task : indicator.tasks) {
      std::string line = fmt::format("{} {} [{} | {}]", task.label, task.text, names_of(task.lead),
                                     names_of(task.cooperating));
      if (!task.schedule.due.empty()) line += " " + task.schedule.due;
      if (task.schedule.rhythm != Rhythm::none && task.schedule.rhythm != Rhythm::once)
        line += fmt::format(" {}", rhythm_name(task.schedule.rhythm));
      if (!task.remark.empty()) line += " (" + task.remark + ")";
      lines.push_back(line);
    }
  }
  return lines;
}

// Findings of reading the file and the table, not of lint, by row: "PLN014@5".
Lines findings(const Plan& plan) {
  std::vector<std::pair<int, std::string>> found;
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    const std::string_view room = std::string_view(diagnostic.code).substr(0, 3);
    if ((room == "PLN" && diagnostic.code < "PLN032") || room == "DOC" || room == "SHT")
      found.emplace_back(diagnostic.where.row, diagnostic.code);
  }
  std::sort(found.begin(), found.end());
  Lines lines;
  for (const auto& [row, code] : found) lines.push_back(fmt::format("{}@{}", code, row));
  return lines;
}

Plan read(const std::string& bytes) {
  return read_plan_bytes(bytes, "other");
}

// Every listed name of a column with every listed name of the others.
TEST(OtherTables, headings_in_any_combination) {
  const Lines requirements = {"创模指标要求", "指标", "标准或要求", "重点任务"};
  const Lines tasks = {"工作任务", "任务内容", "工作措施"};
  const Lines leads = {"责任单位", "牵头单位", "牵头部门", "负责部门"};
  const Lines helpers = {"配合单位", "协助单位", "协办单位", "主责单位"};
  const Lines dues = {"完成时限", "时间进度", "完成期限"};
  const Lines expected = {"1 绿化率≥35%", "1.1 植树 [市林业局 | 市园林局] 2011-06-30 (已开工)",
                          "1.2 提供绿化数据 [市园林局 | 市统计局] 2011-12-31"};
  int count = 0;
  for (const std::string& requirement : requirements) {
    for (const std::string& task : tasks) {
      for (const std::string& lead : leads) {
        for (const std::string& helper : helpers) {
          const std::string& due = dues[static_cast<std::size_t>(count++) % dues.size()];
          const Rows rows = {{"序号", requirement, task, lead, helper, due, "备注"},
                             {"1", "绿化率≥35%", "1.植树", "市林业局", "市园林局", "2011年6月底", "已开工"},
                             {"", "", "2.提供绿化数据", "市园林局", "市统计局", "2011年底", ""}};
          EXPECT_EQ(shown(read(csv_of(table_of(rows)))), expected) << join(rows[0], " ");
        }
      }
    }
  }
  EXPECT_EQ(count, 192);
}

// A county's plan: the "key tasks" are the indicators, measures are the tasks, dates are written in Chinese.
TEST(OtherTables, key_tasks_and_measures_in_word) {
  Table table = table_of(
      {{"序号", "重点任务", "工作措施", "牵头部门", "协助单位", "完成时限", "备注"},
       {"一", "大气污染防治", "（一）拆除建成区10蒸吨以下燃煤锅炉", "市环保局", "市住建局、市质监局",
        "2012年10月底前", ""},
       {"", "", "（二）推广使用型煤", "市经信委", "各县（区）政府", "长期", "列入年度考核"},
       {"二", "水污染防治", "（一）城区雨污分流改造", "市住建局", "市财政局\n市发改委", "2012年6月30日", ""},
       {"", "", "（二）每月公布断面水质", "市环保局", "市水务局", "", ""}});
  merge_down(table, 0, 1);
  merge_down(table, 1, 1);
  const Plan plan = read(docx_of({table}, {"云川市2012年创建环保模范城市重点任务分解表"}));
  EXPECT_EQ(plan.title, "云川市2012年创建环保模范城市重点任务分解表");
  EXPECT_EQ(
      shown(plan),
      (Lines{"1 大气污染防治", "1.1 拆除建成区10蒸吨以下燃煤锅炉 [市环保局 | 市住建局 市质监局] 2012-10-31",
             "1.2 推广使用型煤 [市经信委 | 各县（区）政府*] (列入年度考核)", "2 水污染防治",
             "2.1 城区雨污分流改造 [市住建局 | 市财政局 市发改委] 2012-06-30",
             "2.2 每月公布断面水质 [市环保局 | 市水务局] monthly"}));
  EXPECT_EQ(findings(plan), (Lines{"PLN029@3"}));
}

// Three levels of headings over merged cells.
TEST(OtherTables, headings_of_three_levels) {
  Table table = table_of(
      {{"序号", "指标", "任务分工", "", "", "时间进度", "备注"},
       {"", "", "任务内容", "责任", "", "", ""},
       {"", "", "", "牵头单位", "协办单位", "", ""},
       {"1", "森林覆盖率达到20%", "1.荒山造林10万亩", "市林业局", "市国土局、市财政局", "2013年底", ""},
       {"", "", "2.报送造林统计", "市林业局", "市统计局", "每季度", "季后5日内"}});
  for (const int column : {0, 1, 5, 6}) merge_cells(table, 0, column, 3, 1);
  merge_cells(table, 0, 2, 1, 3);
  merge_cells(table, 1, 2, 2, 1);
  merge_cells(table, 1, 3, 1, 2);
  merge_down(table, 0, 3);
  merge_down(table, 1, 3);
  const Lines expected = {"1 森林覆盖率达到20%",
                          "1.1 荒山造林10万亩 [市林业局 | 市国土局 市财政局] 2013-12-31",
                          "1.2 报送造林统计 [市林业局 | 市统计局] quarterly (季后5日内)"};
  for (const std::string& bytes : {docx_of({table}, {"任务分解表"}, 3), xlsx_of({table}), csv_of(table)}) {
    const Plan plan = read(bytes);
    EXPECT_EQ(shown(plan), expected);
    EXPECT_EQ(findings(plan), Lines{});
    EXPECT_EQ(plan.headings.lead, "牵头单位");
  }
}

// Sections between the indicators, numbers that start again in each of them.
TEST(OtherTables, sections_with_their_own_numbers) {
  Table table = table_of({{"序号", "标准或要求", "工作任务", "负责部门", "配合单位"},
                          {"一、经济社会", "", "", "", ""},
                          {"1", "人均可支配收入达到全国平均水平", "提供收入数据", "市统计局", ""},
                          {"2", "环保投资指数≥1.7%", "落实环保资金", "市财政局", "市发改委"},
                          {"二、环境质量", "", "", "", ""},
                          {"1", "空气质量二级以上天数≥310天", "控制扬尘", "市住建局", "市环保局"},
                          {"", "", "淘汰黄标车", "市公安局", "市交通局"}});
  merge_cells(table, 1, 0, 1, 5);
  merge_cells(table, 4, 0, 1, 5);
  const Lines expected = {"1 人均可支配收入达到全国平均水平",
                          "1.1 提供收入数据 [市统计局 | ]",
                          "2 环保投资指数≥1.7%",
                          "2.1 落实环保资金 [市财政局 | 市发改委]",
                          "3 空气质量二级以上天数≥310天",
                          "3.1 控制扬尘 [市住建局 | 市环保局]",
                          "3.2 淘汰黄标车 [市公安局 | 市交通局]"};
  const Lines found = {"PLN014@2", "PLN010@3", "PLN010@4", "PLN014@5", "PLN009@6", "PLN010@6", "PLN010@7"};
  for (const std::string& bytes : {docx_of({table}), xlsx_of({table}), csv_of(table)}) {
    const Plan plan = read(bytes);
    EXPECT_EQ(shown(plan), expected);
    EXPECT_EQ(findings(plan), found);
  }
}

// Every task has a running number; only the requirement and the lead are merged.
TEST(OtherTables, running_numbers_and_merged_leads) {
  Table table =
      table_of({{"序号", "创模指标要求", "任务内容", "责任单位", "协办单位", "完成期限"},
                {"1", "生活垃圾无害化处理率≥85%", "建设填埋场二期", "市住建局", "市国土局", "2011年9月"},
                {"2", "", "建设转运站4座", "", "市财政局", "2011年底"},
                {"3", "", "配置密闭清运车", "", "", "2011年底"},
                {"4", "医疗废物集中处置率100%", "建设处置中心", "市卫生局", "市环保局", "2011年底"},
                {"5", "", "开展专项检查", "市环保局", "市卫生局", "每半年"}});
  merge_cells(table, 1, 1, 3, 1);
  merge_cells(table, 4, 1, 2, 1);
  merge_cells(table, 1, 3, 3, 1);
  const Lines expected = {"1 生活垃圾无害化处理率≥85%",
                          "1.1 建设填埋场二期 [市住建局 | 市国土局] 2011-09-30",
                          "1.2 建设转运站4座 [市住建局 | 市财政局] 2011-12-31",
                          "1.3 配置密闭清运车 [市住建局 | ] 2011-12-31",
                          "2 医疗废物集中处置率100%",
                          "2.1 建设处置中心 [市卫生局 | 市环保局] 2011-12-31",
                          "2.2 开展专项检查 [市环保局 | 市卫生局] half_yearly"};
  for (const std::string& bytes : {docx_of({table}), xlsx_of({table})}) {
    const Plan plan = read(bytes);
    EXPECT_EQ(shown(plan), expected);
    EXPECT_EQ(findings(plan), (Lines{"PLN018@2"}));
  }
}

// A long plan as several tables, each page with its headings, one of them with another order of columns.
TEST(OtherTables, several_tables_over_pages) {
  const Table first =
      table_of({{"序号", "指标", "工作任务", "责任单位", "配合单位"},
                {"1", "集中式饮用水水源地水质达标率100%", "1.划定保护区", "市环保局", "市水务局"},
                {"", "", "2.取缔排污口", "市水务局", "市环保局"}});
  const Table second = table_of({{"序号", "指标", "工作任务", "责任单位", "配合单位"},
                                 {"", "", "3.每月监测水质", "市环保局", ""},
                                 {"2", "城市水域功能区达标", "1.河道清淤", "市水务局", "市住建局"}});
  const Table third = table_of({{"序号", "指标", "配合单位", "责任单位", "工作任务"},
                                {"", "", "市农业局", "市林业局", "2.沿岸植树"},
                                {"3", "噪声达标", "市住建局", "市公安局", "1.划定禁鸣区"}});
  const Table contacts = table_of({{"姓名", "电话"}, {"张三", "2022222"}});
  const Lines expected = {"1 集中式饮用水水源地水质达标率100%",
                          "1.1 划定保护区 [市环保局 | 市水务局]",
                          "1.2 取缔排污口 [市水务局 | 市环保局]",
                          "1.3 每月监测水质 [市环保局 | ] monthly",
                          "2 城市水域功能区达标",
                          "2.1 河道清淤 [市水务局 | 市住建局]",
                          "2.2 沿岸植树 [市林业局 | 市农业局]",
                          "3 噪声达标",
                          "3.1 划定禁鸣区 [市公安局 | 市住建局]"};
  const Plan word = read(docx_of({first, second, third, contacts}, {"清河市创模任务分解表"}));
  EXPECT_EQ(shown(word), expected);
  EXPECT_EQ(findings(word), (Lines{"PLN017@0"}));
  EXPECT_EQ(word.indicators.at(1).tasks.at(1).source.sheet, "表3");
  EXPECT_EQ(word.indicators.at(1).tasks.at(1).source.row, 2);
  EXPECT_EQ(shown(read(xlsx_of({first, second, third}))), expected);
}

// A landscape sheet: title, document number and unit lines in rows of their own.
TEST(OtherTables, title_rows_above_the_headings) {
  Table table = table_of(
      {{"安平市创建省级环境保护模范城市工作任务分解表", "", "", "", "", ""},
       {"安政办发〔2013〕18号", "", "", "", "", ""},
       {"填报单位：市创模办", "", "", "", "填报日期：2013年3月", ""},
       {"序号", "指标名称", "工作内容", "责任部门", "协同单位", "时间节点"},
       {"1", "工业固废综合利用率≥80%", "1.建设粉煤灰利用项目", "市经信委", "安平电厂、市环保局", "2013年底"},
       {"2", "机动车检测率≥85%", "1.建设检测线3条", "市公安局、市环保局", "市交通局", "2013年上半年"}});
  merge_cells(table, 0, 0, 1, 6);
  merge_cells(table, 1, 0, 1, 6);
  merge_cells(table, 2, 0, 1, 4);
  merge_cells(table, 2, 4, 1, 2);
  const Lines expected = {
      "1 工业固废综合利用率≥80%", "1.1 建设粉煤灰利用项目 [市经信委 | 安平电厂 市环保局] 2013-12-31",
      "2 机动车检测率≥85%", "2.1 建设检测线3条 [市公安局 市环保局 | 市交通局] 2013-06-30"};
  for (const std::string& bytes : {docx_of({table}, {"附件2"}), xlsx_of({table}), csv_of(table)}) {
    const Plan plan = read(bytes);
    EXPECT_EQ(plan.title, "安平市创建省级环境保护模范城市工作任务分解表");
    EXPECT_EQ(shown(plan), expected);
    EXPECT_EQ(findings(plan), Lines{});
    EXPECT_EQ(plan.indicators.at(0).tasks.at(0).source.row, 5);
  }
}

// A workbook whose table begins at C4, with a date column Excel knows as dates, and a sheet of contacts.
TEST(OtherTables, an_excel_table_that_begins_at_c4) {
  const Table table =
      table_of({{"序号", "指标", "工作任务", "牵头单位", "协助单位", "完成时间", "联系电话"},
                {"1", "单位GDP能耗下降", "1.实施节能改造", "市经信委", "市发改委、市财政局", "", "2023344"},
                {"", "", "2.报送能耗数据", "市统计局", "市经信委", "", "2021111"}});
  ooxml::XlsxContent content;
  content.sheets.push_back(sheet_of(table, "任务", 3, 2));
  for (ooxml::XlsxCell& cell : content.sheets[0].cells) {
    if (cell.column == 7 && cell.row == 4) cell.value = Date::of(2012, 11, 30);
    if (cell.column == 2 && cell.row == 4) cell.value = Decimal(1, 0);
  }
  ooxml::XlsxCell title;
  title.row = 1;
  title.column = 2;
  title.column_span = 7;
  title.value = std::string("东原市创模工作任务分解表");
  content.sheets[0].cells.insert(content.sheets[0].cells.begin(), title);
  content.sheets.push_back(sheet_of(table_of({{"姓名", "电话"}, {"李四", "2022222"}}), "通讯录"));
  const Plan plan = read(ooxml::write_xlsx(content).value());
  EXPECT_EQ(plan.title, "东原市创模工作任务分解表");
  EXPECT_EQ(shown(plan),
            (Lines{"1 单位GDP能耗下降", "1.1 实施节能改造 [市经信委 | 市发改委 市财政局] 2012-11-30",
                   "1.2 报送能耗数据 [市统计局 | 市经信委]"}));
  EXPECT_EQ(findings(plan), (Lines{"PLN017@0", "PLN003@4"}));
  EXPECT_EQ(plan.indicators.at(0).tasks.at(0).source.row, 5);
  EXPECT_EQ(plan.indicators.at(0).tasks.at(0).source.sheet, "任务");
}

// Word drawn by hand: a table inside a heading cell, another inside a task.
TEST(OtherTables, tables_inside_cells_of_word) {
  const auto p = [](const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; };
  const auto tc = [&](const std::string& text) { return "<w:tc>" + p(text) + "</w:tc>"; };
  const auto nested = [&](const std::string& cells) {
    return "<w:tc><w:tbl><w:tr>" + cells + "</w:tr></w:tbl><w:p/></w:tc>";
  };
  const auto tr = [](const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; };
  const std::string body =
      p("北岭市创模任务分解表") + "<w:tbl>" +
      tr(tc("序号") + tc("指标") + nested(tc("工作任务")) + tc("责任单位") + tc("配合单位")) +
      tr(tc("1") + tc("绿地率") + tc("1.建设公园") + tc("市园林局") + tc("市住建局")) +
      tr(tc("") + tc("") + nested(tc("2.补植") + tc("行道树")) + tc("市园林局") + tc("")) + "</w:tbl>";
  ooxml::ZipWriter zip;
  zip.add("_rels/.rels",
          "<Relationships><Relationship Id='r' Type='http://x/officeDocument' "
          "Target='word/document.xml'/></Relationships>");
  zip.add("word/document.xml", "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>");
  const Plan plan = read(zip.finish());
  ASSERT_EQ(plan.indicators.size(), 1U);
  EXPECT_EQ(plan.indicators[0].tasks.at(0).text, "建设公园");
  EXPECT_EQ(remove_spaces(plan.indicators[0].tasks.at(1).text), "补植行道树");
  EXPECT_EQ(names_of(plan.indicators[0].tasks[1].lead), "市园林局");
  EXPECT_EQ(findings(plan), (Lines{"DOC001@1", "DOC001@3"}));
}

// Two columns that both say what is required; one that says who reports; "main duty" beside "lead".
TEST(OtherTables, headings_that_compete_or_mean_nothing_here) {
  const Table table =
      table_of({{"序号", "指标", "标准或要求", "工作措施", "牵头单位", "主责单位", "督办领导"},
                {"1", "空气质量", "二级", "1.清洁取暖", "市发改委", "市住建局", "王某"},
                {"2", "水质", "Ⅲ类", "1.河道治理", "市水务局", "市环保局", "赵某"}});
  const Plan plan = read(docx_of({table}));
  EXPECT_EQ(findings(plan), (Lines{"PLN003@1", "PLN004@1"}));
  EXPECT_TRUE(std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(),
                          [](const Diagnostic& diagnostic) { return diagnostic.code == "PLN038"; }));
  EXPECT_EQ(plan.indicators.at(1).requirement, "水质\nⅢ类") << "both columns say what is required";
  EXPECT_EQ(names_of(plan.indicators.at(1).tasks.at(0).lead), "市水务局");
  EXPECT_EQ(names_of(plan.indicators.at(1).tasks.at(0).cooperating), "市环保局");
}

// A list typed into CSV by hand: semicolons, no numbers, units run together, back references.
TEST(OtherTables, a_hand_typed_list) {
  const std::string csv =
      "重点任务;任务内容;责任单位;协助单位;完成时限\n"
      "扬尘治理;工地围挡全覆盖;市住建局;市公安局市交通局;2014年6月底\n"
      "扬尘治理;渣土车密闭运输;市交警支队;同上;2014年6月底\n"
      "秸秆禁烧;落实网格员;各县（区）政府;市农业局、环保局;每年6月、10月\n";
  for (const std::string& bytes : {csv, gb18030(csv)}) {
    const Plan plan = read(bytes);
    EXPECT_EQ(shown(plan),
              (Lines{"1 扬尘治理", "1.1 工地围挡全覆盖 [市住建局 | 市公安局? 市交通局?] 2014-06-30",
                     "1.2 渣土车密闭运输 [市交警支队 | 市公安局? 市交通局?] 2014-06-30", "2 秸秆禁烧",
                     "2.1 落实网格员 [各县（区）政府* | 市农业局 环保局?] 2014-10-31 annual"}));
  }
}

// What is no plan says so.
TEST(OtherTables, a_table_that_is_no_plan) {
  const Plan plan = read(csv_of(table_of({{"站点", "日期", "PM10"}, {"一中", "2011-01-01", "85"}})));
  EXPECT_TRUE(plan.indicators.empty());
  EXPECT_EQ(findings(plan), (Lines{"PLN001@0"}));
  EXPECT_TRUE(has_errors(plan.diagnostics));
}

}  // namespace
}  // namespace chuangmo::integration
