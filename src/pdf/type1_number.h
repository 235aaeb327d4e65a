#pragma once
#include <cstddef>
#include <string>

namespace chuangmo::pdf {

// A font program of Adobe Type 1 says its UniqueID in clear and once more in its encrypted part (Adobe Type 1
// Font Format, 2.5, 7). Puts in both places a number made
// of the rest of the program, so that the same font has the same one wherever it is printed; within those
// that are nobody's, 4000000 to 4999999. False: there is none of seven digits.
bool number_type1(std::string& font, std::size_t clear_bytes, std::size_t packed_bytes);

}  // namespace chuangmo::pdf
