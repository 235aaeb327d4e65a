#include "publish/dossier/dossier_manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace chuangmo::publish {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kForm = 1;

Json file_json(const ManifestFile& file) {
  Json json = Json::object();
  json["path"] = file.path;
  json["sha256"] = file.digest;
  return json;
}

Json volume_json(const ManifestVolume& volume) {
  Json json = Json::object();
  json["id"] = volume.id;
  json["title"] = volume.title;
  json["document"] = file_json(volume.document);
  json["print"] = volume.print.path.empty() ? Json(nullptr) : file_json(volume.print);
  json["pages"] = volume.pages;
  Json sections = Json::array();
  for (const ManifestSection& section : volume.sections) {
    Json each = Json::object();
    each["title"] = section.title;
    each["page"] = section.page;
    sections.push_back(std::move(each));
  }
  json["sections"] = std::move(sections);
  Json values = Json::object();
  for (const auto& [binding, text] : volume.values) values[binding] = text;
  json["values"] = std::move(values);
  Json value_pages = Json::object();
  for (const auto& [binding, pages] : volume.value_pages) value_pages[binding] = pages;
  json["value_pages"] = std::move(value_pages);
  return json;
}

// "" or a path that stays within the dossier: files are read and removed by it.
std::string path_of(const Json& json) {
  std::string path = json.at("path").get<std::string>();
  const std::vector<std::string> steps = split(path, "/");
  const bool leaves = path.starts_with("/") || path.find('\0') != std::string::npos ||
                      std::find(steps.begin(), steps.end(), "..") != steps.end();
  if (leaves) throw Json::other_error::create(501, "a path out of the dossier", &json);
  return path;
}

ManifestFile file_of(const Json& json) {
  return {path_of(json), json.at("sha256").get<std::string>()};
}

ManifestVolume volume_of(const Json& json) {
  ManifestVolume volume;
  volume.id = json.at("id").get<std::string>();
  volume.title = json.at("title").get<std::string>();
  volume.document = file_of(json.at("document"));
  if (!json.at("print").is_null()) volume.print = file_of(json.at("print"));
  volume.pages = json.at("pages").get<int>();
  for (const Json& section : json.at("sections"))
    volume.sections.push_back({section.at("title").get<std::string>(), section.at("page").get<int>()});
  for (const auto& [binding, text] : json.at("values").items())
    volume.values.emplace(binding, text.get<std::string>());
  for (const auto& [binding, pages] : json.at("value_pages").items())
    volume.value_pages.emplace(binding, pages.get<std::vector<int>>());
  return volume;
}

DossierManifest manifest_of(const Json& json) {
  DossierManifest manifest;
  manifest.programme = json.at("programme").get<std::string>();
  manifest.year = json.at("year").get<int>();
  manifest.journal = json.at("journal").get<std::int64_t>();
  for (const Json& volume : json.at("volumes")) manifest.volumes.push_back(volume_of(volume));
  manifest.catalogue = volume_of(json.at("catalogue"));
  for (const Json& paper : json.at("papers"))
    manifest.papers.push_back({paper.at("number").get<std::string>(), paper.at("sha256").get<std::string>(),
                               path_of(paper), paper.at("page").get<int>()});
  return manifest;
}

}  // namespace

const ManifestVolume* DossierManifest::volume(std::string_view id) const {
  const auto found =
      std::find_if(volumes.begin(), volumes.end(), [&](const ManifestVolume& each) { return each.id == id; });
  return found == volumes.end() ? nullptr : &*found;
}

std::string write_manifest(const DossierManifest& manifest) {
  Json json = Json::object();
  json["chuangmo_dossier"] = kForm;
  json["programme"] = manifest.programme;
  json["year"] = manifest.year;
  json["journal"] = manifest.journal;
  Json volumes = Json::array();
  for (const ManifestVolume& volume : manifest.volumes) volumes.push_back(volume_json(volume));
  json["volumes"] = std::move(volumes);
  json["catalogue"] = volume_json(manifest.catalogue);
  Json papers = Json::array();
  for (const ManifestPaper& paper : manifest.papers) {
    Json each = Json::object();
    each["number"] = paper.number;
    each["path"] = paper.path;
    each["sha256"] = paper.digest;
    each["page"] = paper.page;
    papers.push_back(std::move(each));
  }
  json["papers"] = std::move(papers);
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

chuangmo::Result<DossierManifest> read_manifest(std::string_view text) {
  const auto refused =
      fail("DSR010", "manifest.json 不是档案的清单，或者已损坏", "删去这个文件夹，重新编制档案");
  if (text.size() > kMaxManifestBytes) return refused;
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object() || json.value("chuangmo_dossier", Json()) != Json(kForm))
    return refused;
  try {
    return manifest_of(json);
  } catch (const Json::exception&) {
    return refused;
  }
}

std::vector<ChangedValue> changed_values(const ManifestVolume& made,
                                         const std::map<std::string, std::string>& now) {
  std::vector<ChangedValue> changed;
  for (const auto& [binding, before] : made.values) {
    const auto after = now.find(binding);
    if (after == now.end()) {
      changed.push_back({binding, before, ""});
    } else if (after->second != before) {
      changed.push_back({binding, before, after->second});
    }
  }
  for (const auto& [binding, after] : now) {
    if (!made.values.contains(binding)) changed.push_back({binding, "", after});
  }
  std::sort(changed.begin(), changed.end(),
            [](const ChangedValue& a, const ChangedValue& b) { return a.binding < b.binding; });
  return changed;
}

}  // namespace chuangmo::publish
