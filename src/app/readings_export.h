#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/workspace.h"
#include "base/diagnostic.h"

namespace chuangmo::app {

// Takes text piece by piece, as it comes; a failure ends the writing.
using TextSink = std::function<Result<void>(std::string_view)>;

struct ReadingsExport {
  std::optional<std::string> set;
  std::optional<std::string> station;
  std::optional<std::string> parameter;
  std::optional<Date> from;
  std::optional<Date> last;         // included
  std::optional<Instant> known_at;  // nullopt: now
  bool with_flags = false;          // also what is not valid, with flag, text, file, line, moment
};

struct ExportReport {
  std::size_t rows = 0;
  Diagnostics diagnostics;  // what could not be read
};

// CSV, a row per reading, ordered by set, parameter, station, step, time: the long layout of
// docs/formats/imports.md, which `import readings` reads again to the same integers. With more than one
// station set the first column names it. EXP001 the pack has no such set, the catalogue no such parameter.
Result<ExportReport> export_readings(Workspace& workspace, const Library& library,
                                     const ReadingsExport& request, const TextSink& sink);

std::string_view flag_word(ReadingFlag flag);  // as flags are known in files: "有效"

// A scaled integer in its unit: 402500 of four decimals is "40.25".
std::string reading_text(std::int32_t value, int decimals);

}  // namespace chuangmo::app
