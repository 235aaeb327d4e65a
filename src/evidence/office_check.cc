#include "evidence/office_check.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "evidence/compound_file.h"
#include "ooxml/xml.h"

namespace chuangmo::evidence {
namespace {

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// "http://…", "\\server\…", "file://server/…": not of this machine. Word itself notes
// file:///C:\…\Normal.dotm.
bool is_remote(std::string_view target) {
  const std::string lower = lowered(target);
  const bool is_local_file = lower.starts_with("file:///") && !lower.starts_with("file:///\\\\");
  return !is_local_file && (contains(lower, "://") || lower.starts_with("\\\\") || lower.starts_with("//") ||
                            lower.starts_with("file:///\\\\") || lower.starts_with("mhtml:"));
}

class PartReader : public ooxml::XmlHandler {
 public:
  PartReader(bool is_links, Findings& findings) : is_links_(is_links), findings_(findings) {}
  void start(const ooxml::XmlElement& element) override {
    if (!is_links_ || element.value("TargetMode") != "External") return;
    constexpr std::array<std::string_view, 4> kLoaded{"/attachedTemplate", "/oleObject", "/frame",
                                                      "/subDocument"};
    const std::string_view type = element.value("Type");
    const bool is_loaded = std::any_of(kLoaded.begin(), kLoaded.end(),
                                       [type](std::string_view each) { return type.ends_with(each); });
    if (is_loaded && is_remote(element.value("Target"))) {
      findings_.add(ContentTrait::external_template, quote(element.value("Target")));
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  bool is_links_;
  Findings& findings_;
};

void check_xml(const ArchiveMember& part, bool is_links, Findings& findings) {
  if (!part.is_whole) {
    findings.add(ContentTrait::unexamined, quote(part.name));
    return;
  }
  PartReader reader(is_links, findings);
  const auto read = ooxml::parse_xml(part.bytes, reader, part.name);
  if (read) return;
  const bool is_attack = read.error().code == "XML002" || read.error().code == "XML003";
  findings.add(is_attack ? ContentTrait::bomb : ContentTrait::damaged, read.error().text);
}

bool has_entry(const std::vector<CompoundEntry>& entries, std::string_view name) {
  return std::any_of(entries.begin(), entries.end(),
                     [name](const CompoundEntry& each) { return each.name == name; });
}

}  // namespace

Findings office_part_findings(const ArchiveMember& part) {
  Findings findings;
  const std::string name = lowered(part.name);
  if (name.ends_with("vbaproject.bin")) findings.add(ContentTrait::macros, "VBA");
  if (contains(name, "/macrosheets/")) findings.add(ContentTrait::macros, "Excel 4.0 宏表");
  if (contains(name, "/activex/")) findings.add(ContentTrait::macros, "ActiveX 控件");
  const bool is_links = name.ends_with(".rels");
  if (is_links || name.ends_with(".xml")) check_xml(part, is_links, findings);
  return findings;
}

Findings compound_findings(std::string_view bytes) {
  Findings findings;
  const auto entries = read_compound_directory(bytes);
  if (!entries) {
    findings.add(ContentTrait::damaged, "复合文件的目录读不出");
    return findings;
  }
  if (has_entry(*entries, "VBA") || has_entry(*entries, "_VBA_PROJECT"))
    findings.add(ContentTrait::macros, "VBA");
  if (has_entry(*entries, "\x01Ole10Native")) findings.add(ContentTrait::attached_files, "打包对象");
  return findings;
}

Findings rtf_findings(std::string_view bytes) {
  Findings findings;
  if (contains(bytes, "\\objdata") || contains(bytes, "\\objupdate")) {
    findings.add(ContentTrait::attached_files, "嵌入对象");
  }
  if (contains(bytes, "\\*\\template")) findings.add(ContentTrait::external_template, "模板");
  return findings;
}

}  // namespace chuangmo::evidence
