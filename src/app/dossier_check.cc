#include "app/dossier_check.h"

#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/docx_fields.h"

namespace chuangmo::app {

namespace {

std::string place_of(const ooxml::DocxField& field) {
  std::string place = fmt::format("第{}段", field.paragraph);
  if (!field.heading.empty()) place += "，“" + field.heading + "”";
  if (field.table > 0) place += fmt::format("，表第{}行第{}列", field.row, field.column);
  return place;
}

Diagnostic diagnostic_of(const publish::FaultyValue& fault, const std::string& file) {
  Where where;
  where.file = file;
  where.sheet = fault.place;
  const auto told = [&](const char* code, Severity severity, std::string text, std::string fix) {
    return Diagnostic{code, severity, where, std::move(text), fix + "（来源 " + fault.binding + "）", ""};
  };
  switch (fault.fault) {
    case publish::ValueFault::typed_over:
      return told("DSR030", Severity::error,
                  quote(fault.document) + " 是改写的，数据是 " + quote(fault.known),
                  "改回 " + fault.known + "；数据有误的，请报送单位更正");
    case publish::ValueFault::outdated:
      return told("DSR031", Severity::error,
                  quote(fault.document) + " 已经过时，数据现在是 " + quote(fault.known),
                  "改为 " + fault.known + "，或重新编制");
    case publish::ValueFault::deleted:
      return told("DSR032", Severity::warning, "文件里没有了 " + quote(fault.known), "确认是有意删去的");
    case publish::ValueFault::unknown:
      return told("DSR033", Severity::warning, quote(fault.document) + " 的来源已不存在，不能核对",
                  "人工核对");
  }
  return {};
}

}  // namespace

Result<CheckedDossierDocument> check_dossier_document(const DossierBasis& basis, std::string_view bytes,
                                                      const std::string& file) {
  CHUANGMO_TRY(fields, ooxml::read_docx_fields(bytes));
  if (fields.empty())
    return fail("DSR034", quote(file) + " 里没有一个可以核对的数",
                "只核对由本系统生成、用 Word 或 WPS 改过的文件；另存为其他格式再转回来会丢失这些标记");
  std::vector<publish::StandingValue> standing;
  for (const ooxml::DocxField& field : fields)
    standing.push_back({field.binding, field.text, field.written, place_of(field)});
  CheckedDossierDocument checked;
  std::vector<publish::VolumeValues> volumes;
  for (const publish::DossierVolume& volume : basis.volumes) {
    const Result<DossierDocument>& document = basis.documents.at(volume.id);
    volumes.push_back({volume.id, document ? document->values : bound_texts(volume.view)});
  }
  checked.document = publish::check_document(standing, volumes);
  for (const publish::FaultyValue& fault : checked.document.faults)
    checked.diagnostics.push_back(diagnostic_of(fault, file));
  return checked;
}

}  // namespace chuangmo::app
