#include "workflow/expand.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "workflow/rhythm.h"
#include "workflow/unit_edges.h"

namespace chuangmo::workflow {
namespace {

constexpr std::string_view kOnce = "once";

// Item asked of whoever carries on this unit, for this period; what is done once has no period that tells it
// apart.
using Asked = std::set<std::tuple<std::string, Item, std::string>>;

struct Expanding {
  const ExpansionSources& sources;
  Asked asked;
  std::map<std::string, Request> issued;  // by id
  std::map<std::string, Request> added;
  std::map<std::string, Request> changed;
};

std::string period_key(const Period& period, Rhythm rhythm) {
  return rhythm == Rhythm::once ? std::string(kOnce) : period.text();
}

// What is asked of a unit is asked of those before it and after it.
void note_asked(Asked& asked, const std::vector<UnitEdge>& edges, const Request& request) {
  const std::string period = period_key(request.period, request.rhythm);
  for (const Item& item : request.items)
    asked.emplace(last_unit(edges, request.unit, item_text(item)), item, period);
}

bool was_asked(const Expanding& expanding, const std::string& unit, const Item& item,
               const std::string& period) {
  return expanding.asked.contains({last_unit(expanding.sources.edges, unit, item_text(item)), item, period});
}

void add_item(Request& request, const Item& item) {
  const auto at = std::lower_bound(request.items.begin(), request.items.end(), item);
  if (at == request.items.end() || *at != item) request.items.insert(at, item);
}

void add_to_new(Expanding& expanding, Request pattern, const Item& item, const HandInWindow& window) {
  const auto [at, is_new] = expanding.added.try_emplace(pattern.id, std::move(pattern));
  Request& request = at->second;
  request.opens = is_new ? window.opens : std::min(request.opens, window.opens);
  request.due = is_new ? window.due : std::min(request.due, window.due);
  request.closes = is_new ? window.closes : std::max(request.closes, window.closes);
  add_item(request, item);
}

// `once` for the programme, or to the day that is fixed for it.
Period period_of(const Period& period, const Obligation& obligation) {
  const std::optional<Date>& fixed = obligation.due.fixed;
  if (obligation.rhythm != Rhythm::once || !fixed || *fixed < period.begin) return period;
  return Period::of_span(period.begin, *fixed + 1);
}

void ask(Expanding& expanding, const Obligation& obligation, const Period& whole) {
  const ExpansionSources& sources = expanding.sources;
  const Period period = period_of(whole, obligation);
  const std::string unit =
      unit_at(sources.edges, obligation.unit, item_text(obligation.item), period.end - 1);
  if (was_asked(expanding, unit, obligation.item, period_key(period, obligation.rhythm))) return;
  const HandInWindow window =
      hand_in_window(period, obligation.rhythm, obligation.due, sources.settings, sources.calendar);
  if (sources.opening_by && *sources.opening_by < window.opens) return;

  const std::string id = request_id(unit, period, obligation.rhythm, obligation.due);
  if (const auto open = expanding.issued.find(id); open != expanding.issued.end()) {
    if (open->second.is_withdrawn) return;
    add_item(expanding.changed.try_emplace(id, open->second).first->second, obligation.item);
    return;
  }
  Request pattern;
  pattern.id = id;
  pattern.unit = unit;
  pattern.period = period;
  pattern.rhythm = obligation.rhythm;
  add_to_new(expanding, std::move(pattern), obligation.item, window);
}

bool is_asked_for(const Obligation& obligation, bool with_proposed) {
  return obligation.state == ObligationState::confirmed ||
         (with_proposed && obligation.state == ObligationState::proposed);
}

std::vector<Request> values(std::map<std::string, Request> requests) {
  std::vector<Request> result;
  result.reserve(requests.size());
  for (auto& [id, request] : requests) result.push_back(std::move(request));
  return result;
}

}  // namespace

std::string request_id(std::string_view unit, const Period& period, Rhythm rhythm, const DueRule& due) {
  std::string id = std::string(unit) + "|";
  if (rhythm != Rhythm::once) {
    // A school year is 2009/2010, and an id stands in addresses, where a slash divides.
    std::string span = period.text();
    std::replace(span.begin(), span.end(), '/', '-');
    return id + span;
  }
  id += kOnce;
  return due.fixed ? id + "-" + due.fixed->text() : id;
}

Expansion expand_obligations(const ExpansionSources& sources) {
  Expanding expanding{sources, {}, {}, {}, {}};
  for (const Request& request : sources.issued) {
    note_asked(expanding.asked, sources.edges, request);
    expanding.issued.emplace(request.id, request);
  }
  for (const Obligation& obligation : sources.obligations) {
    if (!is_asked_for(obligation, sources.with_proposed)) continue;
    for (const Period& period : periods_of(obligation.rhythm, sources.years))
      ask(expanding, obligation, period);
  }
  return {values(std::move(expanding.added)), values(std::move(expanding.changed))};
}

}  // namespace chuangmo::workflow
