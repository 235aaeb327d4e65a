#include "ooxml/package.h"

#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/xml.h"

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
  const std::string name = fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
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

}  // namespace chuangmo::ooxml
