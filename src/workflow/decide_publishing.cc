#include <algorithm>
#include <fmt/format.h>

#include "base/text.h"
#include "workflow/decisions.h"
#include "workflow/names.h"
#include "workflow/submitted_values.h"

namespace chuangmo::workflow {
namespace {

constexpr std::size_t kMostTitle = 200;
constexpr std::size_t kMostText = 20'000;

Result<void> is_complete(const Notice& notice) {
  if (is_unfilled(notice.title)) return fail("WRK090", "没有写标题", "写明标题");
  if (is_unfilled(notice.text)) return fail("WRK090", "没有写正文", "写明正文");
  if (length_in_characters(notice.title) > kMostTitle)
    return fail("WRK090", "标题太长", fmt::format("最多 {} 个字", kMostTitle));
  if (length_in_characters(notice.text) > kMostText)
    return fail("WRK090", "正文太长", fmt::format("最多 {} 个字；更长的作为附件", kMostText));
  return {};
}

Result<void> may_go_out(const Work& work, const std::vector<std::string>& papers) {
  for (const std::string& digest : papers) {
    const auto found = work.evidence.find(digest);
    if (found == work.evidence.end()) return fail("WRK091", "没有佐证材料 " + digest, "先上传");
    if (found->second.state != EvidenceState::clean)
      return fail(
          "WRK091",
          fmt::format("佐证材料{}{}，不能公开", quote(found->second.name), name_zh_of(found->second.state)),
          "通过检查后再发布，或去掉它");
  }
  return {};
}

template <class T>
void keep_each_once(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Papers stay in the order they are listed in.
void keep_first_of_each(std::vector<std::string>& papers) {
  std::vector<std::string> kept;
  for (const std::string& paper : papers) {
    if (std::find(kept.begin(), kept.end(), paper) == kept.end()) kept.push_back(paper);
  }
  papers = std::move(kept);
}

}  // namespace

Result<Acts> publish_notice(const Moment& at, Notice notice) {
  CHUANGMO_CHECK(is_complete(notice));
  CHUANGMO_CHECK(may_go_out(at.work, notice.evidence));
  keep_each_once(notice.indicators);
  keep_each_once(notice.figures);
  keep_first_of_each(notice.evidence);
  notice.id = fmt::format("notice-{}", at.work.notices.size() + 1);
  return Acts{NoticePublished{std::move(notice)}};
}

Result<Acts> withdraw_notice(const Moment& at, const std::string& id, const std::string& reason) {
  const Notice* const notice = at.work.notice(id);
  if (notice == nullptr) return fail("WRK092", "没有公报公告 " + id, "用 GET /notices 查看");
  if (notice->withdrawn_at)
    return fail("WRK093", fmt::format("“{}”已于 {} 撤回", notice->title, notice->withdrawn_at->date().text()),
                "");
  if (is_unfilled(reason)) return fail("WRK077", "撤回没有写明理由", "写明理由，它会公开，并留在日志里");
  return Acts{NoticeWithdrawn{id, reason}};
}

Result<Acts> set_publication(const Moment& at, std::vector<std::string> figures,
                             std::vector<std::string> ledgers, const std::string& reason) {
  keep_each_once(figures);
  keep_each_once(ledgers);
  if (figures == at.work.publication.figures && ledgers == at.work.publication.ledgers)
    return fail("WRK076", "公开的数据没有变化", "");
  if (is_unfilled(reason)) return fail("WRK077", "改变公开的数据没有写明理由", "写明理由，它会留在日志里");
  return Acts{PublicationSet{std::move(figures), std::move(ledgers), reason}};
}

}  // namespace chuangmo::workflow
