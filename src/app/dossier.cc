#include "app/dossier.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "app/office_conversion.h"
#include "base/digest.h"
#include "base/file.h"
#include "evidence/evidence_folder.h"
#include "ooxml/zip_write.h"
#include "publish/dossier/printed_volume.h"

namespace chuangmo::app {

namespace {

namespace fs = std::filesystem;
using publish::DossierManifest;
using publish::ManifestFile;
using publish::ManifestVolume;

constexpr const char* kManifestFile = "manifest.json";
constexpr const char* kCatalogueFile = "总目录";
constexpr std::uint64_t kMostArchiveBytes = 2ULL << 30;

fs::path in(const fs::path& folder, const std::string& path) {
  return folder / fs::path(std::u8string(path.begin(), path.end()));
}

bool is_there(const fs::path& folder, const ManifestFile& file) {
  if (file.path.empty()) return false;
  const auto bytes = read_file(in(folder, file.path));
  return bytes && sha256_hex(*bytes) == file.digest;
}

// One volume on its way: how it is to stand there, and what it becomes.
struct Making {
  std::string file;  // without its ending
  const DossierDocument* document = nullptr;
  bool is_kept = false;
  ManifestVolume out;
};

class Building {
 public:
  Building(Office& office, const DossierBasis& basis, fs::path folder, const DossierOptions& options)
      : office_(office), basis_(basis), folder_(std::move(folder)), options_(options) {
    has_pages_ = options.with_pdf && can_convert_office_files();
  }

  Result<BuiltDossier> build() {
    CHUANGMO_CHECK(open_folder());
    std::vector<Making> volumes;
    for (const publish::DossierVolume& volume : basis_.volumes) {
      const Result<DossierDocument>& document = basis_.documents.at(volume.id);
      if (!document) return tl::unexpected(document.error());
      volumes.push_back(begun(volume.id, volume.title, volume.file, *document,
                              former_ ? former_->volume(volume.id) : nullptr));
    }
    total_ = static_cast<int>(volumes.size()) + (has_pages_ ? 2 : 0) + 2;
    CHUANGMO_CHECK(make(volumes));
    built_.manifest.programme = office_.programme().id;
    built_.manifest.year = basis_.year;
    built_.manifest.journal = basis_.journal;
    for (Making& volume : volumes) {
      (volume.is_kept ? built_.kept : built_.made).push_back(volume.out.id);
      built_.manifest.volumes.push_back(std::move(volume.out));
    }
    CHUANGMO_CHECK(place_papers());
    CHUANGMO_CHECK(make_catalogue());
    CHUANGMO_CHECK(write_file(folder_ / kManifestFile, publish::write_manifest(built_.manifest)));
    remove_former();
    return std::move(built_);
  }

 private:
  void tell(std::string doing) {
    if (options_.progress) options_.progress({std::move(doing), done_, total_});
    ++done_;
  }

  // Only an empty folder or a dossier of ours: nobody's other files are written among.
  Result<void> open_folder() {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error)
      return fail("FIL002", "无法建立目录 " + folder_.string() + "：" + system_reason(error), "换一个目录");
    CHUANGMO_TRY(former, dossier_manifest(folder_));
    former_ = std::move(former);
    if (!former_ && !fs::is_empty(folder_, error))
      return fail("DSR004", "目录 " + folder_.string() + " 里有别的文件，不是档案", "换一个空目录");
    // The folder is ours from now on, also when this building should not come to its end.
    if (!former_) return write_file(folder_ / kManifestFile, publish::write_manifest({}));
    return {};
  }

  // As it is already, when it would come out the same.
  Making begun(const std::string& id, const std::string& title, const std::string& file,
               const DossierDocument& document, const ManifestVolume* former) const {
    Making making{file, &document, false, {}};
    making.out.id = id;
    making.out.title = title;
    making.out.document = {file + ".docx", document.digest};
    making.out.values = document.values;
    if (former == nullptr || former->document != making.out.document || !is_there(folder_, former->document))
      return making;
    if (has_pages_ ? !is_there(folder_, former->print) : !former->print.path.empty()) return making;
    making.out = *former;
    making.is_kept = true;
    return making;
  }

