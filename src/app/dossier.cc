#include "app/dossier.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "app/bound_originals.h"
#include "app/dossier_prints.h"
#include "app/office_conversion.h"
#include "base/digest.h"
#include "base/file.h"
#include "evidence/evidence_folder.h"
#include "ooxml/zip_write.h"

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
  bool is_bound = false;  // the originals of the papers follow in its print
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
    CHUANGMO_TRY(papers_changed, have_papers_changed());
    for (const publish::DossierVolume& volume : basis_.volumes) {
      const Result<DossierDocument>& document = basis_.documents.at(volume.id);
      if (!document) return tl::unexpected(document.error());
      const bool is_bound = has_pages_ && volume.part == DossierPart::evidence;
      const bool is_fresh = !former_ || (is_bound && papers_changed);
      volumes.push_back(begun(volume.id, volume.title, volume.file, *document,
                              is_fresh ? nullptr : former_->volume(volume.id)));
      volumes.back().is_bound = is_bound;
    }
    total_ = static_cast<int>(volumes.size()) + (has_pages_ ? 3 : 0) + 2;
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

  // What was bound may have been other papers, or others of them were not there.
  Result<bool> have_papers_changed() const {
    if (!former_) return true;
    CHUANGMO_TRY(kept, evidence::EvidenceFolder::open(office_.root() / "evidence"));
    std::vector<publish::ManifestPaper> now;
    for (const publish::DossierPaper& paper : basis_.source->papers) {
      if (kept.exists(paper.digest)) now.push_back({paper.number, paper.digest, paper.path, 0});
    }
    std::vector<publish::ManifestPaper> before = former_->papers;
    for (publish::ManifestPaper& paper : before) paper.page = 0;
    return now != before;
  }

  // As it is already, when it would come out the same.
  Making begun(const std::string& id, const std::string& title, const std::string& file,
               const DossierDocument& document, const ManifestVolume* former) const {
    Making making;
    making.file = file;
    making.document = &document;
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

  Result<void> print(const std::vector<Making*>& volumes) {
    if (!has_pages_) return {};
    if (volumes.empty()) {
      tell("PDF 都是最新的");
      return {};
    }
    std::vector<std::string> documents;
    for (const Making* volume : volumes) documents.push_back(volume->document->bytes);
    const bool has_bound =
        std::any_of(volumes.begin(), volumes.end(), [](const Making* volume) { return volume->is_bound; });
    if (has_bound) CHUANGMO_CHECK(take_originals(documents));
    tell(fmt::format("转换 {} 卷为 PDF", volumes.size()));
    CHUANGMO_TRY(prints, dossier_prints(documents, Date::of(basis_.year, 12, 31)));
    for (std::size_t at = 0; at < volumes.size(); ++at) {
      const DossierPrint* separators = prints.size() > volumes.size() ? &prints.back() : nullptr;
      CHUANGMO_CHECK(take_print(*volumes[at], std::move(prints[at]), separators));
    }
    return {};
  }

  // The originals first: their separators say what is bound behind them, and are printed with the volumes.
  Result<void> take_originals(std::vector<std::string>& documents) {
    tell(fmt::format("装订 {} 件佐证原件", basis_.source->papers.size()));
    CHUANGMO_TRY(kept, evidence::EvidenceFolder::open(office_.root() / "evidence"));
    CHUANGMO_TRY(originals, bound_originals(basis_.source->papers, kept));
    originals_ = std::move(originals);
    if (originals_.empty()) return {};
    CHUANGMO_TRY(separators, separators_document(basis_, originals_));
    documents.push_back(std::move(separators.bytes));
    return {};
  }

  Result<void> take_print(Making& volume, DossierPrint print, const DossierPrint* separators) {
    volume.out.pages = print.print.pages;
    for (const pdf::Heading& heading : print.print.headings)
      volume.out.sections.push_back({heading.title, heading.page});
    volume.out.value_pages = std::move(print.value_pages);
    if (volume.is_bound && separators != nullptr) {
      CHUANGMO_TRY(bound, bind_originals(basis_, volume.out.title, print, *separators, originals_));
      print.bytes = std::move(bound.bytes);
      volume.out.pages = bound.pages;
      paper_pages_ = std::move(bound.page_of);
    }
    const std::string path = volume.file + ".pdf";
    CHUANGMO_CHECK(put(path, print.bytes));
    volume.out.print = {path, sha256_hex(print.bytes)};
    return {};
  }

  Result<void> put(const std::string& path, const std::string& bytes) const {
    const fs::path place = in(folder_, path);
    std::error_code error;
    fs::create_directories(place.parent_path(), error);
    return write_file(place, bytes);
  }

  // Of a volume that was kept: as its manifest says.
  int page_of(const std::string& number) const {
    const auto bound = paper_pages_.find(number);
    if (bound != paper_pages_.end()) return bound->second;
    if (!originals_.empty() || !has_pages_ || !former_) return 0;
    for (const publish::ManifestPaper& paper : former_->papers) {
      if (paper.number == number) return paper.page;
    }
    return 0;
  }

  Result<void> place_papers() {
    tell("放入佐证原件");
    CHUANGMO_TRY(kept, evidence::EvidenceFolder::open(office_.root() / "evidence"));
    for (const publish::DossierPaper& paper : basis_.source->papers) {
      const fs::path place = in(folder_, paper.path);
      built_.manifest.papers.push_back({paper.number, paper.digest, paper.path, page_of(paper.number)});
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
    publish::CatalogueSource source{*basis_.source, {}, has_pages_, no_pages_why(), {}, basis_.journal,
                                    basis_.log_root};
    for (const publish::ManifestPaper& paper : built_.manifest.papers) {
      if (paper.page > 0) source.paper_pages.emplace(paper.number, paper.page);
    }
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
  std::vector<BoundOriginal> originals_;
  std::map<std::string, int> paper_pages_;
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
