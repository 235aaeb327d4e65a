#include "workflow/submission_content.h"

#include <gtest/gtest.h>

#include "base/digest.h"

namespace chuangmo::workflow {
namespace {

SubmissionContent full_content() {
  SubmissionContent content;
  content.figures = {{"gdp", "", Period::of_year(2010), "1.2亿元", "年鉴"},
                     {"emission", "COD", Period::of_quarter(2010, 1), "12", ""}};
  content.records = {{"drills", {{"held_on", "2010-05-01"}, {"body", "市政府"}}}};
  content.closures = {{"drills", Period::of_year(2010)}};
  content.evidence = {{std::string(64, 'a'), "年鉴.pdf", "4.1"}};
  content.reports = {{"10.7", "已完成\n全部工程"}};
  content.reasons = {{"WRK109@figure:gdp", "普查修订"}};
  return content;
}

std::vector<std::string> places(std::string_view json) {
  std::vector<std::string> found;
  for (const Diagnostic& one : read_content(json).diagnostics) {
    EXPECT_EQ(one.severity, Severity::error);
    found.push_back(one.code + " " + one.where.column);
  }
  return found;
}
using Places = std::vector<std::string>;

TEST(SubmissionContent, comes_back_from_its_canonical_json) {
  const SubmissionContent content = full_content();
  const std::string json = content_json(content);
  const ReadContent read = read_content(json);
  EXPECT_TRUE(read.diagnostics.empty());
  EXPECT_EQ(read.content, content);
  EXPECT_EQ(content_json(read.content), json);
  EXPECT_EQ(content_digest(content), sha256_hex(json));
}

TEST(SubmissionContent, has_one_spelling) {
  EXPECT_EQ(content_json({}),
            R"({"closures":[],"evidence":[],"figures":[],"reasons":{},"records":[],"reports":{}})");
  SubmissionContent content;
  content.figures = {{"gdp", "", Period::of_year(2010), "1", ""}};
  EXPECT_EQ(
      content_json(content),
      R"({"closures":[],"evidence":[],"figures":[{"as_given":"1","figure":"gdp","note":"","period":"2010","subject":""}],)"
      R"("reasons":{},"records":[],"reports":{}})");
  const ReadContent read =
      read_content(R"( { "figures" : [ {"period":"2010年","figure":"gdp","as_given":"1"} ] } )");
  EXPECT_TRUE(read.diagnostics.empty());
  EXPECT_EQ(content_digest(read.content), content_digest(content));
}

TEST(SubmissionContent, the_digest_tells_every_change) {
  const std::string digest = content_digest(full_content());
  const std::vector<std::function<void(SubmissionContent&)>> changes{
      [](auto& c) { c.figures[0].as_given = "1.2 亿元"; },
      [](auto& c) { c.figures[1].subject = "SO2"; },
      [](auto& c) { c.figures[0].note = ""; },
      [](auto& c) { std::swap(c.figures[0], c.figures[1]); },
      [](auto& c) { c.records[0].fields["body"] = "x"; },
      [](auto& c) { c.closures.clear(); },
      [](auto& c) { c.evidence[0].criterion = "4.2"; },
      [](auto& c) { c.reports["10.8"] = ""; },
      [](auto& c) { c.reasons.clear(); }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    SubmissionContent content = full_content();
    changes[i](content);
    EXPECT_NE(content_digest(content), digest) << i;
  }
}

TEST(SubmissionContent, everything_wrong_is_told_at_once_with_its_pointer) {
  EXPECT_EQ(places(R"({"figures":[{"figure":"gdp","period":"2010","as_given":"1","colour":"red"},
                                  {"figure":7,"period":"20100","note":null}],
                       "records":[{"ledger":"drills","fields":{"a/b~":3}}],
                       "closures":{}, "extra":1})"),
            (Places{"WRK012 /figures/0/colour", "WRK012 /figures/1/figure", "WRK012 /figures/1/period",
                    "WRK012 /figures/1", "WRK012 /figures/1/note", "WRK012 /records/0/fields/a~1b~0",
                    "WRK012 /closures", "WRK012 /extra"}));
  EXPECT_EQ(
      places(
          R"({"evidence":[{"digest":"ABC","name":"a"}],"figures":[{"figure":"","period":"2010","as_given":"1"}]})"),
      (Places{"WRK012 /figures/0/figure", "WRK012 /evidence/0/digest"}));
}

TEST(SubmissionContent, what_is_no_json_is_one_fault) {
  for (const char* json :
       {"", "{", "[]]", "{\"figures\":[],\"figures\":[]}", "\xff", "{\"reports\":{\"a\":\"\xff\"}}"})
    EXPECT_EQ(places(json), (Places{"WRK010 "})) << json;
  EXPECT_EQ(places("[]"), (Places{"WRK012 "}));
  EXPECT_EQ(places("null"), (Places{"WRK012 "}));
  EXPECT_EQ(places(std::string(1'000'000, '[')), (Places{"WRK010 "}));
  // Brackets in a text nest nothing.
  EXPECT_EQ(places(R"({"reports":{"1.1":")" + std::string(100, '[') + R"(\"[["}})"), Places{});
}

TEST(SubmissionContent, limits_are_kept) {
  using Limits = ContentLimits;
  const auto report = [](std::size_t characters) {
    std::string text;
    for (std::size_t i = 0; i < characters; ++i) text += "字";
    return R"({"reports":{"10.7":")" + text + R"("}})";
  };
  EXPECT_EQ(places(report(Limits::kReport)), Places{});
  EXPECT_EQ(places(report(Limits::kReport + 1)), (Places{"WRK012 /reports/10.7"}));
  const auto closures = [](std::size_t count) {
    std::string text = R"({"closures":[)";
    for (std::size_t i = 0; i < count; ++i)
      text += i == 0 ? "" : ",", text += R"({"ledger":"a","period":"2010"})";
    return text + "]}";
  };
  EXPECT_EQ(places(closures(Limits::kClosures)), Places{});
  EXPECT_EQ(places(closures(Limits::kClosures + 1)), (Places{"WRK012 /closures"}));
  EXPECT_EQ(places(R"({"reports":{"10.7":"a\u0000b"}})"), (Places{"WRK012 /reports/10.7"}));
  EXPECT_EQ(places(R"({"reports":{"":"a"}})"), (Places{"WRK012 /reports/"}));
  EXPECT_EQ(places(std::string(Limits::kBytes + 1, ' ')), (Places{"WRK011 "}));
}

TEST(SubmissionContent, periods_are_days_or_longer) {
  for (const char* period : {"2010", "2010Q1", "2010-03-05", "2009/2010", "2010-01-01..2010-06-30"})
    EXPECT_EQ(places(std::string(R"({"closures":[{"ledger":"a","period":")") + period + R"("}]})"), Places{});
  for (const char* period : {"2010-03-05T13", "2010-03-05 13:00", "9999-03-05T13:07", "2010年3月5日13时5分",
                             "", "9999-03-05 13：07"})
    EXPECT_EQ(places(std::string(R"({"closures":[{"ledger":"a","period":")") + period + R"("}]})"),
              (Places{"WRK012 /closures/0/period"}))
        << period;
}

TEST(SubmissionContent, a_thousand_faults_are_enough) {
  std::string json = R"({"figures":[)";
  for (int i = 0; i < 5000; ++i) json += i == 0 ? "{}" : ",{}";
  EXPECT_EQ(read_content(json + "]}").diagnostics.size(), 1000U);
}

}  // namespace
}  // namespace chuangmo::workflow
