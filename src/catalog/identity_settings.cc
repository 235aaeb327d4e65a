#include "catalog/identity_settings.h"

#include <algorithm>
#include <set>
#include <utility>

#include "catalog/check_sources.h"
#include "catalog/cited.h"
#include "catalog/required_file.h"

namespace chuangmo::catalog {
namespace {

constexpr const char* kFile = "identity.toml";
constexpr int kDaySeconds = 86400;
constexpr int kMostCharacters = 256;
constexpr int kMostFailures = 10000;
constexpr int kClasses = 4;

class IdentityReader {
 public:
  IdentityReader(const CatalogFiles& files, TomlReader& root)
      : documents_(registered_documents(files)), root_(root) {}

  IdentitySettings read() {
    read_section("digest", [&](TomlReader& section) { read_digest(section); });
    for (TomlReader& entry : root_.tables("profile")) read_profile(entry);
    if (settings_.profiles.empty())
      root_.complain("CAT002", "没有口令规则 [[profile]]", "补上一节 [[profile]]", "profile");
    read_section("common", [&](TomlReader& section) { read_common(section); });
    read_section("account_lockout",
                 [&](TomlReader& section) { settings_.account_lockout = lockout(section); });
    read_section("address_lockout", [&](TomlReader& section) { read_address_lockout(section); });
    read_section("session", [&](TomlReader& section) { read_session(section); });
    read_section("invitation", [&](TomlReader& section) {
      settings_.invitation_s = number(section, "valid_s", 60, 30 * kDaySeconds);
    });
    root_.finish();
    return std::move(settings_);
  }

 private:
  template <class Read>
  void read_section(std::string_view name, Read read_it) {
    auto section = root_.table(name);
    if (!section) return;
    read_it(*section);
    check_basis(*section, documents_);
    section->finish();
  }

  // A number that has to be there, low..high.
  static int number(TomlReader& table, std::string_view key, int low, int high) {
    const int value = table.integer(key, low);
    if (!table.has(key)) {
      table.complain("CAT002", "缺少 " + std::string(key), "补上 " + std::string(key) + " = 0");
    } else if (value < low || value > high) {
      table.complain(
          "CAT071",
          std::string(key) + " 应在 " + std::to_string(low) + " 至 " + std::to_string(high) + " 之间",
          "改正这个数", key);
      return low;
    }
    return value;
  }

  static bool truth(TomlReader& table, std::string_view key) {
    if (!table.has(key))
      table.complain("CAT002", "缺少 " + std::string(key), "补上 " + std::string(key) + " = true");
    return table.truth(key, true);
  }

  void read_digest(TomlReader& section) {
    constexpr int kLeastKib = 8 * 1024;
    constexpr int kMostKib = 1024 * 1024;
    constexpr int kMostPasses = 16;
    settings_.cost.memory_kib =
        static_cast<std::uint64_t>(number(section, "memory_kib", kLeastKib, kMostKib));
    settings_.cost.passes = static_cast<std::uint64_t>(number(section, "passes", 1, kMostPasses));
  }

  void read_profile(TomlReader& entry) {
    identity::PasswordProfile profile;
    profile.key = entry.text("key");
    profile.name = entry.text("name");
    profile.least_characters = number(entry, "least_characters", 1, kMostCharacters);
    profile.most_characters = number(entry, "most_characters", 1, kMostCharacters);
    profile.least_classes = number(entry, "least_classes", 0, kClasses);
    profile.changed_every_days = number(entry, "changed_every_days", 0, 3660);
    profile.remembered = number(entry, "remembered", 0, 24);
    profile.first_login_changes = truth(entry, "first_login_changes");
    profile.refuses_common = truth(entry, "refuses_common");
    profile.refuses_names = truth(entry, "refuses_names");
    profile.citation = read_cited(entry, documents_);
    if (profile.least_characters > profile.most_characters)
      entry.complain("CAT080", "口令的最少字符数大于最多字符数", "改正其中一个", "least_characters");
    const auto is_same = [&](const auto& known) { return known.key == profile.key; };
    if (std::any_of(settings_.profiles.begin(), settings_.profiles.end(), is_same))
      entry.complain("CAT015", "口令规则 " + profile.key + " 写了两次", "删去其中一个", "key");
    entry.finish();
    settings_.profiles.push_back(std::move(profile));
  }

  void read_common(TomlReader& section) {
    for (const std::string& word : section.texts("words"))
      settings_.common.insert(identity::folded_password(word));
  }

  static identity::LockoutRule lockout(TomlReader& section) {
    identity::LockoutRule rule;
    rule.free_failures = number(section, "free_failures", 0, kMostFailures);
    rule.first_delay_s = number(section, "first_delay_s", 0, kDaySeconds);
    rule.most_delay_s = number(section, "most_delay_s", 0, kDaySeconds);
    rule.failures = number(section, "failures", 1, kMostFailures);
    rule.window_s = number(section, "window_s", 1, kDaySeconds);
    rule.locked_s = number(section, "locked_s", 1, kDaySeconds);
    if (rule.first_delay_s > rule.most_delay_s)
      section.complain("CAT080", "第一次等待比最长等待还长", "改正其中一个", "first_delay_s");
    if (rule.free_failures >= rule.failures)
      section.complain("CAT080", "不须等待的失败次数不少于锁定的次数", "改正其中一个", "free_failures");
    return rule;
  }

  void read_address_lockout(TomlReader& section) {
    constexpr int kMostAddresses = 1'000'000;
    settings_.address_lockout = lockout(section);
    settings_.most_addresses = static_cast<std::size_t>(number(section, "most_addresses", 1, kMostAddresses));
  }

  void read_session(TomlReader& section) {
    settings_.session.idle_s = number(section, "idle_s", 60, kDaySeconds);
    settings_.session.absolute_s = number(section, "absolute_s", 60, 30 * kDaySeconds);
    if (settings_.session.idle_s > settings_.session.absolute_s)
      section.complain("CAT080", "闲置时限比会话总时限还长", "改正其中一个", "idle_s");
  }

  std::set<std::string> documents_;
  TomlReader& root_;
  IdentitySettings settings_;
};

}  // namespace

IdentitySettings read_identity_settings(const CatalogFiles& files, Diagnostics& diagnostics) {
  const auto table = required_table(files, kFile, diagnostics);
  if (!table) return {};
  TomlReader root(*table, kFile, diagnostics);
  return IdentityReader(files, root).read();
}

}  // namespace chuangmo::catalog
