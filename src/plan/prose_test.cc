#include "plan/prose.h"

#include <gmock/gmock.h>
#include <string>

namespace chuangmo::plan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string sense_name(ThresholdSense sense) {
  switch (sense) {
    case ThresholdSense::at_least:
      return ">=";
    case ThresholdSense::at_most:
      return "<=";
    case ThresholdSense::equal:
      return "=";
    case ThresholdSense::above:
      return ">";
    case ThresholdSense::below:
      return "<";
    case ThresholdSense::falling:
      return "falling";
    case ThresholdSense::rising:
      return "rising";
    case ThresholdSense::bare:
      return "bare";
  }
  return "?";
}

// "subject|sense|value|unit" of every threshold.
std::vector<std::string> thresholds(std::string_view text) {
  std::vector<std::string> lines;
  for (const Threshold& threshold : read_thresholds(text)) {
    lines.push_back(threshold.subject + "|" + sense_name(threshold.sense) + "|" +
                    (threshold.value ? threshold.value->text() : "") + "|" + threshold.unit);
  }
  return lines;
}

TEST(Thresholds, ReadsOperatorsBeforeAndBehind) {
  EXPECT_THAT(thresholds("城市生活污水集中处理率≥80%，污水再生利用率≥20%"),
              ElementsAre("城市生活污水集中处理率|>=|80|%", "污水再生利用率|>=|20|%"));
  EXPECT_THAT(thresholds("近三年，城镇居民人均可支配收入达到1万元。近三年，每年环境保护投资指数≥1.7%"),
              ElementsAre("城镇居民人均可支配收入|>=|1|万元", "环境保护投资指数|>=|1.7|%"));
  EXPECT_THAT(thresholds("确保2011年底建成区绿化覆盖率达到35%以上"), ElementsAre("建成区绿化覆盖率|>=|35|%"));
  EXPECT_THAT(thresholds("区域环境噪声平均值≤60dB(A)     "), ElementsAre("区域环境噪声平均值|<=|60|dB(A)"));
  EXPECT_THAT(thresholds("1.建设项目环评执行率达100%"), ElementsAre("建设项目环评执行率|>=|100|%"));
  EXPECT_THAT(thresholds("集中饮用水水源地水质达标率为100%"),
              ElementsAre("集中饮用水水源地水质达标率|=|100|%"));
  EXPECT_THAT(thresholds("事故率低于0.5‰"), ElementsAre("事故率|<|0.5|‰"));
  EXPECT_THAT(thresholds("噪声控制在55分贝以内"), ElementsAre("噪声|<=|55|dB(A)"));
  EXPECT_THAT(thresholds("能耗不超过1.2吨标准煤"), ElementsAre("能耗|<=|1.2|tce"));
}

TEST(Thresholds, FoldsFullWidthDigitsAndKeepsBareNumbersBare) {
  EXPECT_THAT(thresholds("城区空气主要污染物年平均值达到国家二级标准，且主要污染物日平均浓度达到二级标准的天"
                         "数占全年总天数的８５%。"),
              ElementsAre("主要污染物日平均浓度达到二级标准的天数|bare|85|%"));
  EXPECT_THAT(thresholds("普及率８５％以上"), ElementsAre("普及率|>=|85|%"));
}

TEST(Thresholds, ReadsCountsOnlyWithAnOperator) {
  EXPECT_THAT(thresholds("研究环保工作每季度不少于1次"), ElementsAre("研究环保工作|>=|1|次"));
  EXPECT_THAT(thresholds("建设2个湿地公园"), IsEmpty());
  EXPECT_THAT(thresholds("每学年环境教育12课时以上。"), ElementsAre("环境教育|>=|12|课时"));
}

TEST(Thresholds, CutsTheSubjectAtTheVerbOfReaching) {
  EXPECT_THAT(thresholds("全市开展环境教育的中小学学校要达到全市中小学学校总数的85%以上"),
              ElementsAre("全市开展环境教育的中小学学校|>=|85|%"));
}

