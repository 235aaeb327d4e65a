#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace chuangmo::publish {

// Where a number of a document comes from, in one line: kind ":" subject and up to two parts behind "|".
// docs/formats/dossier.md has the table of kinds.
struct Binding {
  std::string kind;     // "figure" "verdict" "year" "record" "records" "task" "count" "evidence"
  std::string subject;  // "gdp" "8.1" "key_enterprises"
  std::string period;   // "2011"; of a record its mark
  std::string aspect;   // "value"; "" where the kind has one alone
  std::string text() const;
  friend bool operator==(const Binding&, const Binding&) = default;
};
// nullopt: not of this form.
std::optional<Binding> read_binding(std::string_view text);

std::string figure_binding(std::string_view figure, std::string_view subject, std::string_view period);
// Of an indicator ("8") or a criterion ("8.1"), as of the end of a year.
std::string verdict_binding(std::string_view subject, int year, std::string_view aspect);
// One year of a criterion's values; `series` tells them apart where it has several: "SO2".
std::string year_binding(std::string_view criterion, std::string_view series, std::string_view year);
// One field of a record. Identities are long: a mark made of them stands in their place.
std::string record_binding(std::string_view ledger, std::string_view identity, std::string_view field);
std::string record_mark(std::string_view identity);
std::string records_binding(std::string_view ledger, int year);
std::string task_binding(std::string_view task, int year, std::string_view aspect);
std::string count_binding(std::string_view what, int year);

}  // namespace chuangmo::publish
