#include "catalog/dossier.h"

#include <array>
#include <set>
#include <utility>

#include "catalog/check_sources.h"
#include "catalog/cited.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {
namespace {

constexpr std::array<std::pair<std::string_view, DossierPart>, 6> kParts{
    {{"work_report", DossierPart::work_report},
     {"technical_report", DossierPart::technical_report},
     {"indicators", DossierPart::indicators},
     {"evidence", DossierPart::evidence},
     {"enterprises", DossierPart::enterprises},
     {"figures", DossierPart::figures}}};

std::optional<DossierPart> part_of(std::string_view name) {
  for (const auto& [known, part] : kParts) {
    if (known == name) return part;
  }
  return std::nullopt;
}

class DossierReader {
 public:
  DossierReader(const CatalogFiles& files, const Pack& pack) : files_(files), pack_(pack) {}

  DossierDefinition read(TomlReader& root) {
    DossierDefinition dossier;
    dossier.title = root.text("title");
    dossier.compiled_by = root.text("compiled_by");
    dossier.catalogue_template = template_name(root, "catalogue");
    dossier.separator_template = template_name(root, "separator");
    dossier.citation = read_cited(root, registered_documents(files_));
    for (TomlReader& entry : root.tables("volume")) dossier.volumes.push_back(volume(entry));
    root.finish();
    return dossier;
  }

 private:
  std::string template_name(TomlReader& entry, std::string_view key) {
    std::string name = entry.text(key);
    if (!name.empty() && !files_.contains(dossier_template(name)))
      entry.complain("CAT083", "没有档案模板 " + name, "放到 " + dossier_template(name), key);
    return name;
  }

  DossierVolumeDefinition volume(TomlReader& entry) {
    DossierVolumeDefinition volume;
    volume.code = entry.text("code");
    if (!codes_.insert(volume.code).second)
      entry.complain("CAT083", "卷号 " + volume.code + " 写了两次", "每卷用不同的卷号", "code");
    const std::string part = entry.text("part");
    if (const auto known = part_of(part)) {
      volume.part = *known;
    } else if (!part.empty()) {
      entry.complain("CAT083", "不认识的卷 " + part,
                     "用 work_report、technical_report、indicators、evidence、enterprises、figures", "part");
    }
    volume.title = entry.text("title");
    volume.title_en = entry.text("title_en", false);
    volume.template_name = template_name(entry, "template");
    volume.ledgers = entry.texts("ledgers");
    for (const std::string& ledger : volume.ledgers) {
      if (pack_.ledger(ledger) == nullptr)
        entry.complain("CAT083", "指标包没有台账 " + ledger, "改成已有的台账", "ledgers");
    }
    entry.finish();
    return volume;
  }

  const CatalogFiles& files_;
  const Pack& pack_;
  std::set<std::string> codes_;
};

}  // namespace

std::string dossier_template(std::string_view name) {
  return "templates/dossier/" + std::string(name) + ".docx";
}

std::optional<DossierDefinition> read_dossier(const CatalogFiles& files, const Pack& pack,
                                              Diagnostics& diagnostics) {
  const std::string name = "packs/" + pack.id + "/dossier.toml";
  const auto text = files.find(name);
  if (text == files.end()) return std::nullopt;
  Diagnostics found;
  const auto table = parse_toml(text->second, name, found);
  std::optional<DossierDefinition> dossier;
  if (table) {
    TomlReader root(*table, name, found);
    dossier = DossierReader(files, pack).read(root);
  }
  const bool is_whole = !has_errors(found);
  diagnostics.insert(diagnostics.end(), found.begin(), found.end());
  return is_whole ? dossier : std::nullopt;
}

}  // namespace chuangmo::catalog
