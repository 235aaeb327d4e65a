#include "catalog/dossier.h"

#include <gtest/gtest.h>

#include "catalog/pack.h"

namespace chuangmo::catalog {
namespace {

constexpr const char* kFile = "packs/shanxi-model-city-2011/dossier.toml";

class DossierFile : public ::testing::Test {
 protected:
  DossierFile() : files(embedded_catalog()) {
    Diagnostics ignored;
    pack = *read_pack(files, "shanxi-model-city-2011", ignored);
  }
  std::vector<std::string> codes() {
    Diagnostics found;
    const auto dossier = read_dossier(files, pack, found);
    EXPECT_EQ(dossier.has_value(), !has_errors(found));
    std::vector<std::string> out;
    for (const Diagnostic& each : found) out.push_back(each.code);
    return out;
  }
  void replace(const std::string& before, const std::string& after) {
    std::string& text = files.at(kFile);
    const std::size_t at = text.find(before);
    ASSERT_NE(at, std::string::npos) << before;
    text.replace(at, before.size(), after);
  }

  CatalogFiles files;
  Pack pack;
};

TEST_F(DossierFile, TheOneInTheCatalogueIsWhole) {
  Diagnostics found;
  const auto dossier = read_dossier(files, pack, found);
  ASSERT_TRUE(dossier) << render(found.front());
  EXPECT_TRUE(found.empty());
  ASSERT_EQ(dossier->volumes.size(), 6U);
  EXPECT_EQ(dossier->volumes[2].part, DossierPart::indicators);
  EXPECT_EQ(dossier->volumes[4].ledgers.size(), 2U);
  EXPECT_EQ(dossier->volumes[0].title_en, "Work report");
  EXPECT_EQ(dossier->citation.confidence, Confidence::memory);
}

TEST_F(DossierFile, EveryFaultIsNamed) {
  replace("\"indicator\"", "\"nothing\"");
  replace("part = \"figures\"", "part = \"numbers\"");
  replace("code = \"G2\"", "code = \"G1\"");
  replace("\"key_enterprises\"", "\"no_ledger\"");
  EXPECT_EQ(codes(), (std::vector<std::string>{"CAT083", "CAT083", "CAT083", "CAT083"}));
}

TEST_F(DossierFile, WithoutTheFileThereIsNone) {
  files.erase(kFile);
  Diagnostics found;
  EXPECT_FALSE(read_dossier(files, pack, found));
  EXPECT_TRUE(found.empty());
}

}  // namespace
}  // namespace chuangmo::catalog
