#include "catalog/unit_changes.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "catalog/check_sources.h"
#include "catalog/cited.h"
#include "workflow/item.h"
#include "workflow/names.h"
#include "workflow/unit_edges.h"

namespace chuangmo::catalog {
namespace {

using workflow::ItemKind;
using workflow::UnitChange;

bool is_of_pack(const Pack& pack, const workflow::Item& item) {
  switch (item.kind) {
    case ItemKind::figure:
      return pack.figure(item.key) != nullptr;
    case ItemKind::ledger:
      return pack.ledger(item.key) != nullptr;
    case ItemKind::readings:
      return pack.station_set(item.key) != nullptr;
    case ItemKind::survey:
      return pack.survey(item.key) != nullptr;
    case ItemKind::evidence:
      return std::any_of(
          pack.indicators.begin(), pack.indicators.end(), [&](const IndicatorDefinition& indicator) {
            return std::any_of(indicator.criteria.begin(), indicator.criteria.end(),
                               [&](const CriterionDefinition& known) { return known.id == item.key; });
          });
    case ItemKind::report:
      return true;  // tasks are the plan's
  }
  return false;
}

class ChangeReader {
 public:
  ChangeReader(const CatalogFiles& files, std::set<std::string> units, const Pack& pack)
      : documents_(registered_documents(files)), units_(std::move(units)), pack_(pack) {}

  void read(TomlReader& entry) {
    UnitChangeProposal proposal;
    workflow::UnitEdge& edge = proposal.edge;
    const std::string change = entry.text("change");
    edge.before = entry.text("before");
    edge.after = entry.text("after");
    const auto day = entry.date("day");
    if (!entry.has("day")) entry.complain("CAT002", "缺少生效日期 day", "补上 day = 2019-01-01");
    edge.items = items(entry);
    proposal.citation = read_cited(entry, documents_);
    edge.document = proposal.citation.document;
    entry.finish();
    const auto kind = workflow::from_name<UnitChange>(change);
    if (!kind && !change.empty())
      entry.complain("CAT072", "不认识的变更 " + change, "用 renamed、merged、split", "change");
    if (!kind || !day) return;
    edge.change = *kind;
    edge.day = *day;
    if (!fits(entry, edge)) return;
    units_.insert(edge.after);
    last_ = edge.day;
    proposals_.push_back(std::move(proposal));
  }

  std::vector<UnitChangeProposal> finish(TomlReader& reader) {
    std::vector<workflow::UnitEdge> edges;
    for (const UnitChangeProposal& proposal : proposals_) edges.push_back(proposal.edge);
    if (const auto whole = workflow::check_unit_edges(edges); !whole)
      reader.complain("CAT079", whole.error().text, whole.error().fix, "edge");
    return std::move(proposals_);
  }

 private:
  std::string items(TomlReader& entry) {
    const std::vector<std::string> texts = entry.texts("items");
    for (const std::string& text : texts) {
      const auto item = workflow::parse_item(text);
      if (!item) {
        entry.complain("CAT074", item.error().text, item.error().fix, "items");
      } else if (!is_of_pack(pack_, *item)) {
        entry.complain("CAT074", "指标包没有 " + text, "改成已有的统计数据、台账等", "items");
      }
    }
    return join(texts, " ");
  }

  bool fits(TomlReader& entry, const workflow::UnitEdge& edge) {
    if (!units_.contains(edge.before)) {
      entry.complain("CAT078", "“" + edge.before + "”不是单位表中的单位，也不是此前变更的结果",
                     "用规范名称，变更按日期先后排列", "before");
      return false;
    }
    if (last_ && edge.day < *last_) {
      entry.complain("CAT079", edge.day.text() + " 早于上一条变更", "按日期从早到晚排列", "day");
      return false;
    }
    if (edge.change != UnitChange::split && !edge.items.empty()) {
      entry.complain("CAT079", "只有拆分才分报送内容", "删去 items，或改为 change = \"split\"", "items");
      return false;
    }
    return true;
  }

  std::set<std::string> documents_;
  std::set<std::string> units_;
  const Pack& pack_;
  std::optional<Date> last_;
  std::vector<UnitChangeProposal> proposals_;
};

}  // namespace

std::vector<UnitChangeProposal> read_unit_changes(const CatalogFiles& files, std::string_view programme,
                                                  const std::set<std::string>& units, const Pack& pack,
                                                  Diagnostics& diagnostics) {
  const std::string path = "programmes/" + std::string(programme) + "/unit-changes.toml";
  const auto found = files.find(path);
  if (found == files.end()) return {};
  const auto table = parse_toml(found->second, path, diagnostics);
  if (!table) return {};
  TomlReader reader(*table, path, diagnostics);
  ChangeReader changes(files, units, pack);
  for (TomlReader& entry : reader.tables("edge")) changes.read(entry);
  reader.finish();
  return changes.finish(reader);
}

}  // namespace chuangmo::catalog
