#include "publish/dossier/dossier_binding.h"

#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"

namespace chuangmo::publish {

namespace {

constexpr std::size_t kMostBindingBytes = 400;
constexpr std::size_t kMarkDigits = 10;  // 2^40: a ledger of a million records has no two alike

}  // namespace

std::string Binding::text() const {
  std::string out = kind + ":" + subject;
  if (!period.empty() || !aspect.empty()) out += "|" + period;
  if (!aspect.empty()) out += "|" + aspect;
  return out;
}

std::optional<Binding> read_binding(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (text.size() > kMostBindingBytes || colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::vector<std::string> parts = split(text.substr(colon + 1), "|");
  if (parts.size() > 3 || parts[0].empty()) return std::nullopt;
  Binding binding{std::string(text.substr(0, colon)), parts[0], "", ""};
  if (parts.size() > 1) binding.period = parts[1];
  if (parts.size() > 2) binding.aspect = parts[2];
  return binding.text() == text ? std::optional(binding) : std::nullopt;
}

std::string figure_binding(std::string_view figure, std::string_view subject, std::string_view period) {
  return subject.empty() ? fmt::format("figure:{}|{}", figure, period)
                         : fmt::format("figure:{}({})|{}", figure, subject, period);
}

std::string verdict_binding(std::string_view subject, int year, std::string_view aspect) {
  return fmt::format("verdict:{}|{}|{}", subject, year, aspect);
}

std::string year_binding(std::string_view criterion, std::string_view series, std::string_view year) {
  return series.empty() ? fmt::format("year:{}|{}", criterion, year)
                        : fmt::format("year:{}:{}|{}", criterion, series, year);
}

std::string record_mark(std::string_view identity) {
  return sha256_hex(identity).substr(0, kMarkDigits);
}

std::string record_binding(std::string_view ledger, std::string_view identity, std::string_view field) {
  return fmt::format("record:{}|{}|{}", ledger, record_mark(identity), field);
}

std::string records_binding(std::string_view ledger, int year) {
  return fmt::format("records:{}|{}", ledger, year);
}

std::string task_binding(std::string_view task, int year, std::string_view aspect) {
  return fmt::format("task:{}|{}|{}", task, year, aspect);
}

std::string count_binding(std::string_view what, int year) {
  return fmt::format("count:{}|{}", what, year);
}

}  // namespace chuangmo::publish
