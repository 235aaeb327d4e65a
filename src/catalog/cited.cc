#include "catalog/cited.h"

namespace chuangmo::catalog {

Citation read_cited(TomlReader& reader, const std::set<std::string>& documents) {
  Citation citation = reader.citation("cite");
  if (!citation.document.empty() && !documents.contains(citation.document)) {
    reader.complain("CAT061", "sources.toml 里没有文件 " + citation.document,
                    "在 sources.toml 补上 [[document]]，或改正 document", "cite");
  }
  return citation;
}

void check_basis(TomlReader& reader, const std::set<std::string>& documents) {
  const bool is_cited = reader.has("cite");
  const std::string chosen = reader.text("office_default", false);
  if (is_cited) read_cited(reader, documents);
  if (is_cited == chosen.empty()) return;
  reader.complain("CAT070",
                  is_cited ? "既有出处 cite，又说是办公室缺省 office_default" : "没有说明数字的依据",
                  "有文件规定的写 cite，由办公室自定的写 office_default = \"理由\"，二者取一");
}

}  // namespace chuangmo::catalog
