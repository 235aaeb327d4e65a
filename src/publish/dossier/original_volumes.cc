#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

#include "base/text.h"
#include "publish/dossier/dossier_binding.h"
#include "publish/dossier/dossier_parts.h"

namespace chuangmo::publish {

namespace {

// A field of a record in words: choices and yes/no by name, numbers with their unit.
std::string field_words(const FieldDefinition& field, const std::string& value) {
  if (value.empty()) return "—";
  if (field.type == FieldType::boolean) return value == "true" ? "是" : "否";
  if (field.type == FieldType::choice || field.type == FieldType::ordinal) {
    const auto at = std::find(field.choices.begin(), field.choices.end(), value);
    const auto place = static_cast<std::size_t>(at - field.choices.begin());
    if (at != field.choices.end() && place < field.choice_names.size()) return field.choice_names[place];
  }
  return field.type == FieldType::number ? with_unit(value, field.unit) : value;
}

struct Enterprise {
  std::string name;
  std::vector<std::pair<const LedgerDefinition*, const RecordFact*>> records;
};

const std::string* name_in(const LedgerDefinition& ledger, const RecordFact& record) {
  if (ledger.identity.empty()) return nullptr;
  const auto found = record.fields.find(ledger.identity.front());
  return found == record.fields.end() ? nullptr : &found->second;
}

// In the order of the ledgers and their records; one enterprise of several ledgers once.
std::vector<Enterprise> enterprises_of(const DossierSource& source, const std::vector<std::string>& ledgers) {
  std::vector<Enterprise> all;
  std::map<std::string, std::size_t> places;
  for (const std::string& key : ledgers) {
    const LedgerDefinition* ledger = source.pack.ledger(key);
    if (ledger == nullptr) continue;
    for (const RecordFact& record : source.facts.records) {
      if (record.ledger != key || record.period.end > Date::of(source.year + 1, 1, 1)) continue;
      const std::string* name = name_in(*ledger, record);
      if (name == nullptr) continue;
      const auto [place, is_new] = places.emplace(*name, all.size());
      if (is_new) all.push_back({*name, {}});
      all[place->second].records.emplace_back(ledger, &record);
    }
  }
  std::sort(all.begin(), all.end(), [](const Enterprise& a, const Enterprise& b) { return a.name < b.name; });
  return all;
}

ViewValue record_entry(const LedgerDefinition& ledger, const RecordFact& record) {
  ViewValue fields = view_list();
  for (const FieldDefinition& field : ledger.fields) {
    const auto value = record.fields.find(field.key);
    ViewValue row = view_record();
    row.put("栏目", field.name);
    row.put("内容", view_text(field_words(field, value == record.fields.end() ? "" : value->second),
                              record_binding(record.ledger, record.identity, field.key)));
    fields.items.push_back(std::move(row));
  }
  ViewValue entry = view_record();
  entry.put("台账", ledger.name);
  entry.put("期间", record.period.text());
  entry.put("各栏", std::move(fields));
  entry.put("供数单位", record.origin.unit.empty() ? ledger.supplier : record.origin.unit);
  entry.put("出处", record.origin.row > 0 ? fmt::format("{} 第{}行", record.origin.file, record.origin.row)
                                          : record.origin.file);
  return entry;
}

// Records of a ledger that speak of a year.
std::size_t records_in(const DossierSource& source, const std::string& ledger, int year) {
  const Period whole = Period::of_year(year);
  return static_cast<std::size_t>(std::count_if(
      source.facts.records.begin(), source.facts.records.end(),
      [&](const RecordFact& record) { return record.ledger == ledger && whole.overlaps(record.period); }));
}

ViewValue ledger_rows(const DossierSource& source) {
  ViewValue rows = view_list();
  const std::vector<int> years = source.years();
  for (const LedgerDefinition& ledger : source.pack.ledgers) {
    ViewValue row = view_record();
    row.put("名称", ledger.name);
    row.put("供数单位", ledger.supplier.empty() ? "—" : ledger.supplier);
    constexpr std::array<const char*, kYearsShown> kNames{"年一", "年二", "年三"};
    for (std::size_t place = 0; place < kNames.size(); ++place) {
      const auto from_end = kNames.size() - place;
      if (years.size() < from_end) {
        row.put(kNames[place], "");
        continue;
      }
      const int year = years[years.size() - from_end];
      row.put(kNames[place], std::to_string(records_in(source, ledger.key, year)),
              records_binding(ledger.key, year));
    }
    rows.items.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

ViewValue evidence_view(const DossierSource& source) {
  ViewValue view = view_record();
  put_cover(view, source);
  view.put("佐证数", std::to_string(source.counts.papers), count_binding("papers", source.year));
  ViewValue indicators = view_list();
  for (const IndicatorVerdict& verdict : source.now().indicators) {
    ViewValue papers = view_list();
    for (const DossierPaper& paper : source.papers) {
      if (paper.indicator == verdict.number) papers.items.push_back(paper_row(paper));
    }
    ViewValue entry = view_record();
    entry.put("卷号", volume_id("A", verdict.number));
    entry.put("名称", verdict.name);
    entry.put("有佐证", view_flag(!papers.items.empty()));
    entry.put("佐证", std::move(papers));
    indicators.items.push_back(std::move(entry));
  }
  view.put("指标", std::move(indicators));
  return view;
}

std::string separator_binding(const DossierPaper& paper) {
  return "paper:" + paper.number;
}

ViewValue dossier_separators(const DossierSource& source, const std::vector<Separator>& separators) {
  ViewValue view = view_record();
  put_cover(view, source);
  ViewValue list = view_list();
  for (const Separator& separator : separators) {
    const DossierPaper& paper = separator.paper;
    ViewValue entry = paper_row(paper, separator_binding(paper));
    entry.put("卷号", volume_id("A", paper.indicator));
    const IndicatorVerdict* verdict = verdict_of(source.now(), paper.indicator);
    entry.put("指标", verdict == nullptr ? "" : verdict->name);
    entry.put("种类", separator.kind);
    entry.put("字节", fmt::format("{} 字节", paper.bytes));
    entry.put("全摘要", paper.digest);
    entry.put("已装订", view_flag(separator.pages > 0));
    entry.put("页数", std::to_string(separator.pages));
    entry.put("原因", separator.why);
    list.items.push_back(std::move(entry));
  }
  view.put("隔页", std::move(list));
  return view;
}

ViewValue enterprises_view(const DossierSource& source, const std::vector<std::string>& ledgers) {
  ViewValue view = view_record();
  put_cover(view, source);
  const std::vector<Enterprise> enterprises = enterprises_of(source, ledgers);
  view.put("企业数", std::to_string(enterprises.size()), count_binding("enterprises", source.year));
  ViewValue list = view_list();
  for (std::size_t place = 0; place < enterprises.size(); ++place) {
    ViewValue entry = view_record();
    entry.put("编号", fmt::format("企-{:03}", place + 1));
    entry.put("名称", enterprises[place].name);
    ViewValue records = view_list();
    for (const auto& [ledger, record] : enterprises[place].records)
      records.items.push_back(record_entry(*ledger, *record));
    entry.put("记录", std::move(records));
    list.items.push_back(std::move(entry));
  }
  view.put("企业", std::move(list));
  return view;
}

ViewValue figures_view(const DossierSource& source) {
  ViewValue view = view_record();
  put_cover(view, source);
  std::map<std::string, ViewValue> by_unit;  // sorted, so that a page is found
  for (const FigureDefinition& figure : source.pack.figures) {
    ViewValue& rows =
        by_unit.try_emplace(figure.supplier.empty() ? "（未定供数单位）" : figure.supplier, view_list())
            .first->second;
    for (ViewValue& row : figure_rows(source, figure)) rows.items.push_back(std::move(row));
  }
  ViewValue units = view_list();
  for (auto& [unit, rows] : by_unit) {
    ViewValue entry = view_record();
    entry.put("单位", unit);
    entry.put("数据", std::move(rows));
    units.items.push_back(std::move(entry));
  }
  view.put("来源", std::move(units));
  view.put("台账", ledger_rows(source));
  return view;
}

}  // namespace chuangmo::publish
