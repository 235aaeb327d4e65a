#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/standard.h"

namespace chuangmo::catalog {

// Reads the text of parameters.toml. Checks units (CAT011), that every plausible value fits a reading
// (CAT020), and that no key, alias of a medium or HJ 212 code names two parameters (CAT015, CAT019).
std::vector<Parameter> read_parameters(std::string_view text, const std::string& file,
                                       Diagnostics& diagnostics);

// The source ids of sources.toml; CAT015 for a double.
std::set<std::string> read_source_ids(std::string_view text, const std::string& file,
                                      Diagnostics& diagnostics);
// The numbers of the documents in sources.toml: "GB 3095-2012", "环办〔2011〕3号".
std::set<std::string> read_document_numbers(std::string_view text, const std::string& file,
                                            Diagnostics& diagnostics);

}  // namespace chuangmo::catalog
