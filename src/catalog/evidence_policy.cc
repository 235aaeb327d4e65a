#include "catalog/evidence_policy.h"

#include <algorithm>
#include <array>
#include <optional>

#include "catalog/toml_reader.h"

namespace chuangmo::catalog {
namespace {

struct DispositionName {
  std::string_view name;
  Disposition disposition;
};
constexpr std::array kDispositions{DispositionName{"accepted", Disposition::accepted},
                                   DispositionName{"quarantined", Disposition::quarantined},
                                   DispositionName{"refused", Disposition::refused}};

EvidenceRule read_rule(TomlReader& reader) {
  EvidenceRule rule;
  const std::string name = reader.text("disposition");
  const auto* known = std::find_if(kDispositions.begin(), kDispositions.end(),
                                   [&](const DispositionName& each) { return each.name == name; });
  if (known == kDispositions.end()) {
    reader.complain("EVI050", "不认识的处置 " + name, "用 accepted、quarantined、refused 之一",
                    "disposition");
    return rule;
  }
  rule.disposition = known->disposition;
  const bool needs_reason = rule.disposition != Disposition::accepted;
  rule.reason = reader.text("reason", needs_reason);
  rule.fix = reader.text("fix", needs_reason);
  return rule;
}

// One list of rules, [[type]] or [[trait]]: each of `count` members has exactly one.
template <class Member>
std::map<Member, EvidenceRule> read_rules(TomlReader& root, std::string_view list, int count,
                                          std::optional<Member> (*member_of)(std::string_view),
                                          std::string_view (*key_of)(Member)) {
  std::map<Member, EvidenceRule> rules;
  for (TomlReader& entry : root.tables(list)) {
    const std::string key = entry.text("key");
    EvidenceRule rule = read_rule(entry);
    const auto member = member_of(key);
    if (!member) {
      entry.complain("EVI050", "不认识的 key " + key, "检查拼写", "key");
    } else if (!rules.emplace(*member, std::move(rule)).second) {
      entry.complain("EVI051", key + " 写了两次", "删去其中一个", "key");
    }
    entry.finish();
  }
  for (int i = 0; i < count; ++i) {
    const auto member = static_cast<Member>(i);
    if (rules.emplace(member, EvidenceRule{}).second) {  // refused, until somebody says otherwise
      root.complain("EVI051", std::string(list) + " 缺少 " + std::string(key_of(member)), "补上这一条");
    }
  }
  return rules;
}

int positive(TomlReader& reader, std::string_view key) {
  const int value = reader.integer(key, 0);
  if (value <= 0) reader.complain("EVI052", std::string(key) + " 应为大于 0 的整数", "补上或改正这一项", key);
  return std::max(value, 0);
}

EvidenceLimits read_limits(TomlReader& root) {
  constexpr std::uint64_t kMegabyte = 1U << 20U;
  EvidenceLimits limits;
  auto reader = root.table("limits");
  if (!reader) return limits;
  limits.max_file_bytes = static_cast<std::uint64_t>(positive(*reader, "max_file_mb")) * kMegabyte;
  limits.max_unit_bytes = static_cast<std::uint64_t>(positive(*reader, "max_unit_mb")) * kMegabyte;
  limits.max_open_uploads = positive(*reader, "max_open_uploads");
  limits.upload_expires_hours = positive(*reader, "upload_expires_hours");
  reader->finish();
  return limits;
}

}  // namespace

EvidencePolicy read_evidence_policy(std::string_view text, const std::string& file,
                                    Diagnostics& diagnostics) {
  EvidencePolicy policy;
  const auto root = parse_toml(text, file, diagnostics);
  if (!root) return policy;
  TomlReader reader(*root, file, diagnostics);
  policy.limits = read_limits(reader);
  policy.types =
      read_rules<ContentType>(reader, "type", kContentTypeCount, content_type_from, content_type_key);
  policy.traits =
      read_rules<ContentTrait>(reader, "trait", kContentTraitCount, content_trait_from, content_trait_key);
  reader.finish();
  return policy;
}

}  // namespace chuangmo::catalog
