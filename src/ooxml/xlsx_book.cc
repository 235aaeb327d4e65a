#include "ooxml/xlsx_book.h"

#include <fmt/format.h>

#include "ooxml/sniff.h"
#include "ooxml/xml.h"

namespace chuangmo::ooxml {
namespace {

constexpr int kMaxStyles = 100'000;
constexpr std::size_t kMaxSheets = 2'000;
constexpr std::size_t kMaxNotes = 200'000;

class WorkbookHandler : public XmlHandler {
 public:
  WorkbookHandler(Book& book, const Relationships& links) : book_(book), links_(links) {}
  void start(const XmlElement& element) override {
    if (element.name() == "workbookPr")
      book_.is_1904 = element.attribute("date1904") && element.is_on("date1904");
    if (element.name() != "sheet") return;
    if (book_.sheets.size() >= kMaxSheets)
      return stop({"SHT010", fmt::format("工作表超过 {} 个", kMaxSheets), "请拆分工作簿后再导入"});
    const Relationship* link = links_.by_id(element.value("id"));
    book_.sheets.push_back({std::string(element.value("name")), link == nullptr ? "" : link->target,
                            link == nullptr ? "" : link->type,
                            element.value("state", "visible") != "visible"});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  Book& book_;
  const Relationships& links_;
};

class StyleHandler : public XmlHandler {
 public:
  explicit StyleHandler(Book& book) : book_(book) {}
  void start(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "numFmt" && custom_.size() < kMaxStyles) {
      custom_[element.number("numFmtId", -1, 0, 1'000'000)] =
          format_of_code(element.value("formatCode").substr(0, 1000));
    }
    if (name == "cellXfs") is_cell_style_ = true;
    if (name == "xf" && is_cell_style_ && book_.formats.size() < kMaxStyles) {
      const int id = element.number("numFmtId", 0, 0, 1'000'000);
      const auto custom = custom_.find(id);
      book_.formats.push_back(custom == custom_.end() ? format_of_id(id) : custom->second);
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") is_cell_style_ = false;
  }
  void text(std::string_view) override {}

 private:
  Book& book_;
  std::map<int, NumberFormat> custom_;
  bool is_cell_style_ = false;
};

class StringHandler : public XmlHandler {
 public:
  StringHandler(SharedStrings& strings, std::uint64_t max_bytes) : strings_(strings), max_bytes_(max_bytes) {}
  void start(const XmlElement& element) override {
    if (element.name() == "si") item_.clear();
    if (element.name() == "rPh") is_phonetic_ = true;
    is_text_ = element.name() == "t" && !is_phonetic_;
  }
  void end(std::string_view name) override {
    is_text_ = false;
    if (name == "rPh") is_phonetic_ = false;
    if (name == "si") strings_.add(decode_escapes(item_));
    check_size();
  }
  void text(std::string_view piece) override {
    if (is_text_) item_ += piece;
  }

 private:
  void check_size() {
    if (strings_.bytes() + item_.size() > max_bytes_)
      stop({"SHT010", "工作簿的文字总量过大", "请拆分工作簿后再导入"});
  }
  SharedStrings& strings_;
  std::uint64_t max_bytes_;
  std::string item_;
  bool is_text_ = false;
  bool is_phonetic_ = false;
};

// Old comments (comment/text/r/t) and threaded ones (threadedComment/text).
class NoteHandler : public XmlHandler {
 public:
  NoteHandler(CellNotes& notes, std::uint64_t max_bytes) : notes_(notes), max_bytes_(max_bytes) {}
  void start(const XmlElement& element) override {
    const std::string_view name = element.name();
    if (name == "comment" || name == "threadedComment") open(element.value("ref"));
    is_threaded_ = is_threaded_ || name == "threadedComment";
    is_text_ = name == "t" || (is_threaded_ && name == "text");
  }
  void end(std::string_view name) override {
    is_text_ = false;
    if (name == "comment" || name == "threadedComment") note_ = nullptr;
  }
  void text(std::string_view piece) override {
    if (!is_text_ || note_ == nullptr) return;
    bytes_ += piece.size();
    if (bytes_ <= max_bytes_) *note_ += piece;
  }

