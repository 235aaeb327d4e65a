#include "app/dossier.h"

#include <gtest/gtest.h>

#include "app/dossier_check.h"
#include "app/dossier_status.h"
#include "app/drill.h"
#include "app/origin.h"
#include "app/sample_office_test.h"
#include "base/file.h"
#include "ooxml/docx_fields.h"
#include "ooxml/docx_template.h"

namespace chuangmo::app {
namespace {

class Dossier : public ::testing::Test {
 protected:
  Dossier() {
    add_sample_accounts(*office);
    accepted(*office, kStatistics2010, statistics_content("670.02亿元"));
    accepted(*office, kProtection2010, drills_content({"综合演练", "专项演练"}));
  }
  DossierBasisPtr basis() { return must(dossier_basis(*office, std::nullopt)); }
  BuiltDossier built() { return must(build_dossier(*office, *basis(), folder(), {})); }
  std::filesystem::path folder() const { return place.path() / "档案"; }
  std::string document(const std::string& id) {
    const auto manifest = must(dossier_manifest(folder()));
    const std::string& path = manifest->volume(id)->document.path;
    return must(read_file(folder() / std::filesystem::path(std::u8string(path.begin(), path.end()))));
  }

  SampleOffice office;
  TemporaryFolder place;
};

TEST_F(Dossier, EveryVolumeIsWhatItsShapeSays) {
  const DossierBasisPtr now = basis();
  EXPECT_EQ(now->volumes.size(), 5U + office->pack().indicators.size());
  for (const publish::DossierVolume& volume : now->volumes)
    EXPECT_EQ(disagreements(volume.view, publish::dossier_shape(volume.part)), std::vector<std::string>())
        << volume.id;
}

TEST_F(Dossier, SeparatorsAreWhatTheirShapeSays) {
  const DossierBasisPtr now = basis();
  publish::DossierPaper paper;
  paper.number = "A08-001";
  paper.indicator = 8;
  const ViewValue view = publish::dossier_separators(*now->source, {{paper, "PDF 文档", 0, "有密码"}});
  EXPECT_EQ(disagreements(view, publish::dossier_separators_shape()), std::vector<std::string>());
}

TEST_F(Dossier, EveryTemplateKnowsItsNames) {
  const DossierBasisPtr now = basis();
  const auto check = [&](const std::string& name, const ViewShape& shape) {
    const Diagnostics found = must(ooxml::check_docx_template(now->templates.at(name), name, shape));
    EXPECT_TRUE(found.empty()) << name << ": " << render(found.front());
  };
  for (const DossierVolumeDefinition& volume : now->shape.volumes)
    check(volume.template_name, publish::dossier_shape(volume.part));
  check(now->shape.catalogue_template, publish::dossier_catalogue_shape());
  check(now->shape.separator_template, publish::dossier_separators_shape());
}

TEST_F(Dossier, EveryNumberAnswersForItself) {
  const DossierBasisPtr now = basis();
  EXPECT_GT(now->values.size(), 400U);
  for (const auto& [binding, text] : now->values) {
    const auto origin = number_origin(*office, *now, binding);
    ASSERT_TRUE(origin) << binding << " " << origin.error().text;
    EXPECT_EQ(origin->value, text.empty() ? "—" : text) << binding;
    EXPECT_FALSE(origin->what.empty()) << binding;
    EXPECT_FALSE(origin->volumes.empty()) << binding;
  }
}

TEST_F(Dossier, AFigureLeadsToSubmissionPeopleAndEntry) {
  const NumberOrigin origin = must(number_origin(*office, *basis(), "figure:gdp|2010"));
  EXPECT_EQ(origin.value, "6700200");
  EXPECT_EQ(origin.volumes, (std::vector<std::string>{"A04", "C1"}));
  ASSERT_EQ(origin.facts.size(), 1U);
  EXPECT_EQ(origin.facts[0].submission, "市统计局|2010#1");
  EXPECT_EQ(origin.facts[0].as_given, "670.02亿元");
  EXPECT_EQ(origin.facts[0].submitted_by, "tongji");
  EXPECT_EQ(origin.facts[0].reviewed_by, "office");
  const auto entries = entries_of(*office);
  ASSERT_GT(origin.facts[0].entry, 0);
  EXPECT_EQ(entries[static_cast<std::size_t>(origin.facts[0].entry - 1)].kind, "import");
  EXPECT_EQ(code_of(number_origin(*office, *basis(), "figure:nothing|2010")), "DSR020");
  EXPECT_EQ(code_of(number_origin(*office, *basis(), "gdp")), "DSR020");
}

TEST_F(Dossier, BuildingTwiceGivesTheSameBytes) {
  const BuiltDossier first = built();
  EXPECT_TRUE(first.kept.empty());
  const std::string archive = must(dossier_archive(folder()));
  const BuiltDossier second = built();
  EXPECT_TRUE(second.made.empty());
  EXPECT_EQ(second.manifest, first.manifest);
  std::filesystem::remove_all(folder());
  built();
  EXPECT_EQ(must(dossier_archive(folder())), archive);
}

TEST_F(Dossier, ACorrectionMakesExactlyItsVolumesStale) {
  built();
  EXPECT_FALSE(must(dossier_status(*office, *basis(), folder())).is_stale());
  accepted(*office, kStatistics2010, statistics_content("671.02亿元"));
  const DossierStatus status = must(dossier_status(*office, *basis(), folder()));
  std::vector<std::string> stale;
  for (const VolumeStatus& volume : status.volumes) {
    if (volume.is_stale) stale.push_back(volume.id);
  }
  EXPECT_EQ(stale, (std::vector<std::string>{"A04", "C1"}));
  const VolumeStatus& figures = status.volumes.back();
  ASSERT_EQ(figures.values.size(), 1U);
  EXPECT_EQ(figures.values[0].binding, "figure:gdp|2010");
  EXPECT_EQ(figures.values[0].before, "6700200");
  EXPECT_EQ(figures.values[0].after, "6710200");
  EXPECT_EQ(figures.values[0].section, kStatistics);
  EXPECT_GT(figures.values[0].entry, status.built_at);
  EXPECT_EQ(figures.values[0].who, "tongji");
  const BuiltDossier again = built();
  EXPECT_EQ(again.made, stale);
  const std::string incremental = must(dossier_archive(folder()));
  std::filesystem::remove_all(folder());
  built();
  EXPECT_EQ(must(dossier_archive(folder())), incremental);
}

TEST_F(Dossier, NobodysOtherFilesAreWrittenAmong) {
  std::filesystem::create_directories(folder());
  must(write_file(folder() / "mine.txt", "mine"));
  EXPECT_EQ(code_of(build_dossier(*office, *basis(), folder(), {})), "DSR004");
  EXPECT_EQ(code_of(dossier_archive(folder())), "DSR006");
  EXPECT_EQ(must(read_file(folder() / "mine.txt")), "mine");
  EXPECT_EQ(code_of(dossier_basis(*office, 1999)), "DSR002");
}

TEST_F(Dossier, ATemplateOfTheWorkspaceWins) {
  built();
  const auto own = office.root() / "templates" / "dossier";
  std::filesystem::create_directories(own);
  must(write_file(own / "figures.docx", basis()->templates.at("evidence")));
  EXPECT_EQ(code_of(build_dossier(*office, *basis(), folder(), {})), "DSR005");
  must(write_file(own / "figures.docx", basis()->templates.at("catalogue")));
  const DossierStatus status = must(dossier_status(*office, *basis(), folder()));
  EXPECT_TRUE(status.volumes.back().is_stale);
  EXPECT_FALSE(status.volumes.back().why.empty());
}

TEST_F(Dossier, AnUntouchedVolumeAgreesAndACorrectedOneIsOutdated) {
  built();
  const std::string made = document("A04");
  const auto checked = must(check_dossier_document(*basis(), made, "A04.docx"));
  EXPECT_EQ(checked.document.volume, "A04");
  EXPECT_TRUE(checked.diagnostics.empty()) << render(checked.diagnostics.front());
  EXPECT_GT(checked.document.values, 20);
  accepted(*office, kStatistics2010, statistics_content("671.02亿元"));
  const auto later = must(check_dossier_document(*basis(), made, "A04.docx"));
  ASSERT_FALSE(later.diagnostics.empty());
  for (const Diagnostic& each : later.diagnostics) EXPECT_EQ(each.code, "DSR031") << render(each);
  EXPECT_NE(later.diagnostics[0].where.sheet.find("“"), std::string::npos);
  EXPECT_EQ(code_of(check_dossier_document(*basis(), basis()->templates.at("figures"), "x")), "DSR034");
}

TEST_F(Dossier, ADrillAsksTimesAndTellsWhereToLook) {
  const DossierBasisPtr now = basis();
  const auto same = drawn_questions(office->pack(), *now, 7);
  Drill drill = must(begin_drill(*office, *now, "office", 7));
  ASSERT_EQ(drill.questions.size(), same.size());
  ASSERT_GE(drill.questions.size(), 3U);
  EXPECT_EQ(drill.questions[0].text, same[0].text);
  EXPECT_EQ(code_of(answer_drill(*office, drill.number, "leader", "x")), "DSR042");
  office.clock.pass(40);
  drill = must(answer_drill(*office, drill.number, "office", " " + drill.questions[0].answer));
  EXPECT_TRUE(drill.questions[0].is_right);
  EXPECT_EQ(drill.questions[0].seconds, 40);
  for (std::size_t at = 1; at < drill.questions.size(); ++at) {
    office.clock.pass(5);
    drill = must(answer_drill(*office, drill.number, "office", "不知道"));
    EXPECT_FALSE(drill.questions[at].is_right);
    EXPECT_FALSE(drill.questions[at].where.empty());
  }
  EXPECT_EQ(drill.right(), 1);
  EXPECT_EQ(drill.seconds(), 40 + 5 * static_cast<int>(drill.questions.size() - 1));
  EXPECT_EQ(code_of(answer_drill(*office, drill.number, "office", "x")), "DSR041");
  EXPECT_EQ(must(app::drill(*office, drill.number)).right(), 1);
  EXPECT_EQ(code_of(app::drill(*office, 2)), "DSR040");
  EXPECT_EQ(code_of(answer_drill(*office, drill.number, "office", std::string(500, 'x'))), "DSR043");
  for (const DrillQuestion& question : drill.questions) {
    if (question.binding.empty()) continue;
    EXPECT_TRUE(number_origin(*office, *now, question.binding)) << question.binding;
  }
  EXPECT_EQ(basis()->journal, now->journal);  // the log has nothing of a rehearsal
}

}  // namespace
}  // namespace chuangmo::app
