#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "ooxml/template_blocks.h"
#include "ooxml/xlsx_template_sheet.h"
#include "ooxml/xml_tags.h"

namespace chuangmo::ooxml {
namespace {

using Blocks = TemplateBlocks<SheetNode>;
using Kind = TemplateMark::Kind;

bool has_braces(std::string_view text) {
  return contains(text, "{{") || contains(text, "}}") || contains(text, "｛｛") || contains(text, "｝｝");
}

std::string local_name(std::string_view name) {
  return std::string(name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1));
}

int number_of(std::string_view text, int otherwise) {
  if (text.empty() || text.size() > 7 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return otherwise;
  return std::stoi(std::string(text));
}

void gather_text(const XmlNode& node, std::string& out) {
  if (node.name.empty()) out += node.text;
  for (const XmlNode& child : node.children) gather_text(child, out);
}
std::string text_of(const XmlNode& node) {
  std::string out;
  gather_text(node, out);
  return out;
}

// Parts may call the same name space by different prefixes.
void set_prefix(XmlNode& node, const std::string& prefix) {
  if (!node.name.empty()) node.name = prefix + local_name(node.name);
  for (XmlNode& child : node.children) set_prefix(child, prefix);
}

// The runs of a text (si or is): each with its look, as the number of one.
struct Run {
  std::string text;
  std::size_t look = 0;
};
std::vector<Run> runs_of(const XmlNode& item, const std::string& prefix, std::vector<std::string>& looks) {
  std::vector<Run> runs;
  for (const XmlNode& child : item.children) {
    const std::string name = local_name(child.name);
    if (name == "t") runs.push_back({decode_escapes(text_of(child)), 0});
    if (name != "r") continue;
    Run run;
    for (const XmlNode& part : child.children) {
      if (local_name(part.name) == "t") run.text += decode_escapes(text_of(part));
      if (local_name(part.name) != "rPr") continue;
      XmlNode look = part;
      set_prefix(look, prefix);
      looks.push_back(write_xml_node(look));
      run.look = looks.size() - 1;
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

class SheetReader {
 public:
  SheetReader(TemplateSheet& sheet, const SharedItems& items, const Where& where)
      : sheet_(sheet),
        items_(items),
        where_(where),
        blocks_([this](const Blocks::Fault& fault) { report(fault); },
                [this](const CellPosition& place) { return sheet_place_words(sheet_.name, place); },
                "开始与结束要在同一张工作表里") {}

  Result<void> read(XmlTags tags, std::size_t max_elements) {
    int depth = 0;
    while (const auto tag = tags.next()) {
      if (++sheet_.elements > max_elements)
        return fail("TPL020", quote(where_.file) + " 的工作表 " + quote(sheet_.name) + " 太大",
                    "请拆成几个模板");
      if (tag->is_end) --depth;
      if (depth == 0 && !tag->is_end) sheet_.prefix = std::string(tag->prefix);
      if (depth == 1) look_at_child(*tag);
      if (is_in_data_) CHUANGMO_CHECK(look_at_data(*tag));
      if (!tag->is_end && !tag->is_empty) ++depth;
    }
    steps_.push_back({std::nullopt, rows_node({next_row_, kSheetRows - 1})});
    if (next_row_ >= kSheetRows) steps_.pop_back();
    std::vector<Blocks::LooseMark> loose;
    sheet_.tree = blocks_.paired(std::move(steps_), loose);
    for (const auto& left : loose) blocks_.report_loose(left);
    return read_headers();
  }

 private:
  void report(const Blocks::Fault& fault) {
    sheet_.diagnostics.push_back({fault.code, Severity::error, sheet_place(where_, fault.place),
                                  sheet_place_words(sheet_.name, fault.place) + "：" + fault.text, fault.fix,
                                  fault.source});
  }

  static SheetNode rows_node(RowSpan rows) {
    SheetNode node;
    node.rows = rows;
    return node;
  }

  std::string_view xml(std::size_t begin, std::size_t end) const {
    return std::string_view(sheet_.xml).substr(begin, end - begin);
  }
  std::string_view xml(const XmlTag& tag) const { return xml(tag.begin, tag.end); }

  void look_at_child(const XmlTag& tag) {
    if (tag.name == "sheetData") {
      if (!tag.is_end) sheet_.data_begin = tag.begin;
      if (tag.is_end || tag.is_empty) sheet_.data_end = tag.end;
      is_in_data_ = !tag.is_end && !tag.is_empty;
      return;
    }
    if (!tag.is_end) sheet_.children.push_back({std::string(tag.name), tag.begin, tag.end});
    if (tag.is_end && !sheet_.children.empty()) sheet_.children.back().end = tag.end;
  }

  Result<void> look_at_data(const XmlTag& tag) {
    if (tag.name == "row") {
      if (!tag.is_end) CHUANGMO_CHECK(open_row(tag));
      if (tag.is_end || tag.is_empty) close_row(tag);
    } else if (tag.name == "c" && !sheet_.rows.empty()) {
      if (!tag.is_end) open_cell(tag);
      if (tag.is_end || tag.is_empty) CHUANGMO_CHECK(close_cell(tag));
    } else if (tag.name == "f" || tag.name == "v" || tag.name == "is") {
      XmlTag& open = tag.name == "f" ? formula_ : tag.name == "v" ? value_ : inline_;
      std::size_t& end = tag.name == "f" ? formula_end_ : tag.name == "v" ? value_end_ : inline_end_;
      if (!tag.is_end) open = tag;
      if (tag.is_end || tag.is_empty) end = tag.name == "v" ? std::max(tag.begin, open.end) : tag.end;
    }
    return {};
  }

  Result<void> open_row(const XmlTag& tag) {
    const int row = std::max(number_of(attribute_value(xml(tag), "r"), next_row_ + 1) - 1, next_row_);
    if (row >= kSheetRows)
      return fail("TPL020", quote(where_.file) + " 的工作表 " + quote(sheet_.name) + " 行数过多",
                  "请另存后再用");
    if (row > next_row_) steps_.push_back({std::nullopt, rows_node({next_row_, row - 1})});
    next_row_ = row + 1;
    next_column_ = 0;
    row_ = {};
    row_.node = rows_node({row, row});
    row_.says_something = false;
    sheet_.rows.push_back({row, tag.begin, tag.end, tag.end, tag.is_empty, {}});
    return {};
  }

  void close_row(const XmlTag& tag) {
    if (sheet_.rows.empty()) return;
    sheet_.rows.back().end = tag.end;
    blocks_.append(steps_, std::move(row_));
    row_ = {};
  }

  void open_cell(const XmlTag& tag) {
    TemplateCell cell;
    cell.at = {sheet_.rows.back().row, next_column_};
    if (CellPosition at; parse_position(attribute_value(xml(tag), "r"), at)) cell.at.second = at.second;
    next_column_ = cell.at.second + 1;
    cell.style = number_of(attribute_value(xml(tag), "s"), 0);
    cell.begin = tag.begin;
    cell_tag_ = tag;
    formula_ = value_ = inline_ = {};
    sheet_.rows.back().cells.push_back(std::move(cell));
  }

  Result<void> close_cell(const XmlTag& tag) {
    if (sheet_.rows.back().cells.empty()) return {};
    TemplateCell& cell = sheet_.rows.back().cells.back();
    cell.end = tag.end;
    if (formula_.end != 0) CHUANGMO_CHECK(read_formula(cell));
    const std::string_view type = attribute_value(xml(cell_tag_), "t");
    if (cell.formula || (type != "s" && type != "inlineStr" && type != "str")) {
      row_.says_something = row_.says_something || cell.formula || value_.end != 0;
      return {};
    }
    return read_text(cell, type);
  }

  Result<XmlNode> tree_of(std::string_view piece) const {
    constexpr std::size_t kMost = 20'000;
    return read_xml_tree(piece, sheet_.part, kMost);
  }

  Result<void> read_formula(TemplateCell& cell) {
    const std::string_view tag = xml(formula_);
    const std::string_view kind = attribute_value(tag, "t");
    CHUANGMO_TRY(tree, tree_of(xml(formula_.begin, formula_end_)));
    std::string text = text_of(tree);
    if (kind == "shared") {
      const std::string number(attribute_value(tag, "si"));
      if (!text.empty()) shared_[number] = {text, cell.at};
      const auto master = shared_.find(number);
      if (master == shared_.end()) return {};
      text = shifted_formula(master->second.first, cell.at.first - master->second.second.first,
                             cell.at.second - master->second.second.second);
    } else if (kind == "array") {
      cell.array = std::string(attribute_value(tag, "ref"));
    } else if (kind == "dataTable") {
      return {};
    }
    if (has_braces(text))
      report({"TPL002", cell.at, "公式里不能写标记", "把标记写在单独的单元格里，公式引用那个单元格", text});
    cell.formula = std::move(text);
    return {};
  }

  Result<void> read_text(TemplateCell& cell, std::string_view type) {
    std::string_view item;
    if (type == "inlineStr" && inline_.end != 0) item = xml(inline_.begin, inline_end_);
    if (type == "s" && value_.end != 0) {
      const int index = number_of(trim(xml(value_.end, value_end_)), -1);
      item = index < 0 ? std::string_view() : items_.at(static_cast<std::size_t>(index));
    }
    if (type == "str") row_.says_something = row_.says_something || value_.end != 0;
    if (item.empty()) return {};
    CHUANGMO_TRY(tree, tree_of(item));
    cell.looks = {""};
    const std::vector<Run> runs = runs_of(tree, sheet_.prefix, cell.looks);
    const Blocks::Compiled compiled = compile(runs, cell.at, cell.pieces);
    row_.says_something = row_.says_something || compiled.says_something;
    row_.loose.insert(row_.loose.end(), compiled.loose.begin(), compiled.loose.end());
    return {};
  }

  // Pieces of a text with marks; none when it has no marks.
  Blocks::Compiled compile(const std::vector<Run>& runs, const CellPosition& at,
                           std::vector<SheetNode>& pieces) {
    std::string text;
    for (const Run& run : runs) text += run.text;
    Blocks::Compiled out;
    out.says_something = !trim(text).empty();
    if (!has_braces(text)) return out;
    out.says_something = false;
    std::vector<Blocks::Step> steps;
    std::size_t done = 0;
    for (const FoundMark& found : find_marks(text)) {
      put_words(runs, done, found.begin, at, steps, out);
      done = found.end;
      put_mark(found, text, look_at(runs, found.begin), at, steps, out);
    }
    put_words(runs, done, text.size(), at, steps, out);
    pieces = blocks_.paired(std::move(steps), out.loose);
    if (pieces.empty()) pieces.emplace_back().kind = SheetNode::Kind::text;
    return out;
  }

  static std::size_t look_at(const std::vector<Run>& runs, std::size_t byte) {
    for (const Run& run : runs) {
      if (byte < run.text.size()) return run.look;
      byte -= run.text.size();
    }
    return 0;
  }

  static void put_words(const std::vector<Run>& runs, std::size_t begin, std::size_t end,
                        const CellPosition& at, std::vector<Blocks::Step>& steps, Blocks::Compiled& out) {
    std::size_t start = 0;
    for (const Run& run : runs) {
      const std::size_t from = std::max(begin, start);
      const std::size_t to = std::min(end, start + run.text.size());
      if (from < to) {
        SheetNode node;
        node.kind = SheetNode::Kind::text;
        node.place = at;
        node.text = run.text.substr(from - start, to - from);
        node.look = run.look;
        out.says_something = out.says_something || !trim(node.text).empty();
        steps.push_back({std::nullopt, std::move(node)});
      }
      start += run.text.size();
    }
  }

  void put_mark(const FoundMark& found, const std::string& text, std::size_t look, const CellPosition& at,
                std::vector<Blocks::Step>& steps, Blocks::Compiled& out) {
    ++sheet_.marks;
    if (!found.is_whole)
      return report({"TPL001", at, "双花括号没有成对，单元格里是" + quote(text),
                     "标记写成 {{名称}}，在一个单元格之内开始和结束", text});
    const TemplateMark& mark = found.mark;
    if (mark.kind == Kind::wrong)
      return report({"TPL002", at, "看不懂标记 " + quote(mark.original),
                     "可以写 {{名称}}、{{#每个 名称}}、{{/每个}}、{{#如果 名称}}、{{#如果没有 "
                     "名称}}、{{否则}}、{{/如果}}、"
                     "{{合并:名称}}、{{底色:名称}}",
                     mark.original});
    if (mark.kind == Kind::chart)
      return report({"TPL012", at, quote(mark.original) + " 在工作簿里不能用",
                     "在模板里插入一个普通图表，数据取自重复的行：行数变化时图表的范围跟着变",
                     mark.original});
    if (mark.is_block()) {
      steps.push_back({Blocks::LooseMark{mark, at}, {}});
      return;
    }
    SheetNode node;
    node.kind = SheetNode::Kind::mark;
    node.place = at;
    node.mark = mark;
    node.look = look;
    out.says_something = true;
    steps.push_back({std::nullopt, std::move(node)});
  }

  Result<void> read_headers() {
    for (const SheetChild& child : sheet_.children) {
      if (child.name != "headerFooter") continue;
      CHUANGMO_TRY(tree, tree_of(xml(child.begin, child.end)));
      for (const XmlNode& each : tree.children) {
        std::vector<SheetNode> pieces;
        const Blocks::Compiled compiled = compile({{text_of(each), 0}}, kHeaderPlace, pieces);
        for (const auto& left : compiled.loose) blocks_.report_loose(left);
        if (!pieces.empty()) sheet_.headers[local_name(each.name)] = std::move(pieces);
      }
    }
    return {};
  }

  TemplateSheet& sheet_;
  const SharedItems& items_;
  const Where& where_;
  Blocks blocks_;
  std::vector<Blocks::Step> steps_;
  Blocks::Compiled row_;
  bool is_in_data_ = false;
  int next_row_ = 0;
  int next_column_ = 0;
  XmlTag cell_tag_;
  XmlTag formula_;
  XmlTag value_;
  XmlTag inline_;
  std::size_t formula_end_ = 0;
  std::size_t value_end_ = 0;  // of its text
  std::size_t inline_end_ = 0;
  std::map<std::string, std::pair<std::string, CellPosition>> shared_;  // formulas by number
};

}  // namespace

std::string_view SharedItems::at(std::size_t index) const {
  if (index >= places.size()) return {};
  const auto& [begin, end] = places[index];
  return std::string_view(xml).substr(begin, end - begin);
}

Result<SharedItems> read_shared_items(std::string xml, std::string_view part) {
  SharedItems items;
  items.xml = std::move(xml);
  CHUANGMO_TRY(tags, XmlTags::open(items.xml, part));
  std::size_t begin = 0;
  while (const auto tag = tags.next()) {
    if (tag->name != "si") continue;
    if (!tag->is_end) begin = tag->begin;
    if (tag->is_end || tag->is_empty) items.places.emplace_back(begin, tag->end);
  }
  return items;
}

Result<TemplateSheet> read_template_sheet(const BookSheet& sheet, std::string xml, const SharedItems& items,
                                          const Where& where, std::size_t max_elements) {
  TemplateSheet out;
  out.name = sheet.name;
  out.part = sheet.part;
  out.xml = std::move(xml);
  CHUANGMO_TRY(tags, XmlTags::open(out.xml, out.part));
  CHUANGMO_CHECK(SheetReader(out, items, where).read(tags, max_elements));
  return out;
}

}  // namespace chuangmo::ooxml
