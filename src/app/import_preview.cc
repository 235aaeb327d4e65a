#include "app/import_preview.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "app/office.h"
#include "app/readings_export.h"
#include "series/block.h"

namespace chuangmo::app {

namespace {

// Where the facts of a batch reach from and to.
class Covered {
 public:
  void take(const Period& period) {
    if (!span_) span_ = {period, period};
    if (std::tie(period.begin, period.hour, period.minute) <
        std::tie(span_->first.begin, span_->first.hour, span_->first.minute))
      span_->first = period;
    if (std::tie(span_->second.end, span_->second.hour, span_->second.minute) <
        std::tie(period.end, period.hour, period.minute))
      span_->second = period;
  }
  const std::optional<std::pair<Period, Period>>& span() const { return span_; }

 private:
  std::optional<std::pair<Period, Period>> span_;
};

std::optional<std::pair<Period, Period>> covered_by(const store::FactBatch& batch) {
  Covered covered;
  for (const FigureFact& figure : batch.figures) covered.take(figure.period);
  for (const RecordFact& record : batch.records) covered.take(record.period);
  for (const ClosureFact& closure : batch.closures) covered.take(closure.period);
  for (const series::ReadingBlock& block : batch.readings) {
    std::optional<std::size_t> first;
    std::size_t last = 0;
    for (std::size_t offset = 0; offset < block.values.size(); ++offset) {
      if (!block.is_known(offset)) continue;
      if (!first) first = offset;
      last = offset;
    }
    if (!first) continue;
    covered.take(series::period_at(block.step, block.first + static_cast<std::int64_t>(*first)));
    covered.take(series::period_at(block.step, block.first + static_cast<std::int64_t>(last)));
  }
  return covered.span();
}

// Counts what a batch speaks of.
class Recognising {
 public:
  Recognising(const Pack& pack, const Standards& standards, const std::vector<Station>& registered)
      : pack_(pack), standards_(standards) {
    for (const Station& station : registered) names_[{station.set, station.key}] = station.name;
  }

  std::vector<Recognised> of(const IngestRequest& request, const store::FactBatch& batch) {
    for (const FigureFact& figure : batch.figures) ++figures_[figure.figure];
    for (const FigureDefinition& figure : pack_.figures) give("figure", figure, figures_[figure.key]);
    if (request.kind == ImportKind::ledger)
      give("ledger", *pack_.ledger(request.target), batch.records.size());
    count_readings(batch);
    for (const StationSetDefinition& set : pack_.station_sets) give("set", set, sets_[set.key]);
    for (const auto& [key, count] : stations_) give_station(key, count, batch);
    for (const Parameter& parameter : standards_.parameters)
      give("parameter", parameter, parameters_[parameter.key]);
    return std::move(found_);
  }

 private:
  template <class Definition>
  void give(const char* kind, const Definition& of, std::size_t count) {
    if (count > 0 && found_.size() < kMostRecognised)
      found_.push_back({kind, of.key, of.name, of.name_en, false, count});
  }

  void give_station(const std::pair<std::string, std::string>& key, std::size_t count,
                    const store::FactBatch& batch) {
    if (found_.size() == kMostRecognised) return;
    const auto known = names_.find(key);
    std::string name = known == names_.end() ? "" : known->second;
    for (const Station& station : batch.stations) {
      if (station.set == key.first && station.key == key.second) name = station.name;
    }
    found_.push_back({"station", key.second, std::move(name), "", known == names_.end(), count});
  }

  // Of a register, places; of readings, what was said.
  void count_readings(const store::FactBatch& batch) {
    if (batch.readings.empty()) {
      for (const Station& station : batch.stations) {
        ++sets_[station.set];
        ++stations_[{station.set, station.key}];
      }
      return;
    }
    for (const series::ReadingBlock& block : batch.readings) {
      std::size_t count = 0;
      for (std::size_t offset = 0; offset < block.values.size(); ++offset)
        count += block.is_known(offset) ? 1U : 0U;
      sets_[block.set] += count;
      stations_[{block.set, block.station}] += count;
      parameters_[block.parameter] += count;
    }
  }

