#include "app/bound_originals.h"

#include <array>
#include <fmt/format.h>

#include "app/office_conversion.h"
#include "base/text.h"
#include "evidence/content_type.h"
#include "evidence/mapped_file.h"
#include "evidence/pdf_check.h"
#include "evidence/thumbnail.h"
#include "pdf/volume.h"

namespace chuangmo::app {

namespace {

using publish::DossierPaper;

// A4 at 300 dots to the inch.
constexpr std::uint32_t kMostPictureSide = 3508;
constexpr std::size_t kMostConvertedBytes = std::size_t{64} << 20U;
constexpr std::size_t kMostBoundBytes = std::size_t{512} << 20U;
constexpr int kMostBoundPages = 20'000;

// By what LibreOffice is told that a file is.
struct Printable {
  ContentType type;
  const char* kind;
};
constexpr std::array<Printable, 9> kPrintable = {{{ContentType::docx, "docx"},
                                                  {ContentType::doc, "doc"},
                                                  {ContentType::rtf, "rtf"},
                                                  {ContentType::xlsx, "xlsx"},
                                                  {ContentType::xls, "xls"},
                                                  {ContentType::pptx, "pptx"},
                                                  {ContentType::ppt, "ppt"},
                                                  {ContentType::text, "txt"},
                                                  {ContentType::csv, "csv"}}};

const char* printable_kind(ContentType type) {
  for (const Printable& each : kPrintable) {
    if (each.type == type) return each.kind;
  }
  return nullptr;
}

// One file, however many papers it is.
struct File {
  std::string kind;
  Result<pdf::Pages> pages = fail("", "");
};

Result<pdf::Pages> picture_pages(std::string_view bytes, ContentType type) {
  evidence::ThumbnailLimits limits;
  limits.max_side = kMostPictureSide;
  CHUANGMO_TRY(picture, evidence::thumbnail(bytes, limits));
  return type == ContentType::jpeg ? pdf::jpeg_page(picture.bytes, picture.width, picture.height)
                                   : pdf::png_page(picture.bytes, picture.width, picture.height);
}

// What a file packs into streams of objects is held against the limits of the check of papers first.
Result<pdf::Pages> pdf_pages(std::string_view bytes) {
  const evidence::Findings findings = evidence::pdf_findings(bytes);
  for (const evidence::Finding& finding : findings.list()) {
    if (finding.trait == ContentTrait::bomb) return fail("PDF003", finding.what + "展开后太大");
    if (finding.trait == ContentTrait::unexamined) return fail("PDF002", finding.what + "，看不进去");
  }
  return pdf::clean_pages(bytes);
}

// Texts come in any of the encodings of offices; LibreOffice would guess.
std::string plain_text(std::string_view bytes) {
  const auto decoded = decode_text(bytes);
  return decoded ? "\xEF\xBB\xBF" + decoded->utf8 : std::string(bytes);
}

// Prints what of `files` waits for it, all in one run. What comes back is a stranger's still.
Result<void> print_waiting(const std::vector<SourceFile>& sources, const std::vector<File*>& waiting,
                           Date dated) {
  if (sources.empty()) return {};
  CHUANGMO_TRY(made, each_converted(sources, "pdf"));
  for (std::size_t at = 0; at < made.size(); ++at) {
    if (!made[at]) {
      waiting[at]->pages = tl::unexpected(made[at].error());
      continue;
    }
    const auto settled = pdf::settled_print(*made[at], Instant::at(dated));
    waiting[at]->pages = settled ? pdf::clean_pages(*settled) : tl::unexpected(settled.error());
  }
  return {};
}

// Reads each file once and has it printed where that is needed.
class Files {
 public:
  explicit Files(const evidence::EvidenceFolder& kept) : kept_(kept) {}

  void take(const std::string& digest) {
    if (files_.contains(digest)) return;
    File& file = files_[digest];
    const auto path = kept_.path_of(digest);
    const auto mapped = path ? evidence::MappedFile::open(*path) : tl::unexpected(path.error());
    if (!mapped) {
      file.kind = "文件";
      file.pages = fail("DSR007", "原件不在工作目录里");
      return;
    }
    const std::string_view bytes = mapped->bytes();
    const ContentType type = evidence::content_type(bytes);
    file.kind = content_type_name_zh(type);
    if (type == ContentType::pdf) {
      file.pages = pdf_pages(bytes);
    } else if (type == ContentType::jpeg || type == ContentType::png) {
      file.pages = picture_pages(bytes, type);
    } else if (const char* kind = printable_kind(type)) {
      wait(file, bytes, kind, type);
    } else if (type == ContentType::encrypted_office) {
      file.pages = fail("", "文件有密码");
    } else {
      file.pages = fail("", "这种文件不能印成页");
    }
  }

