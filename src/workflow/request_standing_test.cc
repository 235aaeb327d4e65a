#include "workflow/request_standing.h"

#include <gtest/gtest.h>

namespace chuangmo::workflow {
namespace {

TEST(RequestStanding, SaysWhoHasToAct) {
  struct Row {
    std::optional<SubmissionState> state;
    bool answered;
    std::string_view name;
  };
  const std::vector<Row> rows{{std::nullopt, false, "未报送"},
                              {SubmissionState::submitted, true, "待审核"},
                              {SubmissionState::returned, false, "已退回"},
                              {SubmissionState::accepted, true, "已接受"},
                              {SubmissionState::withdrawn, false, "未报送"}};
  for (const Row& row : rows) {
    EXPECT_EQ(is_answered({row.state, std::nullopt}), row.answered) << row.name;
    EXPECT_EQ(standing_name_zh({row.state, std::nullopt}), row.name);
  }
  EXPECT_EQ(standing_of({}, "市统计局|2010"), RequestStanding{});
}

TEST(EffectiveDue, IsTheLatestLeave) {
  Request request;
  request.due = Date::of(2011, 3, 1);
  EXPECT_EQ(effective_due(request), request.due);
  request.exceptions = {{Date::of(2011, 3, 20), "office", ""}, {Date::of(2011, 3, 10), "office", ""}};
  EXPECT_EQ(effective_due(request), Date::of(2011, 3, 20));
}

}  // namespace
}  // namespace chuangmo::workflow