  const Pack& pack_;
  const Standards& standards_;
  std::map<std::pair<std::string, std::string>, std::string> names_;  // of registered stations
  std::map<std::string, std::size_t> figures_;
  std::map<std::string, std::size_t> sets_;
  std::map<std::pair<std::string, std::string>, std::size_t> stations_;
  std::map<std::string, std::size_t> parameters_;
  std::vector<Recognised> found_;
};

PreviewSample figure_sample(const Pack& pack, const store::FactBatch& batch) {
  PreviewSample sample{{{"figure", "统计数据"},
                        {"subject", "对象"},
                        {"period", "期间"},
                        {"value", "数值"},
                        {"unit", "单位"},
                        {"as_given", "原文"},
                        {"row", "行"}},
                       {}};
  for (const FigureFact& figure : batch.figures) {
    if (sample.rows.size() == kSampleRows) break;
    const FigureDefinition& definition = *pack.figure(figure.figure);
    sample.rows.push_back({definition.name, figure.subject, figure.period.text(), figure.value.text(),
                           definition.unit, figure.as_given, std::to_string(figure.origin.row)});
  }
  return sample;
}

PreviewSample record_sample(const LedgerDefinition& ledger, const store::FactBatch& batch) {
  constexpr std::size_t kMostFields = 90;
  PreviewSample sample{{{"period", "期间"}}, {}};
  std::vector<const FieldDefinition*> fields;
  for (const FieldDefinition& field : ledger.fields) {
    if (!field.derived.empty() || fields.size() == kMostFields) continue;
    fields.push_back(&field);
    sample.columns.emplace_back(field.key, field.name);
  }
  sample.columns.emplace_back("row", "行");
  for (const RecordFact& record : batch.records) {
    if (sample.rows.size() == kSampleRows) break;
    std::vector<std::string> row{record.period.text()};
    for (const FieldDefinition* field : fields) {
      const auto value = record.fields.find(field->key);
      row.push_back(value == record.fields.end() ? "" : value->second);
    }
    row.push_back(std::to_string(record.origin.row));
    sample.rows.push_back(std::move(row));
  }
  return sample;
}

std::string text_of(const std::optional<Decimal>& number) {
  return number ? number->text() : "";
}

PreviewSample station_sample(const store::FactBatch& batch) {
  PreviewSample sample{{{"set", "点位组"},
                        {"station", "点位编码"},
                        {"name", "点位名称"},
                        {"county", "县区"},
                        {"kind", "类型"},
                        {"target_class", "功能区类别"},
                        {"longitude", "经度"},
                        {"latitude", "纬度"},
                        {"row", "行"}},
                       {}};
  for (const Station& station : batch.stations) {
    if (sample.rows.size() == kSampleRows) break;
    sample.rows.push_back({station.set, station.key, station.name, station.county, station.kind,
                           station.target_class, text_of(station.longitude), text_of(station.latitude),
                           std::to_string(station.origin.row)});
  }
  return sample;
}

// A reading of a batch, to be put in the order of the file.
struct PlacedReading {
  std::uint32_t row = 0;
  const series::ReadingBlock* block = nullptr;
  std::size_t offset = 0;
};

// Those of the first rows of the file.
std::vector<PlacedReading> first_readings(const store::FactBatch& batch) {
  std::vector<PlacedReading> first;
  const auto is_before = [](const PlacedReading& a, const PlacedReading& b) { return a.row < b.row; };
  for (const series::ReadingBlock& block : batch.readings) {
    for (std::size_t offset = 0; offset < block.values.size(); ++offset) {
      if (!block.is_known(offset)) continue;
      const PlacedReading reading{block.rows[offset], &block, offset};
      if (first.size() == kSampleRows && !is_before(reading, first.back())) continue;
      first.insert(std::upper_bound(first.begin(), first.end(), reading, is_before), reading);
      if (first.size() > kSampleRows) first.pop_back();
    }
  }
  return first;
}

PreviewSample reading_sample(const Standards& standards, const store::FactBatch& batch) {
  PreviewSample sample{{{"station", "点位编码"},
                        {"parameter", "监测项目"},
                        {"time", "时间"},
                        {"value", "监测值"},
                        {"unit", "单位"},
                        {"flag", "标记"},
                        {"as_given", "原文"},
                        {"row", "行"}},
                       {}};
  for (const PlacedReading& reading : first_readings(batch)) {
    const series::ReadingBlock& block = *reading.block;
    const Parameter& parameter = *standards.parameter(block.parameter);
    const std::int32_t value = block.values[reading.offset];
    std::string given;
    for (const auto& [offset, text] : block.as_given) {
      if (offset == reading.offset) given = text;
    }
    const std::int64_t index = block.first + static_cast<std::int64_t>(reading.offset);
    sample.rows.push_back({block.station, parameter.name, series::period_at(block.step, index).text(),
                           value == kNoReading ? "" : reading_text(value, parameter.decimals), parameter.unit,
                           std::string(flag_word(block.flags[reading.offset])), std::move(given),
                           std::to_string(reading.row)});
  }
  return sample;
}

PreviewSample sample_of(const Office& office, const IngestRequest& request, const store::FactBatch& batch) {
  switch (request.kind) {
    case ImportKind::figures:
      return figure_sample(office.pack(), batch);
    case ImportKind::ledger:
      return record_sample(*office.pack().ledger(request.target), batch);
    case ImportKind::stations:
      return station_sample(batch);
    case ImportKind::readings:
      return reading_sample(office.library().standards, batch);
    case ImportKind::evidence:
      return {};
  }
  return {};
}

}  // namespace

Result<ImportPreview> preview_import(Office& office, std::string_view bytes, const IngestRequest& given) {
  CHUANGMO_TRY(request, settled(given, office.now()));
  CHUANGMO_TRY(reading, office.reader());
  CHUANGMO_TRY(facts, file_facts(*reading, office.library(), bytes, request));
  CHUANGMO_TRY(compared, reading->store->compare(facts.batch));
  CHUANGMO_TRY(registered, reading->store->stations(office.programme().id, request.recorded_at));
  ImportPreview preview;
  preview.columns = file_columns(office.pack(), office.library(), bytes, request);
  if (request.kind == ImportKind::readings) preview.columns.rows = facts.rows;
  preview.period = covered_by(facts.batch);
  preview.recognised =
      Recognising(office.pack(), office.library().standards, registered).of(request, facts.batch);
  preview.sample = sample_of(office, request, facts.batch);
  IngestReport report = report_of(std::move(facts.diagnostics), compared);
  preview.counts = report.counts;
  preview.findings = std::move(report.diagnostics);
  return preview;
}

}  // namespace chuangmo::app
