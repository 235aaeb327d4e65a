#include "identity/password_record.h"

#include <algorithm>
#include <fmt/format.h>

#include "identity/record_text.h"

namespace chuangmo::identity {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

}  // namespace

std::optional<std::string> PasswordRecord::digest() const {
  return digests.empty() ? std::nullopt : std::optional(digests.front());
}

std::string record_text(const PasswordRecord& record) {
  return RecordWriter("password")
      .texts("digests", record.digests)
      .instant("changed_at", record.changed_at)
      .flag("is_set_by_other", record.is_set_by_other)
      .take();
}

Result<PasswordRecord> parse_password_record(std::string_view text) {
  RecordReader reader(text, "password");
  PasswordRecord record;
  record.digests = reader.texts("digests");
  record.changed_at = reader.instant("changed_at");
  record.is_set_by_other = reader.flag("is_set_by_other");
  CHUANGMO_CHECK(reader.finish());
  return record;
}

PasswordRecord with_password(const PasswordRecord& record, std::string digest, Instant now,
                             bool is_set_by_other, const PasswordProfile& profile) {
  PasswordRecord changed{{std::move(digest)}, now, is_set_by_other};
  const std::size_t kept = static_cast<std::size_t>(std::max(profile.remembered, 1));
  for (const std::string& old : record.digests)
    if (changed.digests.size() < kept) changed.digests.push_back(old);
  return changed;
}

std::string why_change_password(const PasswordRecord& record, const PasswordProfile& profile, Instant now) {
  if (record.is_set_by_other && profile.first_login_changes) return "口令是别人设的，首次登录须修改";
  const std::int64_t age_s = now.seconds - record.changed_at.seconds;
  if (profile.changed_every_days > 0 && age_s >= profile.changed_every_days * kDaySeconds)
    return fmt::format("口令已用满 {} 天，须更换", profile.changed_every_days);
  return "";
}

}  // namespace chuangmo::identity
