#include "publish/dossier/dossier_manifest.h"

#include <gtest/gtest.h>

namespace chuangmo::publish {
namespace {

DossierManifest small() {
  DossierManifest manifest;
  manifest.programme = "shuozhou";
  manifest.year = 2011;
  manifest.journal = 2361;
  ManifestVolume volume;
  volume.id = "A04";
  volume.title = "A04 居民收入与环保投资";
  volume.document = {"A/A04.docx", std::string(64, 'b')};
  volume.print = {"A/A04.pdf", std::string(64, 'c')};
  volume.pages = 4;
  volume.sections = {{"一、指标要求", 2}};
  volume.values = {{"figure:gdp|2010", "6700200"}, {"figure:gdp|2011", "8548700"}};
  volume.value_pages = {{"figure:gdp|2010", {2, 4}}};
  manifest.volumes = {volume};
  manifest.catalogue.id = "总目录";
  manifest.catalogue.document = {"总目录.docx", std::string(64, 'd')};
  manifest.papers = {{"A04-001", std::string(64, 'e'), "B/A04/A04-001 年鉴.xlsx", 37}};
  return manifest;
}

TEST(DossierManifest, ReadsWhatItWrites) {
  const auto read = read_manifest(write_manifest(small()));
  ASSERT_TRUE(read) << read.error().text;
  EXPECT_EQ(*read, small());
}

TEST(DossierManifest, RefusesWhatIsNone) {
  const std::string whole = write_manifest(small());
  std::string other = whole;
  other.replace(other.find("\"chuangmo_dossier\": 1"), 21, "\"chuangmo_dossier\": 2");
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), whole.substr(0, whole.size() / 2), other}) {
    const auto read = read_manifest(text);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, "DSR010");
  }
}

TEST(DossierManifest, RefusesPathsThatLeaveTheFolder) {
  for (const char* path : {"../x.docx", "A/../../x.docx", "/etc/passwd"}) {
    DossierManifest manifest = small();
    manifest.papers[0].path = path;
    EXPECT_FALSE(read_manifest(write_manifest(manifest))) << path;
    manifest = small();
    manifest.volumes[0].print.path = path;
    EXPECT_FALSE(read_manifest(write_manifest(manifest))) << path;
  }
}

TEST(DossierManifest, TellsWhatChanged) {
  const auto changed =
      changed_values(small().volumes[0], {{"figure:gdp|2011", "8600000"}, {"figure:water|2011", "7"}});
  ASSERT_EQ(changed.size(), 3U);
  EXPECT_EQ(changed[0].binding, "figure:gdp|2010");
  EXPECT_EQ(changed[0].after, "");
  EXPECT_EQ(changed[1].before, "8548700");
  EXPECT_EQ(changed[1].after, "8600000");
  EXPECT_EQ(changed[2].before, "");
  EXPECT_TRUE(changed_values(small().volumes[0], small().volumes[0].values).empty());
}

}  // namespace
}  // namespace chuangmo::publish
