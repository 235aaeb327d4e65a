#include "app/publishing.h"

#include <fmt/format.h>

#include "app/acting_account.h"
#include "base/text.h"
#include "workflow/decisions.h"

namespace chuangmo::app {

namespace {

using ActsMade = std::function<Result<workflow::Acts>(const workflow::Moment& at)>;

Result<Changed> change_by(Office& office, const Submitter& by, const ActsMade& make) {
  return office.change([&](const workflow::Work& work, Instant now) -> Result<Proposal> {
    const workflow::Account actor = acting_account(work, by.account);
    Proposal proposal;
    proposal.who = by.account;
    CHUANGMO_TRY(acts, make({work, actor, now}));
    proposal.acts = std::move(acts);
    if (by.noted) proposal.vault.push_back(*by.noted);
    return proposal;
  });
}

Failure not_in_pack(const Pack& pack, const std::string& what) {
  return {"APP022", "指标包 " + pack.id + " 没有" + what, "用 GET /definitions 查看有哪些"};
}

Result<void> has_indicators(const Pack& pack, const std::vector<int>& numbers) {
  for (const int number : numbers) {
    if (pack.indicator(number) == nullptr)
      return tl::unexpected(not_in_pack(pack, fmt::format("第 {} 项指标", number)));
  }
  return {};
}

Result<void> has_figures(const Pack& pack, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    if (pack.figure(key) == nullptr) return tl::unexpected(not_in_pack(pack, "统计数据" + quote(key)));
  }
  return {};
}

Result<void> has_ledgers(const Pack& pack, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    if (pack.ledger(key) == nullptr) return tl::unexpected(not_in_pack(pack, "台账" + quote(key)));
  }
  return {};
}

}  // namespace

Result<workflow::Notice> publish_notice(Office& office, const Submitter& by, const workflow::Notice& wish) {
  CHUANGMO_CHECK(has_indicators(office.pack(), wish.indicators));
  CHUANGMO_CHECK(has_figures(office.pack(), wish.figures));
  CHUANGMO_TRY(changed, change_by(office, by, [&](const workflow::Moment& at) {
                 return workflow::publish_notice(at, wish);
               }));
  return changed.work->notices.back();
}

Result<workflow::Notice> withdraw_notice(Office& office, const Submitter& by, const std::string& notice,
                                         const std::string& reason) {
  CHUANGMO_TRY(changed, change_by(office, by, [&](const workflow::Moment& at) {
                 return workflow::withdraw_notice(at, notice, reason);
               }));
  return *changed.work->notice(notice);
}

Result<workflow::Publication> set_publication(Office& office, const Submitter& by,
                                              const std::vector<std::string>& figures,
                                              const std::vector<std::string>& ledgers,
                                              const std::string& reason) {
  CHUANGMO_CHECK(has_figures(office.pack(), figures));
  CHUANGMO_CHECK(has_ledgers(office.pack(), ledgers));
  CHUANGMO_TRY(changed, change_by(office, by, [&](const workflow::Moment& at) {
                 return workflow::set_publication(at, figures, ledgers, reason);
               }));
  return changed.work->publication;
}

}  // namespace chuangmo::app
