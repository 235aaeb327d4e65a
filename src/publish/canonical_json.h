#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace chuangmo::publish {

// A value whose keys are kept in the order of their UTF-8 bytes.
using CanonicalJson = nlohmann::json;

// The one way to write a value: keys in the order of their bytes, no blanks, UTF-8 unescaped except for '"',
// '\' and control characters, integers without sign or leading zeros beyond need. Proofs hold no fractions;
// bytes that are not UTF-8 become U+FFFD. docs/formats/verdict.md, "Canonical bytes".
std::string canonical_text(const CanonicalJson& json);

}  // namespace chuangmo::publish
