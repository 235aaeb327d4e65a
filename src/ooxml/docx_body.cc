#include "ooxml/docx_body.h"

#include <algorithm>
#include <fmt/format.h>

namespace chuangmo::ooxml {

// ECMA-376 part 1, 17.3 to 17.13. What is not named here is looked through: w:sdt, w:hyperlink, w:smartTag,
// w:fldSimple ...
const DocxBody::Rules& DocxBody::rules() {
  using B = DocxBody;
  constexpr Rule kSkip{nullptr, nullptr, {}, true};
  static const Rules kRules = {
      {"tbl", {&B::open_table, &B::close_table}},
      {"tr", {&B::open_row, &B::close_row}},
      {"tc", {&B::open_cell, &B::close_cell}},
      {"p", {&B::open_paragraph, &B::close_paragraph}},
      {"r", {nullptr, &B::close_run}},
      {"t", {}},
      {"delText", {}},
      {"trPr", {}},
      {"tcPr", {}},
      {"pPr", {}},
      {"rPr", {}},
      {"numPr", {}},
      {"gridBefore", {&B::set_row_property, nullptr, "trPr"}},
      {"hidden", {&B::set_row_property, nullptr, "trPr"}},
      {"gridSpan", {&B::set_cell_property, nullptr, "tcPr"}},
      {"vMerge", {&B::set_cell_property, nullptr, "tcPr"}},
      {"hMerge", {&B::set_cell_property, nullptr, "tcPr"}},
      {"pStyle", {&B::set_paragraph_property, nullptr, "pPr"}},
      {"numId", {&B::set_paragraph_property, nullptr, "numPr"}},
      {"ilvl", {&B::set_paragraph_property, nullptr, "numPr"}},
      {"vanish", {&B::hide_run, nullptr, "rPr"}},
      {"br", {&B::add_character, nullptr, "r"}},
      {"cr", {&B::add_character, nullptr, "r"}},
      {"tab", {&B::add_character, nullptr, "r"}},
      {"ptab", {&B::add_character, nullptr, "r"}},
      {"noBreakHyphen", {&B::add_character, nullptr, "r"}},
      {"sym", {&B::add_symbol, nullptr, "r"}},
      {"commentReference", {&B::add_comment}},
      {"ins", {&B::open_change, &B::close_change}},
      {"moveTo", {&B::open_change, &B::close_change}},
      {"del", {&B::open_change, &B::close_change}},
      {"moveFrom", {&B::open_change, &B::close_change}},
      // Pictures and text boxes, the second writing of the same thing, pronunciation, and properties as they
      // were.
      {"drawing", kSkip},
      {"pict", kSkip},
      {"object", kSkip},
      {"Fallback", kSkip},
      {"rt", kSkip},
      {"sdtPr", kSkip},
      {"sectPr", kSkip},
      {"tblPr", kSkip},
      {"tblGrid", kSkip},
      {"tblPrEx", kSkip},
      {"rPrChange", kSkip},
      {"pPrChange", kSkip},
      {"tcPrChange", kSkip},
      {"trPrChange", kSkip},
      {"numberingChange", kSkip},
  };
  return kRules;
}

DocxBody::DocxBody(const Numbering& numbering, std::map<std::string, std::string, std::less<>> comments,
                   const DocxLimits& limits, Document& out, Findings& findings)
    : counter_(numbering),
      numbering_(numbering),
      comments_(std::move(comments)),
      limits_(limits),
      out_(out),
      findings_(findings) {}

void DocxBody::start(const XmlElement& element) {
  if (skip_depth_ > 0) {
    ++skip_depth_;
    if (element.name() == "txbxContent" && !is_in_fallback_) {
      findings_.add("DOC006", Severity::note, here(), "文本框中的文字未读入",
                    "如需要，请把文字移到正文或单元格中");
    }
    return;
  }
  const auto found = rules().find(element.name());
  const bool applies =
      found != rules().end() && (found->second.only_in.empty() || is_inside(0, found->second.only_in));
  if (applies && found->second.is_skipped) {
    skip_depth_ = 1;
    is_in_fallback_ = element.name() == "Fallback";  // says again what mc:Choice said
    return;
  }
  if (applies && found->second.start != nullptr) (this->*found->second.start)(element);
  open_.push_back(applies ? &*found : nullptr);
}

void DocxBody::end(std::string_view) {
  if (skip_depth_ > 0) {
    --skip_depth_;
    return;
  }
  const Rules::value_type* closing = open_.back();
  open_.pop_back();
  if (closing != nullptr && closing->second.end != nullptr) (this->*closing->second.end)();
}

void DocxBody::text(std::string_view piece) {
  if (skip_depth_ == 0 && (is_inside(0, "t") || is_inside(0, "delText"))) append(piece);
}

bool DocxBody::is_inside(std::size_t up, std::string_view name) const {
  if (up >= open_.size()) return false;
  const Rules::value_type* at = open_[open_.size() - 1 - up];
  return at != nullptr && at->first == name;
}

Where DocxBody::here() const {
  Where where;
  if (table_depth_ == 0) return where;
  where.sheet = fmt::format("表{}", out_.tables.size() + 1);
  where.row = row_number_;
  if (has_open_cell_) where.column = fmt::format("第{}列", column_ + 1);
  return where;
}

// --- tables: only the outermost has a grid, what is nested becomes paragraphs of its cell

void DocxBody::open_table(const XmlElement&) {
  if (++table_depth_ > 1) {
    if (table_depth_ == 2) {
      findings_.add("DOC001", Severity::warning, here(), "单元格里还套着表格，其文字已并入该单元格",
                    "请把内层表格改为普通文字");
    }
    return;
  }
  deliver({});  // a paragraph whose mark is deleted cannot go on in a table
  rows_.clear();
  row_number_ = 0;
}

void DocxBody::close_table() {
  if (table_depth_-- != 1) return;
  const std::size_t number = out_.tables.size() + 1;
  if (number > static_cast<std::size_t>(limits_.max_tables)) {
    return stop({"DOC010", fmt::format("文档中的表格超过 {} 个", limits_.max_tables), "请拆分文档后再导入"});
  }
  out_.tables.push_back(
      arrange(std::move(rows_), fmt::format("表{}", number), std::move(last_paragraph_), findings_));
  out_.tables.back().file = out_.file;
  out_.tables.back().after_paragraphs = out_.paragraphs.size();
  rows_.clear();
  last_paragraph_.clear();
}

void DocxBody::open_row(const XmlElement&) {
  if (table_depth_ != 1) return;
  if (++row_number_ > limits_.max_rows) {
    return stop({"DOC010", fmt::format("表{} 超过 {} 行", out_.tables.size() + 1, limits_.max_rows),
                 "请拆分表格后再导入"});
  }
  has_open_cell_ = false;  // damaged files put rows into cells
  rows_.emplace_back().source_row = row_number_;
  is_row_deleted_ = false;
  column_ = 0;
}

void DocxBody::close_row() {
  if (table_depth_ != 1 || rows_.empty()) return;
  if (!is_row_deleted_) return;
  findings_.add("DOC007", Severity::note, here(), "本行已被修订删除（尚未接受），未读入",
                "请在 Word 中接受或拒绝修订");
  rows_.pop_back();
  is_row_deleted_ = false;
}

void DocxBody::open_cell(const XmlElement&) {
  if (table_depth_ != 1 || rows_.empty()) return;
  rows_.back().cells.emplace_back();
  has_open_cell_ = true;
}

void DocxBody::close_cell() {
  if (table_depth_ != 1 || !has_open_cell_) return;
  deliver({});
  column_ += cell()->span;
  has_open_cell_ = false;
  if (column_ > limits_.max_columns) {
    stop({"DOC010",
          fmt::format("表{} 第 {} 行超过 {} 列", out_.tables.size() + 1, row_number_, limits_.max_columns),
          "请检查表格"});
  }
}

void DocxBody::set_row_property(const XmlElement& element) {
  if (table_depth_ != 1 || rows_.empty()) return;
  if (element.name() == "hidden") {
    rows_.back().is_hidden = element.is_on();
  } else {
    column_ = rows_.back().before = element.number("val", 0, 0, limits_.max_columns);
  }
}

void DocxBody::set_cell_property(const XmlElement& element) {
  if (table_depth_ != 1 || !has_open_cell_) return;
  const Merge merge = element.value("val", "continue") == "restart" ? Merge::restart : Merge::carry_on;
  if (element.name() == "gridSpan") cell()->span = element.number("val", 1, 1, limits_.max_columns);
  if (element.name() == "vMerge") cell()->vertical = merge;
  if (element.name() == "hMerge") cell()->horizontal = merge;
}

// --- tracked changes

void DocxBody::open_change(const XmlElement& element) {
  mark_change(element);
  TrackedChange change;
  change.inserted = element.name() == "ins" || element.name() == "moveTo";
  change.author = element.value("author");
  changes_.push_back(std::move(change));
}

// Empty ins and del elements among properties say that the row or the paragraph mark itself was inserted or
// deleted.
void DocxBody::mark_change(const XmlElement& element) {
  if (element.name() != "del" && element.name() != "moveFrom") return;
  if (is_inside(0, "trPr") && table_depth_ == 1) is_row_deleted_ = true;
  if (is_inside(0, "rPr") && is_inside(1, "pPr") && !paragraphs_.empty())
    paragraphs_.back().is_mark_deleted = true;
}

void DocxBody::close_change() {
  TrackedChange change = std::move(changes_.back());
  changes_.pop_back();
  if (!change.text.empty() && has_open_cell_) cell()->changes.push_back(std::move(change));
}

bool DocxBody::is_deleting() const {
  return std::any_of(changes_.begin(), changes_.end(),
                     [](const TrackedChange& each) { return !each.inserted; });
}

// --- paragraphs

void DocxBody::open_paragraph(const XmlElement&) {
  paragraphs_.emplace_back();
}

void DocxBody::set_paragraph_property(const XmlElement& element) {
  if (paragraphs_.empty()) return;
  Paragraph& paragraph = paragraphs_.back();
  if (element.name() == "pStyle") paragraph.style = element.value("val");
  if (element.name() == "numId") paragraph.list = element.number("val", 0, 0, 1'000'000);
  if (element.name() == "ilvl") paragraph.level = element.number("val", 0, 0, kListLevels - 1);
}

std::string DocxBody::label_of(const Paragraph& paragraph) {
  const auto styled = numbering_.by_style.find(paragraph.style);
  ListReference reference = styled == numbering_.by_style.end() ? ListReference{} : styled->second;
  if (paragraph.list) reference.list = *paragraph.list;
  if (paragraph.level) reference.level = *paragraph.level;
  const bool is_unseen =
      has_open_cell_ && (cell()->vertical == Merge::carry_on || cell()->horizontal == Merge::carry_on);
  if (reference.list == 0 || is_unseen) return "";

  const auto label = counter_.next(reference);
  if (!label) {
    findings_.add("DOC002", Severity::warning, here(),
                  "此段有 Word 自动编号，但文件中没有编号的定义，编号未读入",
                  "请在 Word 中把自动编号转为文字后重试", paragraph.lines.front());
    return "";
  }
  if (!label->is_exact) {
    findings_.add("DOC008", Severity::note, here(), "Word 自动编号用了不认识的数字样式，按阿拉伯数字读入",
                  "请核对编号", label->text);
  }
  const bool is_apart = !label->is_glued && !label->text.empty() && !paragraph.lines.front().empty();
  return label->text + (is_apart ? " " : "");
}

void DocxBody::close_paragraph() {
  if (paragraphs_.empty()) return;
  Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  if (paragraph.is_mark_deleted) {
    if (carried_.empty()) carried_.emplace_back();
    carried_.back() += paragraph.lines.front();
    std::move(paragraph.lines.begin() + 1, paragraph.lines.end(), std::back_inserter(carried_));
    return;
  }
  paragraph.lines.front().insert(0, label_of(paragraph));
  deliver(std::move(paragraph.lines));
}

// Hands finished lines to the open cell or the document; without lines, only what was carried over.
void DocxBody::deliver(std::vector<std::string> lines) {
  if (!carried_.empty()) {
    if (lines.empty()) lines.emplace_back();
    lines.front().insert(0, carried_.back());
    lines.insert(lines.begin(), std::make_move_iterator(carried_.begin()),
                 std::make_move_iterator(carried_.end() - 1));
    carried_.clear();
  }
  for (std::string& line : lines) {
    if (has_open_cell_) {
      cell()->paragraphs.push_back(std::move(line));
    } else if (table_depth_ == 0) {
      if (!line.empty()) last_paragraph_ = line;
      out_.paragraphs.push_back(std::move(line));
    }
  }
}

// --- characters

void DocxBody::append(std::string_view piece) {
  if (paragraphs_.empty()) return;
  if (is_run_hidden_) {
    findings_.add("DOC009", Severity::warning, here(), "有隐藏文字，未读入", "如需要，请在 Word 中取消隐藏",
                  std::string(piece));
    return;
  }
  if (!changes_.empty()) changes_.back().text += piece;
  if (!is_deleting()) paragraphs_.back().lines.back() += piece;
}

void DocxBody::break_line() {
  if (paragraphs_.empty() || is_run_hidden_) return;
  if (!changes_.empty()) changes_.back().text += '\n';
  if (!is_deleting()) paragraphs_.back().lines.emplace_back();
}

void DocxBody::add_character(const XmlElement& element) {
  const std::string_view name = element.name();
  if (name == "br" || name == "cr") return break_line();
  append(name == "noBreakHyphen" ? "-" : "\t");
}

void DocxBody::add_symbol(const XmlElement& element) {
  findings_.add("DOC011", Severity::note, here(),
                fmt::format("有符号字体（{}）的符号，按“□”读入", element.value("font")), "请改用普通字符");
  append("□");
}

void DocxBody::hide_run(const XmlElement& element) {
  if (is_inside(1, "r")) is_run_hidden_ = element.is_on();
}

void DocxBody::close_run() {
  is_run_hidden_ = false;
}

void DocxBody::add_comment(const XmlElement& element) {
  if (!has_open_cell_) return;
  const auto comment = comments_.find(element.value("id"));
  if (comment == comments_.end()) return;
  std::string& note = cell()->note;
  if (!note.empty()) note += '\n';
  note += comment->second;
  comments_.erase(comment);
}

}  // namespace chuangmo::ooxml