  Result<void> print(Date dated) { return print_waiting(sources_, waiting_, dated); }
  const File& of(const std::string& digest) const { return files_.at(digest); }

 private:
  void wait(File& file, std::string_view bytes, const char* kind, ContentType type) {
    if (bytes.size() > kMostConvertedBytes) {
      file.pages = fail("", fmt::format("文件超过 {} MB", kMostConvertedBytes >> 20U));
      return;
    }
    const bool is_text = type == ContentType::text || type == ContentType::csv;
    sources_.push_back({is_text ? plain_text(bytes) : std::string(bytes), kind});
    waiting_.push_back(&file);
  }

  const evidence::EvidenceFolder& kept_;
  std::map<std::string, File> files_;  // by digest
  std::vector<SourceFile> sources_;
  std::vector<File*> waiting_;
};

}  // namespace

Result<std::vector<BoundOriginal>> bound_originals(const std::vector<DossierPaper>& papers,
                                                   const evidence::EvidenceFolder& kept) {
  Files files(kept);
  for (const DossierPaper& paper : papers) files.take(paper.digest);
  CHUANGMO_CHECK(files.print(Date::of(1980, 1, 1)));
  std::vector<BoundOriginal> originals;
  std::size_t bytes = 0;
  int pages = 0;
  for (const DossierPaper& paper : papers) {
    const File& file = files.of(paper.digest);
    BoundOriginal original{&paper, file.kind, {}, ""};
    if (!file.pages) {
      original.why = file.pages.error().text;
    } else if (bytes + file.pages->pdf.size() > kMostBoundBytes ||
               pages + file.pages->count > kMostBoundPages) {
      original.why = "装订的卷已满";
    } else {
      original.pages = *file.pages;
      bytes += original.pages.pdf.size();
      pages += original.pages.count;
    }
    originals.push_back(std::move(original));
  }
  return originals;
}

Result<DossierDocument> separators_document(const DossierBasis& basis,
                                            const std::vector<BoundOriginal>& originals) {
  std::vector<publish::Separator> separators;
  for (const BoundOriginal& original : originals)
    separators.push_back({*original.paper, original.kind, original.pages.count, original.why});
  return dossier_document(basis, "隔页", basis.shape.separator_template, publish::dossier_separators_shape(),
                          publish::dossier_separators(*basis.source, separators));
}

Result<BoundVolume> bind_originals(const DossierBasis& basis, const std::string& title,
                                   const DossierPrint& own, const DossierPrint& separators,
                                   const std::vector<BoundOriginal>& originals) {
  std::vector<pdf::Piece> pieces = {{own.bytes, 1, own.print.pages, false}};
  std::vector<pdf::OutlineEntry> outline;
  for (const pdf::Heading& heading : own.print.headings) outline.push_back({heading.title, heading.page, 0});
  BoundVolume bound;
  bound.pages = own.print.pages;
  // A separator lasts until the next one begins; two on one page of an edited template are printed twice.
  std::vector<int> begins;
  for (const BoundOriginal& original : originals) {
    const auto page = separators.value_pages.find(publish::separator_binding(*original.paper));
    if (page == separators.value_pages.end())
      return fail("DSR012", "隔页模板里没有 {{编号}}，找不到 " + original.paper->number + " 的隔页",
                  "在 " + basis.shape.separator_template + ".docx 每件的第一行写上 {{编号}}");
    begins.push_back(page->second.front());
  }
  begins.push_back(separators.print.pages + 1);
  int indicator = 0;
  for (std::size_t at = 0; at < originals.size(); ++at) {
    const BoundOriginal& original = originals[at];
    const int page = bound.pages + 1;
    const int lasts = std::max(begins[at + 1] - begins[at], 1);
    if (original.paper->indicator != indicator) {
      indicator = original.paper->indicator;
      const std::string id = original.paper->number.substr(0, original.paper->number.find('-'));
      const publish::DossierVolume* volume = basis.volume(id);
      outline.push_back({"原件 " + (volume == nullptr ? id : volume->title), page, 0});
    }
    outline.push_back({original.paper->number + " " + original.paper->name, page, 1});
    bound.page_of.emplace(original.paper->number, page);
    pieces.push_back({separators.bytes, begins[at], lasts, true});
    if (original.pages.count > 0) pieces.push_back({original.pages.pdf, 1, original.pages.count, true});
    bound.pages += lasts + original.pages.count;
  }
  CHUANGMO_TRY(bytes, pdf::bound_volume(pieces, outline, title, Instant::at(Date::of(basis.year, 12, 31))));
  bound.bytes = std::move(bytes);
  return bound;
}

}  // namespace chuangmo::app
