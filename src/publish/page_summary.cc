#include "publish/page_summary.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/text.h"
#include "publish/english_names.h"
#include "publish/page_actions.h"
#include "publish/page_indicator.h"
#include "publish/page_monitoring.h"
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

std::string name_html(const ScoreboardPage& page, const IndicatorVerdict& verdict) {
  return both(verdict.name, EnglishNames(page.pack).indicator(verdict));
}

std::string named_link(const ScoreboardPage& page, const IndicatorVerdict& verdict) {
  const std::string number = std::to_string(verdict.number);
  return "<a class=\"named\" href=\"#i" + number + "\">" + number + " " + name_html(page, verdict) + "</a> ";
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
  const std::string english = EnglishNames(page.pack).indicator(verdict);
  return fmt::format(
      "<a class=\"square o{0}\" href=\"#i{1}\" data-outcome=\"{2}\" title=\"{1} {3}\" data-en=\"{1} "
      "{6}\"><span>{1}</span><span class=\"sr\"> {4}</span>{5}</a>",
      static_cast<int>(verdict.outcome), verdict.number, outcome_name(verdict.outcome),
      escape_html(verdict.name), both(verdict.name, english), outcome_chip(verdict.outcome),
      escape_html(english));
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
      html += "<div class=\"grp\"><h3>" + both(next, EnglishNames(page.pack).group(next)) +
              "</h3><div class=\"squares\">";
      group = next;
      is_open = true;
    }
    html += square_html(page, verdict);
  }
  return html + (is_open ? "</div></div>" : "") + "</div></section>";
}

enum class Chance { lost, open, safe };

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
  return all_safe || verdict.outcome == Outcome::met ? Chance::safe : Chance::open;
}

std::string chances_html(const ScoreboardPage& page) {
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
    for (const IndicatorVerdict& verdict : page.evaluation.indicators) {
      if (chance_of(verdict) != row.chance) continue;
      // The secured ones need no names.
      links += row.chance == Chance::safe ? link_to(verdict.number) : named_link(page, verdict);
      ++count;
    }
    html += fmt::format("<li class=\"{}\"><span class=\"reach {}\">{}</span><b>{}</b><p>{}</p></li>",
                        row.style, row.style, both(row.zh, row.en), count, links);
  }
  return html + "</ul></section>";
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
  return "<div class=\"summary\">" + headline_html(page.evaluation) + actions_html(page) +
         overview_html(page) + chances_html(page) + monitoring_card(page) + "</div>";
}

}  // namespace chuangmo::publish
