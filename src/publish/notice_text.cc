#include "publish/notice_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"

namespace chuangmo::publish {
namespace {

using Kind = NoticeBlock::Kind;
constexpr std::size_t kMostColumns = 40;

// One line without its mark, and what the mark says it is part of.
struct Line {
  Kind kind = Kind::paragraph;
  int level = 0;
  std::string text;
};

bool is_item_number(std::string_view text, std::size_t& end) {
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end > 0 && end <= 3 && text.substr(end, 2) == ". ";
}

Line read_line(const std::string& line) {
  for (const int level : {2, 3}) {
    const std::string mark = std::string(static_cast<std::size_t>(level), '#') + " ";
    if (starts_with(line, mark)) return {Kind::heading, level, trim(line.substr(mark.size()))};
  }
  if (starts_with(line, "- ")) return {Kind::list, 0, trim(line.substr(2))};
  std::size_t digits = 0;
  if (is_item_number(line, digits)) return {Kind::numbered_list, 0, trim(line.substr(digits + 2))};
  if (line.size() > 1 && line.front() == '|') return {Kind::table, 0, line};
  return {Kind::paragraph, 0, line};
}

std::vector<std::string> cells_of(std::string_view line) {
  line.remove_prefix(1);
  if (ends_with(line, "|")) line.remove_suffix(1);
  std::vector<std::string> cells = split(line, "|");
  for (std::string& cell : cells) cell = trim(cell);
  return cells;
}

// "|---|:--|", as some write below the head.
bool is_rule(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return cell.size() > 1 && cell.find_first_not_of("-:") == std::string::npos;
  });
}

void add_row(NoticeBlock& table, const std::string& line) {
  std::vector<std::string> cells = cells_of(line);
  if (table.rows.size() == 1 && is_rule(cells)) return;
  cells.resize(table.rows.empty() ? std::min(cells.size(), kMostColumns) : table.rows.front().size());
  table.rows.push_back(std::move(cells));
}

void add_line(NoticeBlock& block, const Line& line) {
  if (block.kind == Kind::table) {
    add_row(block, line.text);
  } else if (block.kind == Kind::list || block.kind == Kind::numbered_list) {
    block.items.push_back(line.text);
  } else {
    block.text += (block.text.empty() ? "" : "\n") + line.text;
  }
}

std::string lines_html(const std::string& text) {
  return replace_all(escape_html(text), "\n", "<br>");
}

std::string list_html(const std::vector<std::string>& items, std::string_view tag) {
  std::string html = fmt::format("<{}>", tag);
  for (const std::string& item : items) html += "<li>" + escape_html(item) + "</li>";
  return html + fmt::format("</{}>", tag);
}

std::string table_html(const NoticeBlock& block, int number, Language language) {
  const std::string name = fmt::format("{} {}", language == Language::zh ? "表" : "Table", number);
  std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + name +
                     "\"><table><caption>" + name + "</caption><thead><tr>";
  for (const std::string& cell : block.rows.front())
    html += "<th scope=\"col\">" + escape_html(cell) + "</th>";
  html += "</tr></thead><tbody>";
  for (std::size_t i = 1; i < block.rows.size(); ++i) {
    html += "<tr>";
    for (std::size_t column = 0; column < block.rows[i].size(); ++column) {
      const std::string text = escape_html(block.rows[i][column]);
      html += column == 0 ? "<th scope=\"row\">" + text + "</th>" : "<td>" + text + "</td>";
    }
    html += "</tr>";
  }
  return html + "</tbody></table></div>";
}

}  // namespace

std::string_view block_kind_name(Kind kind) {
  static constexpr std::array<std::string_view, 5> kNames{"heading", "paragraph", "list", "numbered_list",
                                                          "table"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<NoticeBlock> notice_blocks(std::string_view text) {
  std::vector<NoticeBlock> blocks;
  bool is_open = false;  // the last block goes on
  bool has_section = false;
  for (const std::string& raw : split(replace_all(std::string(text), "\r\n", "\n"), "\n")) {
    const std::string plain = trim(raw);
    if (plain.empty()) {
      is_open = false;
      continue;
    }
    const Line line = read_line(plain);
    if (!is_open || blocks.back().kind != line.kind || line.kind == Kind::heading) {
      NoticeBlock& block = blocks.emplace_back();
      block.kind = line.kind;
      block.level = has_section ? line.level : std::min(line.level, 2);
      has_section = has_section || line.level > 0;
    }
    add_line(blocks.back(), line);
    is_open = true;
  }
  return blocks;
}

std::string notice_html(const std::vector<NoticeBlock>& blocks, Language language) {
  std::string html;
  int tables = 0;
  for (const NoticeBlock& block : blocks) {
    switch (block.kind) {
      case Kind::heading:
        html += fmt::format("<h{0}>{1}</h{0}>", block.level, escape_html(block.text));
        break;
      case Kind::paragraph:
        html += "<p>" + lines_html(block.text) + "</p>";
        break;
      case Kind::list:
        html += list_html(block.items, "ul");
        break;
      case Kind::numbered_list:
        html += list_html(block.items, "ol");
        break;
      case Kind::table:
        html += table_html(block, ++tables, language);
        break;
    }
    html += '\n';
  }
  return html;
}

}  // namespace chuangmo::publish