 private:
  void open(std::string_view reference) {
    CellPosition at;
    if (!parse_position(reference, at) || notes_.size() >= kMaxNotes) return;
    note_ = &notes_[at];
    if (!note_->empty()) *note_ += '\n';
  }
  CellNotes& notes_;
  std::uint64_t max_bytes_;
  std::uint64_t bytes_ = 0;
  std::string* note_ = nullptr;
  bool is_text_ = false;
  bool is_threaded_ = false;
};

Result<void> read_part(ZipArchive& archive, const std::string& part, XmlHandler& handler) {
  XmlParser parser(handler, part);
  CHUANGMO_CHECK(archive.stream(part, [&parser](std::string_view piece) { return parser.feed(piece); }));
  return parser.finish();
}

Result<void> read_linked(ZipArchive& archive, const Relationships& links, std::string_view type,
                         XmlHandler& handler) {
  const Relationship* link = links.by_type(type);
  if (link == nullptr || !archive.has(link->target)) return {};
  return read_part(archive, link->target, handler);
}

Result<Book> read_book(ZipArchive& archive, const std::string& main, const XlsxLimits& limits) {
  Book book;
  CHUANGMO_TRY(links, read_relationships(archive, main));
  WorkbookHandler workbook(book, links);
  CHUANGMO_CHECK(read_part(archive, main, workbook));
  StyleHandler styles(book);
  CHUANGMO_CHECK(read_linked(archive, links, "styles", styles));
  StringHandler strings(book.strings, limits.max_string_bytes);
  CHUANGMO_CHECK(read_linked(archive, links, "sharedStrings", strings));
  return book;
}

}  // namespace

void SharedStrings::add(std::string_view text) {
  pool_ += text;
  ends_.push_back(pool_.size());
}

std::string_view SharedStrings::at(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(pool_).substr(begin, ends_[index] - begin);
}

Result<OpenBook> open_book(std::string_view bytes, std::string_view file, const XlsxLimits& limits) {
  const FileKind kind = sniff(bytes);
  if (kind != FileKind::xlsx && kind != FileKind::zip_other)
    return tl::unexpected(wrong_kind(kind, FileKind::xlsx, file));
  CHUANGMO_TRY(archive, ZipArchive::open(bytes));
  CHUANGMO_TRY(main, main_part(archive, "xl/workbook.xml"));
  if (main.empty()) return tl::unexpected(wrong_kind(kind, FileKind::xlsx, file));
  CHUANGMO_TRY(book, read_book(archive, main, limits));
  return OpenBook{std::move(archive), std::move(main), std::move(book)};
}

Result<CellNotes> read_notes(ZipArchive& archive, const std::string& sheet_part, const XlsxLimits& limits) {
  CellNotes notes;
  CHUANGMO_TRY(links, read_relationships(archive, sheet_part));
  NoteHandler handler(notes, limits.max_text_bytes);
  const bool is_threaded = links.by_type("threadedComment") != nullptr;
  CHUANGMO_CHECK(read_linked(archive, links, is_threaded ? "threadedComment" : "comments", handler));
  return notes;
}

bool parse_position(std::string_view text, CellPosition& out) {
  constexpr int kMaxRows = 1'048'576;
  constexpr int kMaxColumns = 16'384;
  int column = 0;
  std::size_t at = 0;
  for (; at < text.size() && at < 3 && text[at] >= 'A' && text[at] <= 'Z'; ++at)
    column = column * 26 + (text[at] - 'A' + 1);
  int row = 0;
  const std::size_t letters = at;
  for (; at < text.size() && at < letters + 7 && text[at] >= '0' && text[at] <= '9'; ++at)
    row = row * 10 + (text[at] - '0');
  if (at != text.size() || column < 1 || column > kMaxColumns || row < 1 || row > kMaxRows) return false;
  out = {row - 1, column - 1};
  return true;
}

std::string column_letters(int column) {
  std::string out;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return out;
}

}  // namespace chuangmo::ooxml
