#include "app/document_templates.h"

#include <array>

#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "ooxml/docx_template.h"

namespace chuangmo::app {

std::string_view template_origin_name(TemplateOrigin origin) {
  constexpr std::array<std::string_view, 3> kNames{"folder", "handed_in", "catalog"};
  return kNames[static_cast<std::size_t>(origin)];
}

Result<const publish::DocumentKind*> known_document(const std::string& name) {
  if (const publish::DocumentKind* kind = publish::document_kind(name)) return kind;
  std::vector<std::string> names;
  for (const publish::DocumentKind& kind : publish::document_kinds()) names.emplace_back(kind.name);
  return fail("OUT001", "没有文件 " + quote(name), "可以写：" + join(names, "、"));
}

std::string template_setting(const publish::DocumentKind& kind) {
  return "template:" + std::string(kind.name);
}

Result<std::string> catalog_template(const Library& library, const publish::DocumentKind& kind) {
  const auto found = library.files.find("templates/documents/" + publish::template_file(kind));
  if (found != library.files.end()) return found->second;
  return fail("OUT005", "目录里没有模板 templates/documents/" + publish::template_file(kind),
              "检查 --catalog 给出的目录");
}

Result<DocumentTemplate> document_template(Office& office, const workflow::Work& work,
                                           const publish::DocumentKind& kind) {
  const std::filesystem::path own = office.root() / "templates" / publish::template_file(kind);
  std::error_code error;
  if (std::filesystem::exists(own, error)) {
    CHUANGMO_TRY(bytes, read_file(own, kMaxTemplateBytes));
    return DocumentTemplate{std::move(bytes), TemplateOrigin::folder};
  }
  if (const auto setting = work.settings.find(template_setting(kind)); setting != work.settings.end()) {
    CHUANGMO_TRY(kept, office.content(setting->second));
    if (kept) return DocumentTemplate{std::move(*kept), TemplateOrigin::handed_in};
  }
  CHUANGMO_TRY(bytes, catalog_template(office.library(), kind));
  return DocumentTemplate{std::move(bytes), TemplateOrigin::catalog};
}

Result<TemplateReport> store_template(Office& office, const std::string& who,
                                      const publish::DocumentKind& kind, const std::string& file,
                                      std::string_view bytes) {
  TemplateReport report;
  CHUANGMO_TRY(found, ooxml::check_docx_template(bytes, file, kind.shape()));
  report.diagnostics = std::move(found);
  if (has_errors(report.diagnostics)) return report;
  const std::string digest = sha256_hex(bytes);
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = who;
    const auto present = work.settings.find(template_setting(kind));
    if (present != work.settings.end() && present->second == digest) return proposal;
    proposal.acts.emplace_back(workflow::SettingSet{template_setting(kind), digest});
    proposal.contents.push_back({digest, std::string(bytes)});
    return proposal;
  }));
  report.is_stored = true;
  return report;
}

}  // namespace chuangmo::app
