#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::plan {

// The number in front of a task: "1.", "1、", "3..", "(1)", "１．", "10.7", "①", "一、".
struct TaskLabel {
  int number = 0;     // 0: the text has none
  int indicator = 0;  // 10 of "10.7"; 0 when not written
  std::string text;   // what follows, trimmed
};

// `indicator` and `expected` decide whether "1.5万吨" begins with label 1.5 (task 5 of indicator 1) or with
// no label of that form.
TaskLabel read_label(std::string_view text, int indicator, int expected);

// "18", "１８", "18.", "十八", "（三）": a number that stands alone; nullopt for anything else.
std::optional<int> read_number(std::string_view text);

}  // namespace chuangmo::plan