  Result<void> make(std::vector<Making>& volumes) {
    std::vector<Making*> fresh;
    for (Making& volume : volumes) {
      tell((volume.is_kept ? "保留 " : "写出 ") + volume.out.title);
      if (volume.is_kept) continue;
      CHUANGMO_CHECK(put(volume.out.document.path, volume.document->bytes));
      fresh.push_back(&volume);
    }
    return print(fresh);
  }

  // PDFs of all at once: starting LibreOffice costs more than most volumes.
  Result<void> print(const std::vector<Making*>& volumes) {
    if (!has_pages_) return {};
    tell(fmt::format("转换 {} 卷为 PDF", volumes.size()));
    if (volumes.empty()) return {};
    std::vector<std::string> documents;
    for (const Making* volume : volumes) documents.push_back(volume->document->bytes);
    ConversionOptions conversion;
    constexpr int kStart_s = 60;
    constexpr int kVolume_s = 20;
    conversion.wait_s = kStart_s + kVolume_s * static_cast<int>(volumes.size());
    CHUANGMO_TRY(prints, all_converted(documents, "docx", "pdf", conversion));
    const Instant dated = Instant::at(Date::of(basis_.year, 12, 31));
    for (std::size_t at = 0; at < volumes.size(); ++at) {
      const std::string bytes = publish::with_fixed_date(std::move(prints[at]), dated);
      CHUANGMO_TRY(printed, publish::read_printed_volume(bytes));
      const std::string path = volumes[at]->file + ".pdf";
      CHUANGMO_CHECK(put(path, bytes));
      volumes[at]->out.print = {path, sha256_hex(bytes)};
      volumes[at]->out.pages = printed.pages;
      volumes[at]->out.sections = std::move(printed.sections);
    }
    return {};
  }

  Result<void> put(const std::string& path, const std::string& bytes) const {
    const fs::path place = in(folder_, path);
    std::error_code error;
    fs::create_directories(place.parent_path(), error);
    return write_file(place, bytes);
  }

  Result<void> place_papers() {
    tell("放入佐证原件");
    CHUANGMO_TRY(kept, evidence::EvidenceFolder::open(office_.root() / "evidence"));
    for (const publish::DossierPaper& paper : basis_.source->papers) {
      const fs::path place = in(folder_, paper.path);
      built_.manifest.papers.push_back({paper.number, paper.digest, paper.path});
      if (is_there(folder_, {paper.path, paper.digest})) continue;
      const auto source = kept.path_of(paper.digest);
      std::error_code error;
      fs::create_directories(place.parent_path(), error);
      if (source) fs::copy_file(*source, place, fs::copy_options::overwrite_existing, error);
      if (source && !error) continue;
      built_.manifest.papers.pop_back();
      built_.diagnostics.push_back({"DSR007",
                                    Severity::warning,
                                    {.file = paper.path},
                                    fmt::format("佐证 {} 的原件不在工作目录里", paper.number),
                                    "从备份恢复 evidence/，或请" +
                                        (paper.unit.empty() ? std::string("原单位") : paper.unit) +
                                        "再交一次"});
    }
    return {};
  }

  std::string no_pages_why() {
    if (has_pages_) return "";
    if (!options_.with_pdf) return "页码未计：本次没有生成 PDF，编制时加 --pdf。";
    built_.diagnostics.push_back({"DSR008",
                                  Severity::warning,
                                  {},
                                  "没有安装 LibreOffice，只有 .docx，页码未计",
                                  "安装 libreoffice-writer-nogui 后重新编制"});
    return "页码未计：编制的机器没有安装 LibreOffice，安装 libreoffice-writer-nogui 后重新编制。";
  }

