#include "catalog/standards.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "catalog/edition_reader.h"
#include "catalog/parameters.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {
namespace {

constexpr std::string_view kFolder = "standards/";

// An edition and where it was read, for messages.
struct PlacedEdition {
  Edition edition;
  Where where;
};

std::string text_of(const CatalogFiles& files, const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? std::string() : found->second;
}

void read_file_of_editions(const std::string& text, const std::string& path, const KnownNames& known,
                           std::vector<PlacedEdition>& editions, Diagnostics& diagnostics) {
  const auto root = parse_toml(text, path, diagnostics);
  if (!root) return;
  TomlReader reader(*root, path, diagnostics);
  for (TomlReader& entry : reader.tables("edition")) {
    Where where;
    where.file = path;
    where.row = static_cast<int>(entry.raw().source().begin.line);
    editions.push_back({read_edition(entry, known), where});
  }
  reader.finish();
}

void complain(Diagnostics& diagnostics, std::string code, const PlacedEdition& placed, std::string text,
              std::string fix) {
  diagnostics.push_back(
      {std::move(code), Severity::error, placed.where, std::move(text), std::move(fix), ""});
}

// Two editions of a family must not be in force on the same day, and an id names one edition.
void check_together(const std::vector<PlacedEdition>& ordered, Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < ordered.size(); ++i) {
    const Edition& before = ordered[i - 1].edition;
    const Edition& here = ordered[i].edition;
    const bool overlap = before.family == here.family && (!before.until || here.from < *before.until);
    if (overlap) {
      complain(diagnostics, "CAT010", ordered[i], here.id + " 与 " + before.id + " 的有效期重叠",
               "给前一版写上 until = " + here.from.text());
    }
  }
  std::set<std::string> ids;
  for (const PlacedEdition& placed : ordered) {
    if (!ids.insert(placed.edition.id).second) {
      complain(diagnostics, "CAT015", placed, "版本 " + placed.edition.id + " 写了两次",
               "删去其中一个，或改名");
    }
  }
}

void check_companions(const std::vector<PlacedEdition>& editions, Diagnostics& diagnostics) {
  for (const PlacedEdition& placed : editions) {
    for (const std::string& id : placed.edition.companions) {
      const bool is_known = std::any_of(editions.begin(), editions.end(), [&](const PlacedEdition& other) {
        return other.edition.id == id && other.edition.family != placed.edition.family;
      });
      if (is_known) continue;
      complain(diagnostics, "CAT065", placed,
               placed.edition.id + " 的配套版本 " + id + " 不存在或同属一个标准", "写另一个标准的版本编号");
    }
  }
}

}  // namespace

Result<Standards> read_standards(const CatalogFiles& files, Diagnostics& diagnostics) {
  Standards standards;
  standards.parameters = read_parameters(text_of(files, "parameters.toml"), "parameters.toml", diagnostics);
  const KnownNames known{read_source_ids(text_of(files, "sources.toml"), "sources.toml", diagnostics),
                         standards.parameters};

  std::vector<PlacedEdition> editions;
  for (const auto& [path, text] : files) {
    if (starts_with(path, kFolder) && ends_with(path, ".toml")) {
      read_file_of_editions(text, path, known, editions, diagnostics);
    }
  }
  if (editions.empty() || standards.parameters.empty()) {
    return fail("CAT006", "目录里没有标准或参数", "检查 catalog/standards/ 与 catalog/parameters.toml");
  }
  std::stable_sort(editions.begin(), editions.end(), [](const PlacedEdition& a, const PlacedEdition& b) {
    return std::tie(a.edition.family, a.edition.from) < std::tie(b.edition.family, b.edition.from);
  });
  check_together(editions, diagnostics);
  check_companions(editions, diagnostics);
  for (PlacedEdition& placed : editions) standards.editions.push_back(std::move(placed.edition));
  return standards;
}

}  // namespace chuangmo::catalog
