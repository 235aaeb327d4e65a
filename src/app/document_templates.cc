#include "app/document_templates.h"

#include <array>

#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "ooxml/docx_template.h"
#include "ooxml/xlsx_template.h"

namespace chuangmo::app {

std::string_view template_origin_name(TemplateOrigin origin) {
  constexpr std::array<std::string_view, 4> kNames{"folder", "handed_in", "catalog", "none"};
  return kNames[static_cast<std::size_t>(origin)];
}

Result<const publish::DocumentKind*> known_document(const std::string& name) {
  if (const publish::DocumentKind* kind = publish::document_kind(name)) return kind;
  std::vector<std::string> names;
  for (const publish::DocumentKind& kind : publish::document_kinds()) names.emplace_back(kind.name);
  return fail("OUT001", "没有文件 " + quote(name), "可以写：" + join(names, "、"));
}

std::string template_setting(const publish::DocumentKind& kind, DocumentForm form) {
  return "template:" +
         (form == DocumentForm::docx ? std::string(kind.name) : publish::template_file(kind, form));
}

namespace {

std::string catalog_file(const publish::DocumentKind& kind, DocumentForm form) {
  return "templates/documents/" + publish::template_file(kind, form);
}

}  // namespace

Result<std::string> catalog_template(const Library& library, const publish::DocumentKind& kind,
                                     DocumentForm form) {
  const auto found = library.files.find(catalog_file(kind, form));
  if (found != library.files.end()) return found->second;
  if (form == DocumentForm::xlsx)
    return fail("OUT008", std::string(kind.title) + "没有 Excel 模板",
                "生成 Word 文件，或交一个自己的 Excel 模板（工作区的 templates/" +
                    publish::template_file(kind, form) + "）");
  return fail("OUT005", "目录里没有模板 " + catalog_file(kind, form), "检查 --catalog 给出的目录");
}

Result<Diagnostics> check_template(std::string_view bytes, std::string_view file,
                                   const publish::DocumentKind& kind, DocumentForm form) {
  if (form == DocumentForm::xlsx) return ooxml::check_xlsx_template(bytes, file, kind.shape());
  return ooxml::check_docx_template(bytes, file, kind.shape());
}

namespace {

std::filesystem::path file_of_folder(const Office& office, const publish::DocumentKind& kind,
                                     DocumentForm form) {
  return office.root() / "templates" / publish::template_file(kind, form);
}

// The digest of what was handed in; "" nothing is in use.
std::string handed_in(const workflow::Work& work, const publish::DocumentKind& kind, DocumentForm form) {
  const auto setting = work.settings.find(template_setting(kind, form));
  return setting == work.settings.end() ? "" : setting->second;
}

// The template in use is told by the journal; with no change, none.
Result<void> set_template(Office& office, const std::string& who, const publish::DocumentKind& kind,
                          DocumentForm form, const std::string& digest,
                          const std::vector<store::Content>& contents) {
  CHUANGMO_CHECK(office.change([&](const workflow::Work& work, Instant) -> Result<Proposal> {
    Proposal proposal;
    proposal.who = who;
    if (handed_in(work, kind, form) == digest) return proposal;
    proposal.acts.emplace_back(workflow::SettingSet{template_setting(kind, form), digest});
    proposal.contents = contents;
    return proposal;
  }));
  return {};
}

}  // namespace

TemplateOrigin template_origin(const Office& office, const workflow::Work& work,
                               const publish::DocumentKind& kind, DocumentForm form) {
  std::error_code error;
  if (std::filesystem::exists(file_of_folder(office, kind, form), error)) return TemplateOrigin::folder;
  if (!handed_in(work, kind, form).empty()) return TemplateOrigin::handed_in;
  const bool is_there = office.library().files.contains(catalog_file(kind, form));
  return is_there ? TemplateOrigin::catalog : TemplateOrigin::none;
}

Result<DocumentTemplate> document_template(Office& office, const workflow::Work& work,
                                           const publish::DocumentKind& kind, DocumentForm form) {
  const TemplateOrigin origin = template_origin(office, work, kind, form);
  if (origin == TemplateOrigin::folder) {
    CHUANGMO_TRY(bytes, read_file(file_of_folder(office, kind, form), kMaxTemplateBytes));
    return DocumentTemplate{std::move(bytes), origin};
  }
  if (origin == TemplateOrigin::handed_in) {
    CHUANGMO_TRY(kept, office.content(handed_in(work, kind, form)));
    if (kept) return DocumentTemplate{std::move(*kept), origin};
  }
  CHUANGMO_TRY(bytes, catalog_template(office.library(), kind, form));
  return DocumentTemplate{std::move(bytes), TemplateOrigin::catalog};
}

Result<TemplateReport> store_template(Office& office, const std::string& who,
                                      const publish::DocumentKind& kind, DocumentForm form,
                                      std::string_view bytes) {
  TemplateReport report;
  CHUANGMO_TRY(found, check_template(bytes, publish::template_file(kind, form), kind, form));
  report.diagnostics = std::move(found);
  if (has_errors(report.diagnostics)) return report;
  const std::string digest = sha256_hex(bytes);
  CHUANGMO_CHECK(set_template(office, who, kind, form, digest, {{digest, std::string(bytes)}}));
  report.is_stored = true;
  return report;
}

Result<void> drop_template(Office& office, const std::string& who, const publish::DocumentKind& kind,
                           DocumentForm form) {
  CHUANGMO_TRY(work, office.latest_work());
  if (template_origin(office, *work, kind, form) == TemplateOrigin::folder) {
    return fail("OUT007", "用的是工作区文件夹里的模板 templates/" + publish::template_file(kind, form),
                "请管理员把这个文件移走，内置模板就会生效");
  }
  return set_template(office, who, kind, form, "", {});
}

}  // namespace chuangmo::app
