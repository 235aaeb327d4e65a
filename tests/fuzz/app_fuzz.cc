// The doors of app: f figures, l a ledger (a second letter chooses it), s the register of stations, d any
// document, n a number as clerks write it with a unit to convert it to, v a table of sound levels, w a
// workbook that came back.
#include <algorithm>

#include "app/cell_number.h"
#include "app/documents.h"
#include "app/library.h"
#include "app/noise_facts.h"
#include "app/noise_samples.h"
#include "app/read_figures.h"
#include "app/read_ledger.h"
#include "app/read_stations.h"
#include "app/reading_files.h"
#include "base/unit.h"
#include "fuzz.h"
#include "returned_workbook.h"

namespace chuangmo::fuzz {
namespace {

using namespace chuangmo::app;

const Instant kRecorded = Instant::at(Date::of(2012, 3, 1));

const Pack& pack() {
  static const Pack pack = [] {
    const Library library = read_library(std::nullopt).value();
    return load_pack(library, "shanxi-model-city-2011").value();
  }();
  return pack;
}

void check_origin(const Origin& origin) {
  FUZZ_EXPECT(!origin.file.empty() && origin.row > 0);
}

void import_figures(const Document& document) {
  const FiguresFound found = read_figures(document, pack(), kRecorded);
  check_findings(found.diagnostics);
  for (const FigureFact& fact : found.figures) {
    const FigureDefinition* figure = pack().figure(fact.figure);
    FUZZ_EXPECT(figure != nullptr && fact.period.kind == figure->period);
    FUZZ_EXPECT(Instant::at(fact.period.begin) <= kRecorded);
    FUZZ_EXPECT(fact.subject.empty() == figure->subjects.empty());
    if (figure->low) FUZZ_EXPECT(Rational::from(*figure->low).value() <= Rational::from(fact.value).value());
    if (figure->high)
      FUZZ_EXPECT(Rational::from(fact.value).value() <= Rational::from(*figure->high).value());
    check_origin(fact.origin);
  }
}

void check_field(const FieldDefinition& field, const std::string& text) {
  switch (field.type) {
    case FieldType::number:
      FUZZ_EXPECT(Decimal::parse(text)->text() == text);
      return;
    case FieldType::date:
      FUZZ_EXPECT(Date::parse(text)->text() == text);
      return;
    case FieldType::boolean:
      FUZZ_EXPECT(text == "true" || text == "false");
      return;
    case FieldType::choice:
    case FieldType::ordinal:
      FUZZ_EXPECT(std::count(field.choices.begin(), field.choices.end(), text) == 1);
      return;
    case FieldType::text:
      FUZZ_EXPECT(!text.empty());
      return;
  }
}

void import_ledger(const Document& document, char letter) {
  const LedgerDefinition& ledger = pack().ledgers[static_cast<unsigned char>(letter) % pack().ledgers.size()];
  const std::vector<Period> complete =
      letter % 3 == 0 ? std::vector{Period::of_year(2011)} : std::vector<Period>{};
  const LedgerFound found = read_ledger(document, ledger, kRecorded, complete);
  check_findings(found.diagnostics);
  for (const RecordFact& record : found.records) {
    FUZZ_EXPECT(record.ledger == ledger.key && Instant::at(record.period.begin) <= kRecorded);
    check_origin(record.origin);
    for (const auto& [key, text] : record.fields) {
      FUZZ_EXPECT(ledger.field(key) != nullptr);
      check_field(*ledger.field(key), text);
    }
  }
}

void import_stations(const Document& document) {
  const StationsFound found = read_stations(document, pack(), kRecorded);
  check_findings(found.diagnostics);
  for (const Station& station : found.stations) {
    FUZZ_EXPECT(pack().station_set(station.set) != nullptr && !station.key.empty() && !station.name.empty());
    check_origin(station.origin);
  }
}

void import_document(const Knock& input) {
  std::string_view bytes = input.text;
  const char letter = bytes.empty() ? 'a' : bytes.front();
  if (input.door == 'l') take_line(bytes);
  const auto document = read_document(bytes, "a.csv");
  if (!document) return check_failure(document.error());
  if (input.door == 'f') import_figures(*document);
  if (input.door == 'l') import_ledger(*document, letter);
  if (input.door == 's') import_stations(*document);
}

// Whatever stands in it, levels are plausible, belong to a place, and samples make measurements of a day
// each.
void read_levels(std::string_view bytes) {
  static const Library kLibrary = read_library(std::nullopt).value();
  const auto table = source_table(bytes, "a.csv");
  if (!table) return check_failure(table.error());
  NoiseFacts facts;
  const NoiseTableRequest request{&kLibrary.standards.parameters, 2012, NoisePart::day, "S"};
  read_noise_table(*table, request, facts);
  check_findings(facts.diagnostics);
  for (const NoiseEntry& entry : facts.entries) {
    FUZZ_EXPECT(entry.station < facts.stations.size() && entry.where.row > 0);
    if (entry.level)
      FUZZ_EXPECT(!entry.level->is_negative() && Rational::from(*entry.level).value() <= Rational(140));
  }
  const NoiseDay day{6, 22, true, Decimal(0, 0), Decimal(140, 0)};
  for (auto& [station, samples] : facts.samples) {
    Diagnostics findings;
    for (const SampledPart& part : sampled_parts(samples, day, facts.files, findings)) {
      const NoiseMeasurement& measured = part.measurement;
      FUZZ_EXPECT(measured.level && *measured.level->low <= *measured.level->high && measured.samples > 0);
      if (measured.wanted) FUZZ_EXPECT(measured.samples <= *measured.wanted);
    }
    check_findings(findings);
  }
}

void read_number(std::string_view text) {
  const auto number = read_cell_number(std::string(take_line(text)));
  if (!number) return check_failure(number.error());
  FUZZ_EXPECT(parse_unit(number->unit).has_value());
  const auto again = read_cell_number(number->value.text());
  FUZZ_EXPECT(again && again->value == number->value && again->unit.empty() && !again->is_about);
  const std::string wanted(take_line(text));
  const auto there = converted_decimal(number->value, number->unit, wanted);
  if (!there) return check_failure(there.error());
  const auto back = converted_decimal(*there, wanted, number->unit);
  if (back) FUZZ_EXPECT(*back == number->value);
}

}  // namespace
}  // namespace chuangmo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace chuangmo::fuzz;
  const Knock input = knock(bytes, size, "flsdnvw");
  if (input.door == 'n') {
    read_number(input.text);
  } else if (input.door == 'v') {
    read_levels(input.text);
  } else if (input.door == 'w') {
    come_back(input.text);
  } else {
    import_document(input);
  }
  return 0;
}
