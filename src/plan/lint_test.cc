#include "plan/lint.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <random>
#include <set>

#include "base/text.h"
#include "plan/lint_fixture.h"

namespace chuangmo::plan {
namespace {

// One rule: a plan that provokes it with the words it must point at, and its nearest innocent neighbour.
struct RuleCase {
  std::string_view code;
  std::string_view guilty;
  std::string_view marked;
  std::string_view innocent;
};

std::vector<RuleCase> mark_cases() {
  return {
      {"LNT001", "1|要求|1.任务|甲局|乙局、丙局，丁局", "，", "1|要求|1.任务|甲局|乙局、丙局、丁局"},
      {"LNT002", "1|要求|1.任务|甲局|乙局,丙局", ",", "1|要求1,000元|1.任务|甲局|乙局，丙局"},
      {"LNT003", "1|要求|1.全面达标排放.|甲局|", ".", "1|要求1.5倍|1.全面达标排放。|甲局|"},
      {"LNT004", "1|要求|1.任务|甲局(以北街为界)|", "(", "1|噪声≤60dB(A)|1.任务|甲局（以北街为界）|"},
      {"LNT005", "1|要求|1.任务|市环保局市住建局|", "市环保局市住建局", "1|要求|1.任务|市环保局、市住建局|"},
      {"LNT006", "1|要求|1.任务|市住建局¶¶市环保局|", "¶¶", "1|要求|1.任务|市住建局、¶市环保局|"},
      {"LNT007", "1|要求|1.开展建设, 综合防治|甲局|", " ", "1|要求|1. 开展GDP 核算|甲局|"},
      {"LNT008", "1|要求  |1.任务|甲局|", "  ", "1|要求|1.任务|甲局|"},
      {"LNT009", "1|利用率≥90%，|1.任务|甲局|", "，", "1|利用率≥90%。|1.任务|甲局|"},
      {"LNT010", "1|占８５%。|1.任务|甲局|", "８５", "1|占85%。|1.任务|甲局|"},
      {"LNT011", "1|要求，，应当|1.任务|甲局|", "，，", "1|要求，应当|3..任务|甲局|"},
      {"LNT012", "1|“三同时制度|1.任务|甲局|", "“", "1|“三同时”制度（全部)|(1)任务|甲局|"},
      {"LNT013", "1|“三同时”依法开展评价|1.任务|甲局|", "”依法", "1|“三同时”，依法开展评价|1.任务|甲局|"},
      {"LNT014", "1|要求|1.任务一|甲局|\n||2.任务二|甲局|\n||3.任务三。|甲局|", "。",
       "1|要求。|1.任务一|甲局|\n||2.任务二|甲局|"},
      {"LNT015", "1|要求|1.“创模”办|甲局|\n||2.创模规划|甲局|", "“创模”",
       "1|要求|1.“创模”办|甲局|\n||2.“创模”规划|甲局|"},
  };
}

std::vector<RuleCase> word_cases() {
  return {
      {"LNT016", "1|环境投保护投资|1.任务|甲局|", "环境投保护", "1|环境保护投资|1.任务|甲局|"},
      {"LNT017", "1|要求|1.提供2011年年度数据|甲局|", "年年度", "1|要求|1.提供各年年报和年度数据|甲局|"},
      {"LNT018", "1|环境影响评价|1.执行环评制度|甲局|", "环评", "1|环评|1.执行环评制度|甲局|"},
      {"LNT019", "1|要求|1.及时提供|甲局|", "及时", "1|机动车环保定期检验率|1.每年提供|甲局|"},
      {"LNT020", "1|要求|1.做好创模工作|甲局|", "创模",
       "title=创建环境保护模范城市（以下简称“创模”）任务表\n1|要求|1.做好创模工作|甲局|"},
      {"LNT021", "1|要求|1.提供GDP、用水量等资料|甲局|", "等", "1|要求|1.评定等级|甲局|"},
      {"LNT022", "1|近三年未发生|1.任务|甲局|", "近三年", "1|2009—2011年未发生|1.教育三年级学生|甲局|"},
      {"LNT023", "1|要求|1.考核市政府采取的措施|甲局|", "考核市政府", "1|要求|1.考核各责任单位|甲局|"},
  };
}

std::vector<RuleCase> numbering_cases() {
  return {
      {"LNT024", "1|要求|3..任务|甲局|", "3..", "1|要求|3.任务|甲局|"},
      {"LNT025", "1|要求|1.任务|甲局|\n||2、任务|甲局|\n||3.任务|甲局|", "2、",
       "1|要求|1、任务|甲局|\n||2、任务|甲局|"},
      {"LNT026", "1|要求|1.任务|甲局|\n||2. 任务|甲局|\n||3.任务|甲局|", "2. ",
       "1|要求|1. 任务|甲局|\n||2. 任务|甲局|"},
      {"LNT027", "1|要求|1.任务|甲局|\n||没有号|甲局|", "", "1|要求|只有一项任务|甲局|"},
      {"LNT028", "1|要求|1.任务|甲局|\n||3.任务|甲局|", "3",
       "1|要求|1.任务|甲局|\n||2.任务|甲局|\n2|要求|1.任务|甲局|"},
      {"LNT029", "1|要求一|1.任务|甲局|\n3|要求三|1.任务|甲局|", "要求三",
       "1|要求一|1.任务|甲局|\n2|要求二|1.任务|甲局|"},
      {"LNT030", "1|要求一|-||", "要求一", "1|要求一|1.任务|甲局|"},
      {"LNT031", "1||1.任务|甲局|", "", "1|要求|1.任务|甲局|"},
      {"LNT032", "1|要求|1.|甲局|", "", "1|要求|1.任务|甲局|"},
  };
}

std::vector<RuleCase> unit_cases() {
  return {
      {"LNT033", "1|要求|1.任务||乙局", "", "1|要求|1.任务|甲局|乙局"},
      {"LNT034", "1|要求|1.任务|甲局|", "", "1|要求|1.任务|甲局|无"},
      {"LNT035", "1|要求|1.任务|市环保局|市环保局", "市环保局", "1|要求|1.任务|市环保局|市住建局"},
      {"LNT036", "1|要求|1.任务|甲局|市环保局、市财政局、市环保局", "市环保局",
       "1|要求|1.任务|甲局|市环保局、市财政局"},
      {"LNT037", "group=各县（区）政府:应县政府,怀仁县政府\n1|要求|1.任务|甲局|各县（区）政府、应县政府",
       "应县政府", "group=各县（区）政府:应县政府,怀仁县政府\n1|要求|1.任务|甲局|各县（区）政府、平朔公司"},
      {"LNT038", "1|要求|1.任务|各相关部门|", "各相关部门", "1|要求|1.任务|各县（区）政府|"},
      {"LNT039", "1|要求|1.任务|各县（区）政府|", "各县（区）政府",
       "1|要求|1.任务|市环保局、各县（区）政府|"},
      {"LNT040", "1|要求|1.任务|市住建局、市环保局|", "市住建局、市环保局",
       "1|要求|1.任务|市住建局（牵头）、市环保局|\n||2.任务|市政府、各县（区）政府|"},
      {"LNT041", "1|要求|1.任务|市环保局、朔城区政府（以古北街为界分别负责）|", "（以古北街为界分别负责）",
       "1|要求|1.任务|市环保局、朔城区政府|"},
      {"LNT042", "1|要求|1.任务|甲局|平朔公司、大唐等", "等", "1|要求|1.任务|甲局|平朔公司、大唐"},
      {"LNT043", "1|要求|1.任务|甲局|各责任单位（同上）", "同上", "1|要求|1.任务|甲局|各责任单位"},
      {"LNT044", "unit=市国土资源局:市国土局\n1|要求|1.任务|市国土资源局|\n||2.任务|市国土局|", "市国土局",
       "unit=市国土资源局:市国土局\n1|要求|1.任务|市国土局|\n||2.任务|市国土局|"},
      {"LNT045", "group=各县（区）政府:应县政府\n1|要求|1.任务|甲局|各县（区）政府\n||2.任务|甲局|各县区政府",
       "各县区政府",
       "group=各县（区）政府:应县政府\n1|要求|1.任务|甲局|各县（区）政府\n||2.任务|甲局|各县（区）政府"},
      {"LNT046", "1|要求|1.任务|甲局|平朔公司，神头一,二电厂", "神头一,二电厂",
       "1|要求|1.任务|市委、市政府|神头一电厂、神头二电厂"},
      {"LNT047", "1|要求|1.任务|市环保局|市气象局", "市气象局",
       "1|要求|1.任务|市环保局|平朔公司、应县政府\n||2.任务|市环保局|"},
      {"LNT049", "1|要求|1.任务|甲局|市工商局、电力公司", "电力公司",
       "1|要求|1.任务|甲局|市工商局、朔州电力公司"},
      {"LNT050", "1|要求|1.各相关部门报告方案|市创模办|", "各相关部门",
       "1|要求|1.各相关部门报告方案|各相关部门|"},
  };
}

std::vector<RuleCase> limit_cases() {
  return {
      {"LNT051", "1|城市生活污水集中处理率≥80%|1.确保城市生活污水处理率≥85%|甲局|", "≥85%",
       "1|城市生活污水集中处理率≥80%|1.确保城市生活污水处理率达到80%以上，再生利用率≥20%|甲局|"},
      {"LNT052", "1|重点工业企业稳定达标|1.全部工业污染源达标|甲局|", "全部工业",
       "1|重点工业企业稳定达标|1.全部重点工业企业达标|甲局|"},
      {"LNT053", "1|天数占全年的８５%|1.任务|甲局|", "８５%",
       "1|天数占全年的８５%以上，达标率100%|1.任务|甲局|"},
      {"LNT054", "1|要求|1.推行清洁生产|甲局|", "1.推行清洁生产",
       "1|要求|1.2011年底前推行清洁生产|甲局|\n||2.每季度一次|甲局|"},
      {"LNT055", "title=2011年任务表\n1|要求|1.2010年底前完成|甲局|", "2010年底前",
       "title=2011年任务表\n1|要求|1.2011年底前完成|甲局|"},
      {"LNT056", "title=2011年任务表\n1|要求|1.2009年、2011年确保达到1.7%以上|甲局|", "2009年",
       "title=2011年任务表\n1|要求|1.2009年数据由甲局提供|甲局|\n||2.2011年确保达标|甲局|"},
      {"LNT057", "1|要求|1.推行清洁生产|甲局|", "1.推行清洁生产",
       "1|要求|1.取缔燃煤锅炉|甲局|\n||2.提供数据|甲局|"},
      {"LNT058", "1|环境卫生工作落实到位|1.任务|甲局|", "落实到位",
       "1|环境卫生达标率≥90%，落实到位|1.任务|甲局|"},
      {"LNT059", "1|单位GDP用水量逐年下降|1.节水|甲局|", "逐年下降",
       "1|单位GDP用水量逐年下降|1.2009年、2010年节水|甲局|"},
      {"LNT060", "1|机动车检验率≥85%|1.任务|甲局|", "机动车检验率", "1|城市清洁能源使用率≥50%|1.任务|甲局|"},
      {"LNT061", "1|建成区绿化覆盖率≥35%|1.加快城区绿化|甲局|", "城区",
       "1|建成区绿化覆盖率≥35%|1.加快朔城区绿化和城市绿化|甲局|"},
  };
}

std::vector<RuleCase> coverage_cases() {
  return {
      {"LNT062", "1|依法执行环评|1.执行率达100%|甲局|", "依法执行环评",
       "1|依法执行环评|1.执行率达100%|甲局|\n||2.提供有关资料|甲局|"},
      {"LNT063", "1|制定预案并演练，实行环境质量公告制度|1.制定预案并演练|甲局|", "实行环境质量公告制度",
       "1|制定预案并演练，实行环境质量公告制度|1.制定预案并演练|甲局|\n||2.每年公告环境质量|甲局|"},
      {"LNT064", "1|要求|1.报告方案,总结|甲局|\n2|要求二|1.报告方案，总结。|乙局|", "1.报告方案，总结。",
       "1|要求|1.报告方案,总结|甲局|\n2|要求二|1.报告方案，数据|乙局|"},
      {"LNT065", "1|近三年无事件，制定应急预案并定期演练|1.制定应急预案并定期演练|甲局|",
       "1.制定应急预案并定期演练",
       "1|近三年无事件，制定应急预案并定期演练|1.每年6月演练一次并报送记录|甲局|"},
      {"LNT066", "1|要求|1.严把审批关,加强管理,推广技术,调整布局,综合整治|甲局|",
       "1.严把审批关,加强管理,推广技术,调整布局,综合整治", "1|要求|1.严把审批关,加强管理|甲局|"},
      {"LNT067", "1|要求一样|1.任务|甲局|\n2|要求一样。|1.任务|甲局|", "要求一样。",
       "1|要求一样|1.任务|甲局|\n2|要求不一样|1.任务|甲局|"},
  };
}

std::vector<RuleCase> all_cases() {
  std::vector<RuleCase> all;
  for (const auto& cases :
       {mark_cases(), word_cases(), numbering_cases(), unit_cases(), limit_cases(), coverage_cases()}) {
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

Diagnostics found(std::string_view code, const Plan& plan) {
  Diagnostics of_code;
  for (Diagnostic& diagnostic : lint(plan, chinese_words())) {
    if (diagnostic.code == code) of_code.push_back(std::move(diagnostic));
  }
  return of_code;
}

std::string marked(const Diagnostic& diagnostic) {
  return replace_all(
      diagnostic.source.substr(diagnostic.where.begin, diagnostic.where.end - diagnostic.where.begin), "\n",
      "¶");
}

TEST(Lint, EveryRuleFiresWhereItShould) {
  for (const RuleCase& rule : all_cases()) {
    const Diagnostics findings = found(rule.code, plan_of(rule.guilty));
    EXPECT_FALSE(findings.empty()) << rule.code << " is silent on\n" << rule.guilty;
    if (findings.empty()) continue;
    const Diagnostic& first = findings.front();
    EXPECT_EQ(marked(first), rule.marked) << rule.code;
    EXPECT_EQ(first.severity, find_lint_rule(rule.code)->severity) << rule.code;
    EXPECT_GT(first.where.row, 0) << rule.code;
    EXPECT_FALSE(first.where.column.empty()) << rule.code;
    EXPECT_FALSE(first.text.empty()) << rule.code;
    EXPECT_FALSE(first.fix.empty()) << rule.code;
  }
}

TEST(Lint, NoRuleFiresOnItsInnocentNeighbour) {
  for (const RuleCase& rule : all_cases()) {
    const Diagnostics findings = found(rule.code, plan_of(rule.innocent));
    EXPECT_TRUE(findings.empty()) << rule.code << " fires on\n"
                                  << rule.innocent << "\n"
                                  << render(findings.empty() ? Diagnostic{} : findings.front());
  }
}

TEST(Lint, EveryRuleHasACase) {
  std::set<std::string_view> tested = {"LNT048", "LNT068"};  // need a plan of their own, below
  for (const RuleCase& rule : all_cases()) tested.insert(rule.code);
  for (const LintRule& rule : lint_rules()) EXPECT_EQ(tested.count(rule.code), 1U) << rule.code;
  EXPECT_GE(lint_rules().size(), 38U);
}

TEST(Lint, CodesAreDistinctAndNamed) {
  std::set<std::string_view> codes;
  for (const LintRule& rule : lint_rules()) {
    EXPECT_TRUE(codes.insert(rule.code).second) << rule.code;
    EXPECT_FALSE(rule.name.empty());
    EXPECT_EQ(find_lint_rule(rule.code), &rule);
  }
  EXPECT_EQ(find_lint_rule("LNT999"), nullptr);
}

TEST(Lint, AUnitThatLeadsAThirdIsNamed) {
  std::string rows = "1|要求|1.任务|市环保局|\n";
  for (int task = 2; task <= 12; ++task) {
    rows += "||" + std::to_string(task) + ".任务|" +
            (task <= 5 ? "市环保局" : "第" + std::to_string(task) + "局") + "|\n";
  }
  const Diagnostics findings = found("LNT048", plan_of(rows));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(marked(findings.front()), "市环保局");
  EXPECT_TRUE(found("LNT048", plan_of(replace_all(rows, "5.任务|市环保局", "5.任务|第5局"))).empty());
}

TEST(Lint, AnOversizedCellIsNamedAndItsHeadChecked) {
  std::string text = "及时";
  while (text.size() <= 8192) text += "提供资料";
  const Plan plan = plan_of("1|要求|1." + text + "|甲局|");
  ASSERT_EQ(found("LNT068", plan).size(), 1U);
  EXPECT_EQ(found("LNT019", plan).size(), 1U);
  EXPECT_LE(found("LNT019", plan).front().source.size(), 8192U);
  EXPECT_TRUE(is_valid_utf8(found("LNT019", plan).front().source));
  EXPECT_TRUE(found("LNT068", plan_of("1|要求|1." + text.substr(0, 6000) + "|甲局|")).empty());
}

TEST(Lint, FindingsFollowTheDocument) {
  const Diagnostics all =
      lint(plan_of("1|近三年，，|1..任务,|甲局,|乙局,\n2|要求|1.任务|甲局|"), chinese_words());
  ASSERT_GT(all.size(), 5U);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return a.where.row < b.where.row;
  }));
}

TEST(Lint, WithoutWordsOnlyTheRulesOfFormSpeak) {
  for (const Diagnostic& diagnostic : lint(plan_of("1|环境投保护，近三年|1.及时签定|甲局|乙局"))) {
    EXPECT_THAT(diagnostic.code, testing::Not(testing::AnyOf("LNT016", "LNT019", "LNT022")))
        << diagnostic.text;
  }
}

TEST(Lint, NothingAndNonsenseAreSurvived) {
  EXPECT_TRUE(lint(Plan{}, chinese_words()).empty());
  Plan odd = plan_of("1|\xFF\xFE（（“|(((1.\xE4\xB8|,,，，、|等等等");
  EXPECT_FALSE(lint(odd, chinese_words()).empty());
}

// Seeded cuts and joins of the texts of all cases, bytes lost in the middle of characters included.
TEST(Lint, TornTextsNeverPointOutsideTheirCell) {
  std::mt19937 random(20110101);  // NOLINT(cert-msc51-cpp): the same texts every time
  std::string all;
  for (const RuleCase& rule : all_cases()) all += std::string(rule.guilty) + "，2011年8月";
  all = replace_all(replace_all(all, "|", ""), "\n", "");
  const auto piece = [&] {
    const std::size_t begin = random() % all.size();
    return all.substr(begin, random() % 120);
  };
  for (int round = 0; round < 300; ++round) {
    const Plan plan = plan_of("1|" + piece() + "|" + piece() + piece() + "|" + piece() + "|" + piece());
    for (const Diagnostic& diagnostic : lint(plan, chinese_words())) {
      ASSERT_LE(diagnostic.where.begin, diagnostic.where.end) << diagnostic.code;
      ASSERT_LE(diagnostic.where.end, diagnostic.source.size()) << diagnostic.code;
    }
  }
}

TEST(Lint, AFloodOfOneFindingIsCut) {
  std::string rows;
  for (int indicator = 1; indicator <= 1500; ++indicator)
    rows += std::to_string(indicator) + "|要求,甲|-||\n";
  const Diagnostics findings = found("LNT002", plan_of(rows));
  EXPECT_EQ(findings.size(), 1000U);
  EXPECT_THAT(findings.back().text, testing::HasSubstr("其余不再列出"));
}

TEST(LintWords, AWrongFileIsRefusedWithItsLine) {
  EXPECT_EQ(read_lint_toml("spelling = [").error().code, "LNT900");
  const auto unknown = read_lint_toml("spellings = []");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code, "LNT901");
  EXPECT_EQ(read_lint_toml("fuzzy = [ { fix = \"x\" } ]").error().code, "LNT901");
  EXPECT_EQ(read_lint_toml("term = [ { right = \"x\" } ]").error().code, "LNT901");
  EXPECT_EQ(read_lint_toml("result_words = 3").error().code, "LNT901");
  EXPECT_TRUE(read_lint_toml("").has_value());
}

TEST(LintWords, TheCatalogueIsRead) {
  const LintContext& words = chinese_words();
  EXPECT_GT(words.spellings.size(), 30U);
  EXPECT_GT(words.fuzzy.size(), 20U);
  EXPECT_GT(words.terms.size(), 4U);
  EXPECT_FALSE(words.clause_openers.empty());
}

}  // namespace
}  // namespace chuangmo::plan
