#pragma once

namespace chuangmo::cli {

// Exit codes: 0 done, 1 somebody's data have errors (said on stderr or in the JSON), 2 it could not be done
// at all.
inline constexpr int kDone = 0;
inline constexpr int kFindings = 1;
inline constexpr int kFailed = 2;

int run(int argument_count, char** arguments);

}  // namespace chuangmo::cli
