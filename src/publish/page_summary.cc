#include "publish/page_summary.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/page_indicator.h"
#include "publish/page_words.h"
#include "publish/reading_aid.h"

namespace chuangmo::publish {
namespace {

constexpr std::array<Outcome, 4> kOutcomes{Outcome::met, Outcome::not_met, Outcome::undecided,
                                           Outcome::not_due};

std::size_t count_of(const Evaluation& evaluation, Outcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(evaluation.indicators.begin(), evaluation.indicators.end(),
                    [&](const IndicatorVerdict& verdict) { return verdict.outcome == outcome; }));
}

std::string link_to(int number) {
  const std::string text = std::to_string(number);
  return "<a href=\"#i" + text + "\">" + text + "</a> ";
}

std::string tallies_html(const Evaluation& evaluation) {
  std::string html = "<ul class=\"tallies\">";
  for (const Outcome outcome : kOutcomes) {
    html += "<li class=\"o" + std::to_string(static_cast<int>(outcome)) + "\"><b>" +
            std::to_string(count_of(evaluation, outcome)) + "</b>" + outcome_chip(outcome) + "</li>";
  }
  return html + "</ul>";
}

std::string proportion_html(const Evaluation& evaluation) {
  std::string html = "<div class=\"proportion\" aria-hidden=\"true\">";
  for (const Outcome outcome : kOutcomes) {
    const std::size_t count = count_of(evaluation, outcome);
    if (count > 0)
      html += fmt::format("<i class=\"o{0}\" style=\"flex-grow:{1}\"></i>", static_cast<int>(outcome), count);
  }
  return html + "</div>";
}

std::string group_of(const Pack& pack, int number) {
  const IndicatorDefinition* definition = pack.indicator(number);
  return definition == nullptr ? "" : definition->group;
}

std::string square_html(const ScoreboardPage& page, const IndicatorVerdict& verdict) {
  const IndicatorDefinition* definition = page.pack.indicator(verdict.number);
  const std::string english =
      definition == nullptr || definition->name_en.empty() ? verdict.name : definition->name_en;
  return fmt::format(
      "<a class=\"square o{0}\" href=\"#i{1}\" data-outcome=\"{2}\" title=\"{1} {3}\"><span>{1}</span><span "
      "class=\"sr\"> {4}</span>{5}</a>",
      static_cast<int>(verdict.outcome), verdict.number, outcome_name(verdict.outcome),
      escape_html(verdict.name), both(verdict.name, english), outcome_chip(verdict.outcome));
}

std::string overview_html(const ScoreboardPage& page) {
  std::string html = "<section class=\"card overview\"><h2>" +
                     both("全部指标一览", "All indicators at a glance") + "</h2><div class=\"groups\">";
  std::string group;
  bool is_open = false;
  for (const IndicatorVerdict& verdict : page.evaluation.indicators) {
    const std::string next = group_of(page.pack, verdict.number);
    if (!is_open || next != group) {
      if (is_open) html += "</div></div>";
      html += "<div class=\"grp\"><h3>" + both(next, group_name_en(next)) + "</h3><div class=\"squares\">";
      group = next;
      is_open = true;
    }
    html += square_html(page, verdict);
  }
  return html + (is_open ? "</div></div>" : "") + "</div></section>";
}

enum class Chance { lost, open, safe };

bool is_met_without_question(const IndicatorVerdict& verdict) {
  return verdict.outcome == Outcome::met;
}

// An indicator is lost with one criterion, safe only with all of them.
Chance chance_of(const IndicatorVerdict& verdict) {
  bool all_safe = true;
  for (const CriterionVerdict& criterion : verdict.criteria) {
    if (!criterion.decides || !criterion.reachable.applicable) {
      all_safe = all_safe && criterion.outcome == Outcome::met;
      continue;
    }
    if (!criterion.reachable.reachable) return Chance::lost;
    all_safe = all_safe && criterion.reachable.safe;
  }
  if (verdict.outcome == Outcome::not_met) {
    const bool any_open =
        std::any_of(verdict.criteria.begin(), verdict.criteria.end(), [](const CriterionVerdict& criterion) {
          return criterion.outcome == Outcome::not_met && criterion.reachable.applicable;
        });
    return any_open ? Chance::open : Chance::lost;
  }
  return all_safe || is_met_without_question(verdict) ? Chance::safe : Chance::open;
}

std::string chances_html(const Evaluation& evaluation) {
  struct Row {
    Chance chance;
    std::string_view style;
    std::string_view zh;
    std::string_view en;
  };
  static constexpr std::array<Row, 3> kRows{{{Chance::open, "open", "还来得及", "Still open"},
                                             {Chance::lost, "lost", "已不可能", "Lost"},
                                             {Chance::safe, "safe", "已有把握", "Secured"}}};
  std::string html =
      "<section class=\"card chances\"><h2>" + both("还来得及吗", "Is there still time?") + "</h2><ul>";
  for (const Row& row : kRows) {
    std::string links;
    std::size_t count = 0;
    for (const IndicatorVerdict& verdict : evaluation.indicators) {
      if (chance_of(verdict) != row.chance) continue;
      links += link_to(verdict.number);
      ++count;
    }
    html += fmt::format("<li class=\"{}\"><span class=\"reach {}\">{}</span><b>{}</b><p>{}</p></li>",
                        row.style, row.style, both(row.zh, row.en), count, links);
  }
  return html + "</ul></section>";
}

struct Debtor {
  std::string name;
  std::size_t items = 0;
  std::vector<int> indicators;
};

std::vector<Debtor> debtors_of(const Evaluation& evaluation) {
  std::vector<Debtor> debtors;
  for (const IndicatorVerdict& verdict : evaluation.indicators) {
    for (const MissingItem& item : missing_of(verdict)) {
      if (item.in_future) continue;
      auto found = std::find_if(debtors.begin(), debtors.end(),
                                [&](const Debtor& debtor) { return debtor.name == item.supplier; });
      if (found == debtors.end()) found = debtors.insert(debtors.end(), Debtor{item.supplier, 0, {}});
      ++found->items;
      if (found->indicators.empty() || found->indicators.back() != verdict.number)
        found->indicators.push_back(verdict.number);
    }
  }
  std::stable_sort(debtors.begin(), debtors.end(),
                   [](const Debtor& a, const Debtor& b) { return a.items > b.items; });
  return debtors;
}

std::string debtors_html(const Evaluation& evaluation) {
  constexpr std::size_t kMost = 5;
  const std::vector<Debtor> debtors = debtors_of(evaluation);
  std::string html = "<section class=\"card debtors\"><h2>" + both("谁必须行动", "Who must act") + "</h2>";
  if (debtors.empty())
    return html + "<p class=\"quiet\">" + both("没有逾期未报的数据。", "Nothing is overdue.") +
           "</p></section>";
  html += "<ul>";
  for (std::size_t i = 0; i < debtors.size() && i < kMost; ++i) {
    const Debtor& debtor = debtors[i];
    const std::string count = std::to_string(debtor.items);
    html += "<li><b>" + (debtor.name.empty() ? both("无人负责", "nobody is asked") : chinese(debtor.name)) +
            "</b><span>" + both("欠 " + count + " 项", count + (debtor.items == 1 ? " item" : " items")) +
            "</span><p>";
    for (const int number : debtor.indicators) html += link_to(number);
    html += "</p></li>";
  }
  html += "</ul>";
  if (debtors.size() > kMost) {
    const std::string left = std::to_string(debtors.size() - kMost);
    html += "<p class=\"quiet\">" + both("另有 " + left + " 个单位", left + " more units") + "</p>";
  }
  return html + "</section>";
}

std::string headline_html(const Evaluation& evaluation) {
  const std::string all = std::to_string(evaluation.indicators.size());
  const std::string met = std::to_string(count_of(evaluation, Outcome::met));
  return "<section class=\"card headline\"><h2 class=\"sr\">" + both("总览", "Summary") +
         "</h2><p class=\"score\"><b>" + met + "</b><span>/ " + all + "</span></p><p class=\"say\">" +
         both("项指标达标", "indicators met") + "</p>" + proportion_html(evaluation) +
         tallies_html(evaluation) + "</section>";
}

}  // namespace

std::string summary_html(const ScoreboardPage& page) {
  return "<div class=\"summary\">" + headline_html(page.evaluation) + overview_html(page) +
         chances_html(page.evaluation) + debtors_html(page.evaluation) + "</div>";
}

}  // namespace chuangmo::publish
