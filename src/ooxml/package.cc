#include "ooxml/package.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xml.h"
#include "ooxml/zip_write.h"

namespace chuangmo::ooxml {
namespace {

constexpr std::size_t kMaxLinks = 10'000;  // of one part

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

// "/xl/a.xml" stands for itself, "../b.xml" is seen from the folder of the part that links.
std::string resolve(std::string_view folder, std::string_view target) {
  std::string joined =
      target.starts_with('/') ? std::string(target.substr(1)) : std::string(folder) + std::string(target);
  std::vector<std::string> steps;
  for (const std::string& step : split(joined, "/")) {
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (step != ".." && step != "." && !step.empty()) steps.push_back(step);
  }
  return join(steps, "/");
}

// Part names are one whatever the case of their letters (ECMA-376 part 2).
bool is_same_part(std::string_view a, std::string_view b) {
  const auto lowered = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lowered(x) == lowered(y); });
}

class RelationshipHandler : public XmlHandler {
 public:
  RelationshipHandler(std::string folder, Relationships& out) : folder_(std::move(folder)), out_(out) {}
  void start(const XmlElement& element) override {
    if (element.name() != "Relationship" || element.value("TargetMode") == "External") return;
    if (out_.list.size() >= kMaxLinks) return;
    const std::string_view type = element.value("Type");
    out_.list.push_back({std::string(element.value("Id")), std::string(type.substr(type.rfind('/') + 1)),
                         resolve(folder_, element.value("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::string folder_;
  Relationships& out_;
};

}  // namespace

const Relationship* Relationships::by_id(std::string_view id) const {
  for (const Relationship& each : list) {
    if (each.id == id) return &each;
  }
  return nullptr;
}

const Relationship* Relationships::by_type(std::string_view type) const {
  for (const Relationship& each : list) {
    if (each.type == type) return &each;
  }
  return nullptr;
}

Result<Relationships> read_relationships(ZipArchive& archive, std::string_view part) {
  const std::string folder = folder_of(part);
  const std::string name = links_part(part);
  Relationships links;
  if (!archive.has(name)) return links;
  CHUANGMO_TRY(bytes, archive.read(name));
  RelationshipHandler handler(folder, links);
  CHUANGMO_CHECK(parse_xml(bytes, handler, name));
  return links;
}

Result<std::string> main_part(ZipArchive& archive, std::string_view usual_name) {
  CHUANGMO_TRY(links, read_relationships(archive, ""));
  const Relationship* main = links.by_type("officeDocument");
  if (main != nullptr && archive.has(main->target)) return main->target;
  return archive.has(usual_name) ? std::string(usual_name) : std::string();
}

Result<std::string> package_with(ZipArchive& archive, PackageParts changed,
                                 const std::set<std::string>& dropped,
                                 const std::map<std::string, XmlEdits>& edits) {
  std::size_t bytes = 1 << 16;
  for (const ZipEntry& entry : archive.entries()) bytes += entry.packed_bytes + 200;
  ZipWriter zip(bytes);
  for (const ZipEntry& entry : archive.entries()) {
    if (dropped.contains(entry.name)) continue;
    const auto names_it = [&entry](const auto& each) { return is_same_part(each.first, entry.name); };
    const auto found = std::find_if(changed.begin(), changed.end(), names_it);
    const auto edited = std::find_if(edits.begin(), edits.end(), names_it);
    if (found != changed.end()) {
      zip.add(entry.name, found->second);
      changed.erase(found);
    } else if (edited != edits.end()) {
      CHUANGMO_TRY(xml, archive.read(entry.name));
      zip.add_pieces(entry.name, [&xml = xml, &edited = edited->second](const ZipWriter::Put& put) {
        edited.apply(xml, put);
      });
    } else {
      zip.add_packed(entry, archive.packed(entry));
    }
  }
  for (const auto& [name, text] : changed) zip.add(name, text);
  return zip.finish();
}

std::string links_part(std::string_view part) {
  const std::string folder = folder_of(part);
  return fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
}

std::string properties_xml(std::string_view title, std::string_view author, std::string_view created) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties "
      "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</"
      "dc:creator>"
      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}</dcterms:created></cp:coreProperties>",
      escape_xml(title), escape_xml(author), escape_xml(created));
}

}  // namespace chuangmo::ooxml