  Result<void> make_catalogue() {
    publish::CatalogueSource source{*basis_.source, {}, has_pages_, no_pages_why(), basis_.journal,
                                    basis_.log_root};
    for (const ManifestVolume& volume : built_.manifest.volumes) {
      publish::CatalogueVolume entry{volume.id, volume.title, volume.document.path, volume.pages, {}};
      for (const publish::ManifestSection& section : volume.sections)
        entry.sections.push_back({section.title, section.page});
      source.volumes.push_back(std::move(entry));
    }
    CHUANGMO_TRY(document,
                 dossier_document(basis_, kCatalogueFile, basis_.shape.catalogue_template,
                                  publish::dossier_catalogue_shape(), publish::dossier_catalogue(source)));
    Making making = begun(kCatalogueFile, kCatalogueFile, kCatalogueFile, document,
                          former_ ? &former_->catalogue : nullptr);
    tell("编总目录");
    if (!making.is_kept) {
      CHUANGMO_CHECK(put(making.out.document.path, document.bytes));
      CHUANGMO_CHECK(print({&making}));
    }
    built_.manifest.catalogue = std::move(making.out);
    return {};
  }

  // By the names of the two manifests; what somebody else laid there stays.
  void remove_former() {
    if (!former_) return;
    const auto names = [](const DossierManifest& manifest) {
      std::set<std::string> all;
      for (const ManifestVolume& volume : manifest.volumes) {
        all.insert(volume.document.path);
        all.insert(volume.print.path);
      }
      all.insert(manifest.catalogue.document.path);
      all.insert(manifest.catalogue.print.path);
      for (const publish::ManifestPaper& paper : manifest.papers) all.insert(paper.path);
      all.erase("");
      return all;
    };
    const std::set<std::string> now = names(built_.manifest);
    for (const std::string& path : names(*former_)) {
      std::error_code ignored;
      if (!now.contains(path)) fs::remove(in(folder_, path), ignored);
    }
  }

  Office& office_;
  const DossierBasis& basis_;
  fs::path folder_;
  const DossierOptions& options_;
  bool has_pages_ = false;
  std::optional<DossierManifest> former_;
  BuiltDossier built_;
  int done_ = 0;
  int total_ = 0;
};

}  // namespace

Result<BuiltDossier> build_dossier(Office& office, const DossierBasis& basis, const fs::path& folder,
                                   const DossierOptions& options) {
  return Building(office, basis, folder, options).build();
}

Result<std::optional<DossierManifest>> dossier_manifest(const fs::path& folder) {
  const fs::path file = folder / kManifestFile;
  std::error_code error;
  if (!fs::exists(file, error)) return std::optional<DossierManifest>();
  CHUANGMO_TRY(text, read_file(file, publish::kMaxManifestBytes));
  CHUANGMO_TRY(manifest, publish::read_manifest(text));
  return std::optional(std::move(manifest));
}

Result<std::string> dossier_archive(const fs::path& folder) {
  CHUANGMO_TRY(manifest, dossier_manifest(folder));
  if (!manifest || manifest->volumes.empty())
    return fail("DSR006", "还没有编制档案", "先编制：chuangmo dossier build，或 POST /dossier/build");
  std::vector<std::string> names;
  for (const ManifestVolume& volume : manifest->volumes) {
    names.push_back(volume.document.path);
    names.push_back(volume.print.path);
  }
  names.push_back(manifest->catalogue.document.path);
  names.push_back(manifest->catalogue.print.path);
  for (const publish::ManifestPaper& paper : manifest->papers) names.push_back(paper.path);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  ooxml::ZipWriter zip;
  std::uint64_t bytes = 0;
  for (const std::string& name : names) {
    if (name.empty()) continue;
    CHUANGMO_TRY(content, read_file(in(folder, name)));
    bytes += content.size();
    if (bytes > kMostArchiveBytes)
      return fail("DSR006", "档案超过 2 GB，不打成一个压缩文件", "用 chuangmo dossier build -o 目录");
    zip.add(name, content);
  }
  CHUANGMO_TRY(text, read_file(folder / kManifestFile));
  zip.add(kManifestFile, text);
  return zip.finish();
}

fs::path dossier_folder(const Office& office, int year) {
  return office.root() / "dossier" / std::to_string(year);
}

}  // namespace chuangmo::app