TEST(Thresholds, ReadsTrendsAndWholes) {
  EXPECT_THAT(thresholds("单位GDP用水量逐年下降"), ElementsAre("单位GDP用水量|falling||"));
  EXPECT_THAT(thresholds("绿地面积逐年增加"), ElementsAre("绿地面积|rising||"));
  EXPECT_THAT(thresholds("确保城市生活垃圾全部无害化处理"), ElementsAre("城市生活垃圾无害化处理|=|100|%"));
  EXPECT_THAT(thresholds("全部工业污染源全部污染物实现达标排放"),
              ElementsAre("工业污染源污染物实现达标排放|=|100|%"));
}

TEST(Thresholds, LeavesDatesNumberingAndNamesAlone) {
  EXPECT_THAT(thresholds("1.认真分析社会经济发展现状"), IsEmpty());
  EXPECT_THAT(thresholds("3..通过采取治理措施,到2011年底"), IsEmpty());
  EXPECT_THAT(thresholds("执行第22条、PM10和GB3095-1996"), IsEmpty());
  EXPECT_THAT(thresholds(""), IsEmpty());
  EXPECT_THAT(thresholds("99999999999999999999999999999999999999999999999999%"), IsEmpty());
}

TEST(Schedules, ReadsDays) {
  EXPECT_EQ(read_schedule("到2011年底,全部工业污染源", 2011).due, "2011-12-31");
  EXPECT_EQ(read_schedule("2011年6月底前完成", 2011).due, "2011-06-30");
  EXPECT_EQ(read_schedule("2011年6月15日前完成", 2011).due, "2011-06-15");
  EXPECT_EQ(read_schedule("2011-06-15前完成", 2011).due, "2011-06-15");
  EXPECT_EQ(read_schedule("2011年第三季度完成", 2011).due, "2011-09-30");
  EXPECT_EQ(read_schedule("2010年上半年", 2011).due, "2010-06-30");
  EXPECT_EQ(read_schedule("2011年底", 2011).rhythm, Rhythm::once);
  EXPECT_FALSE(read_schedule("2011年底", 2011).guessed);
  EXPECT_EQ(read_schedule("2011年底", 2011).original, "2011年底");
}

TEST(Schedules, GuessesTheYearThatIsNotWritten) {
  const Schedule schedule = read_schedule("年底前完成", 2011);
  EXPECT_EQ(schedule.due, "2011-12-31");
  EXPECT_TRUE(schedule.guessed);
  EXPECT_EQ(read_schedule("6月底前完成", 2012).due, "2012-06-30");
}

TEST(Schedules, GuessesNothingFromAnUnknownYear) {
  const Schedule schedule = read_schedule("近三年，今年6月底前、年底完成", 0);
  EXPECT_EQ(schedule.due, "");
  EXPECT_THAT(schedule.years, IsEmpty());
}

TEST(Schedules, ReadsYears) {
  EXPECT_THAT(read_schedule("2009年、2010年、2011年确保", 2011).years, ElementsAre(2009, 2010, 2011));
  EXPECT_FALSE(read_schedule("2009年、2010年、2011年确保", 2011).guessed);
  EXPECT_EQ(read_schedule("2009年、2010年、2011年确保", 2011).due, "");
  EXPECT_THAT(read_schedule("近三年城市市域内", 2011).years, ElementsAre(2009, 2010, 2011));
  EXPECT_TRUE(read_schedule("近三年城市市域内", 2011).guessed);
  EXPECT_THAT(read_schedule("连续三年名列", 2011).years, ElementsAre(2009, 2010, 2011));
  EXPECT_THAT(read_schedule("提供三年污染物排放强度数据", 2011).years, ElementsAre(2009, 2010, 2011));
  EXPECT_THAT(read_schedule("前一年未有", 2011).years, ElementsAre(2010));
  EXPECT_THAT(read_schedule("2009-2011年", 2011).years, ElementsAre(2009, 2010, 2011));
  EXPECT_THAT(read_schedule("2009年至2011年", 2011).years, ElementsAre(2009, 2010, 2011));
  EXPECT_THAT(read_schedule("２０１１年年度全市人口", 2011).years, ElementsAre(2011));
  EXPECT_THAT(read_schedule("“十二五”和各年度", 2011).years, ElementsAre(2011, 2012, 2013, 2014, 2015));
  EXPECT_THAT(read_schedule("电话2011年以外的12345678", 2011).years, ElementsAre(2011));
  EXPECT_THAT(read_schedule("三年级学生", 2011).years, IsEmpty());
}

