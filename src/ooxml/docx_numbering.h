#pragma once
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::ooxml {

inline constexpr int kListLevels = 9;  // ECMA-376 part 1, 17.9.3

struct ListLevel {
  int start = 1;
  std::string format = "decimal";  // ST_NumberFormat
  std::string text;                // "%1.%2."
  std::string suffix = "tab";      // "tab" "space" "nothing"
  int restart_after = -1;  // level whose use restarts this one; -1: any higher level, 0 in the file: never
  bool never_restarts = false;
  bool is_legal = false;  // all numbers of the label in Arabic digits
};
struct AbstractList {
  std::array<ListLevel, kListLevels> levels;
  std::string style_link;  // w:numStyleLink: the levels stand in the list of that style
};
struct ListInstance {
  int abstract_id = -1;
  std::array<std::optional<int>, kListLevels> start_override;
  std::map<int, ListLevel> level_override;
};
struct ListReference {
  int list = 0;   // w:numId; 0: no list
  int level = 0;  // 0-based
};

// numbering.xml and the lists that paragraph styles bring along.
struct Numbering {
  std::map<int, AbstractList> abstracts;
  std::map<int, ListInstance> lists;
  std::map<std::string, ListReference, std::less<>> by_style;  // resolved through w:basedOn
};
Result<void> read_numbering(std::string_view xml, Numbering& numbering);
Result<void> read_style_lists(std::string_view xml, Numbering& numbering);
void follow_style_links(Numbering& numbering);  // after both were read

// The label as Word would print it, and what belongs between it and the text.
struct ListLabel {
  std::string text;       // "1.", "（一）", "" for none
  bool is_glued = false;  // nothing between label and text
  bool is_exact = true;   // false: a number format that is not known was written in Arabic digits
};

// Counts the numbered paragraphs of a document in order.
class ListCounter {
 public:
  explicit ListCounter(const Numbering& numbering) : numbering_(numbering) {}
  // The label of the next paragraph that refers to this list. Nothing when the file does not define the list.
  std::optional<ListLabel> next(const ListReference& reference);

 private:
  struct Counts {
    std::array<std::optional<int>, kListLevels> at;
  };
  const ListLevel& level_of(const ListInstance& list, int level) const;
  void advance(Counts& counts, const ListInstance& list, const ListReference& reference);

  const Numbering& numbering_;
  std::map<int, Counts> counts_;              // by abstract list: instances of one go on counting together
  std::set<std::pair<int, int>> overridden_;  // (list, level) whose start override was used
};

// A number in an ST_NumberFormat; nothing when the format is not known here.
std::optional<std::string> number_in_format(int number, std::string_view format);

}  // namespace chuangmo::ooxml
