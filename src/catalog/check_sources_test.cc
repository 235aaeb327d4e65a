#include "catalog/check_sources.h"

#include <gtest/gtest.h>

#include "catalog/pack.h"

namespace chuangmo::catalog {
namespace {

Pack pack_citing(const std::string& document) {
  Pack pack;
  pack.id = "p";
  FigureDefinition figure;
  figure.key = "gdp";
  figure.name = "地区生产总值";
  figure.supplier = "市统计局";
  figure.citation.document = document;
  pack.figures = {figure};
  return pack;
}

const CatalogFiles kFiles{{"sources.toml", "[[document]]\nnumber = \"GB 3095-2012\"\ntitle = \"标准\"\n"}};

TEST(CheckSources, ACitedDocumentHasToBeRegistered) {
  EXPECT_TRUE(check_sources(pack_citing("GB 3095-2012"), kFiles).empty());
  const Diagnostics found = check_sources(pack_citing("GB 3095-2021"), kFiles);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "CAT061");
  EXPECT_EQ(found[0].where.column, "gdp");
}

TEST(CheckSources, DataIsExpectedFromUnitsOfTheProgramme) {
  EXPECT_TRUE(check_suppliers(pack_citing(""), {"市统计局"}).empty());
  const Diagnostics found = check_suppliers(pack_citing(""), {"市统计"});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].code, "CAT062");
}

TEST(CheckSources, ThePacksOfTheCatalogueCiteWhatIsRegistered) {
  for (const std::string& id : pack_ids(embedded_catalog())) {
    Diagnostics diagnostics;
    const auto pack = read_pack(embedded_catalog(), id, diagnostics);
    ASSERT_TRUE(pack);
    for (const Diagnostic& found : check_sources(*pack, embedded_catalog())) ADD_FAILURE() << render(found);
  }
}

}  // namespace
}  // namespace chuangmo::catalog