TEST(Schedules, ReadsRhythms) {
  const Schedule quarterly = read_schedule("政府例会研究环保工作每季度不少于1次", 2011);
  EXPECT_EQ(quarterly.rhythm, Rhythm::quarterly);
  EXPECT_EQ(quarterly.least_times, 1);
  const Schedule lessons = read_schedule("每学年环境教育12课时以上", 2011);
  EXPECT_EQ(lessons.rhythm, Rhythm::school_year);
  EXPECT_EQ(lessons.least_times, 12);
  EXPECT_EQ(read_schedule("发布空气质量日报,预报", 2011).rhythm, Rhythm::daily);
  EXPECT_EQ(read_schedule("排污申报年审工作", 2011).rhythm, Rhythm::annual);
  EXPECT_EQ(read_schedule("每年至少两次演练", 2011).least_times, 2);
  EXPECT_EQ(read_schedule("提供各年度数据", 2011).rhythm, Rhythm::annual);
  EXPECT_EQ(read_schedule("推行清洁生产", 2011).rhythm, Rhythm::none);
  EXPECT_FALSE(read_schedule("推行清洁生产", 2011).guessed);
}

TEST(Schedules, FuzzyWordsAreGuesses) {
  const Schedule regular = read_schedule("制定预案并定期进行演练", 2011);
  EXPECT_EQ(regular.rhythm, Rhythm::none);
  EXPECT_TRUE(regular.guessed);
  EXPECT_EQ(regular.original, "定期");
  EXPECT_FALSE(read_schedule("机动车环保定期检验率", 2011).guessed);
  EXPECT_EQ(read_schedule("2011年底全部达标,逾期未达标实行关闭", 2011).rhythm, Rhythm::once);
  EXPECT_EQ(read_schedule("及时提供", 2011).rhythm, Rhythm::on_event);
  EXPECT_TRUE(read_schedule("及时提供", 2011).guessed);
}

TEST(Deliverables, NamesWhatIsHandedIn) {
  EXPECT_THAT(deliverables_of("各相关部门及时报告专项工作方案,报告,总结,数据及相关声像资料"),
              ElementsAre(Deliverable::data, Deliverable::paper, Deliverable::audio_visual,
                          Deliverable::plan_document, Deliverable::report));
  EXPECT_THAT(deliverables_of("及时提供会议纪要"), ElementsAre(Deliverable::minutes));
  EXPECT_THAT(deliverables_of("签定创模工作目标责任书"), ElementsAre(Deliverable::letter));
  EXPECT_THAT(deliverables_of("在媒体上公告控制计划"),
              ElementsAre(Deliverable::notice, Deliverable::plan_document));
  EXPECT_THAT(deliverables_of("规划环评执行率达100%"), IsEmpty());
  EXPECT_THAT(deliverables_of("推行清洁生产"), IsEmpty());
}

TEST(Kinds, PrecedenceOfTheRows) {
  EXPECT_EQ(task_kind_of("提供噪声监测数据"), TaskKind::data_supply);
  EXPECT_EQ(task_kind_of("按国家监测规范进行监测并发布"), TaskKind::monitoring);
  EXPECT_EQ(task_kind_of("建设集中供热工程，取缔小锅炉"), TaskKind::works);
  EXPECT_EQ(task_kind_of("取缔小锅炉，建设集中供热工程"), TaskKind::enforcement);
  EXPECT_EQ(task_kind_of("加强建设施工管理,严肃查处违法行为"), TaskKind::enforcement);
  EXPECT_EQ(task_kind_of("获得卫生城市称号"), TaskKind::designation);
  EXPECT_EQ(task_kind_of("完成满意率调查"), TaskKind::survey);
  EXPECT_EQ(task_kind_of("制定应急预案"), TaskKind::emergency);
  EXPECT_EQ(task_kind_of("与各单位签订责任书"), TaskKind::governance);
  EXPECT_EQ(task_kind_of("12. 推行清洁生产"), TaskKind::works);
  EXPECT_EQ(task_kind_of(""), TaskKind::works);
}

}  // namespace
}  // namespace chuangmo::plan
