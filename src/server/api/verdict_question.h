#pragma once
#include "publish/number_words.h"
#include "server/api/call.h"

namespace chuangmo::server {

// What operations about verdicts are asked.

Result<app::VerdictQuestion> question_of(
    const Call& call);                       // ?known_at ?as_of ?standard_as (several) ?preview=1
Result<int> indicator_of(const Call& call);  // of the path; EVL003
Result<publish::Language> language_of(const HttpRequest& request);  // ?lang=zh|en, zh without it; API012

}  // namespace chuangmo::server
