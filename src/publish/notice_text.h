#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "publish/number_words.h"

namespace chuangmo::publish {

// The little markup of notices: "## " and "### " begin a heading, "- " an item of a list, "1. " one of a
// numbered list, lines between '|' are rows of a table whose first is the head; everything else is
// paragraphs, parted by empty lines. Nothing else means anything, least of all '<'.
struct NoticeBlock {
  enum class Kind { heading, paragraph, list, numbered_list, table };
  Kind kind = Kind::paragraph;
  int level = 0;                               // 2 or 3 of a heading; a 3 never stands before the first 2
  std::string text;                            // of a heading or a paragraph, whose lines are parted by '\n'
  std::vector<std::string> items;              // of a list
  std::vector<std::vector<std::string>> rows;  // of a table, all as long as the first
  friend bool operator==(const NoticeBlock&, const NoticeBlock&) = default;
};
std::string_view block_kind_name(NoticeBlock::Kind kind);  // "heading" "numbered_list" ...

std::vector<NoticeBlock> notice_blocks(std::string_view text);

// As HTML below a page's <h1>; every character of the text is shown as it is.
std::string notice_html(const std::vector<NoticeBlock>& blocks, Language language);

}  // namespace chuangmo::publish
