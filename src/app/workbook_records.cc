#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <queue>

#include "app/cell_number.h"
#include "app/workbook_merge.h"
#include "base/text.h"
#include "publish/workbook.h"
#include "workflow/submitted_values.h"

namespace chuangmo::app {

namespace {

using workflow::SubmissionContent;
using workflow::SubmittedRecord;
using Fields = std::map<std::string, std::string>;

std::vector<const Fields*> records_of(const SubmissionContent& content, const std::string& ledger) {
  std::vector<const Fields*> records;
  for (const SubmittedRecord& record : content.records) {
    if (record.ledger == ledger) records.push_back(&record.fields);
  }
  return records;
}

std::string field_of(const Fields* record, const std::string& key) {
  if (record == nullptr) return "";
  const auto found = record->find(key);
  return found == record->end() ? "" : found->second;
}

// What tells records apart, in one spelling.
std::string spelled(const LedgerDefinition& ledger, const Fields& record, bool is_identity) {
  std::string out;
  for (const FieldDefinition& field : ledger.fields) {
    const bool is_one = is_identity ? std::find(ledger.identity.begin(), ledger.identity.end(), field.key) !=
                                          ledger.identity.end()
                                    : field.derived.empty();
    if (!is_one) continue;
    const std::string text = trim(field_of(&record, field.key));
    const bool is_plain = field.type == FieldType::text || text.empty();
    const auto kept =
        is_plain ? Result<std::string>(text) : workflow::canonical_field(field, text, read_number);
    out += (kept ? *kept : text) + '\x1f';
  }
  return out;
}

// For each of `from` its partner among `to`: equal ones first, then those of one identity; each at most once.
std::vector<std::optional<std::size_t>> partners(const LedgerDefinition& ledger,
                                                 const std::vector<const Fields*>& from,
                                                 const std::vector<const Fields*>& to) {
  std::vector<std::optional<std::size_t>> out(from.size());
  std::vector<bool> taken(to.size());
  for (const bool is_identity : {false, true}) {
    if (is_identity && ledger.identity.empty()) break;
    std::map<std::string, std::queue<std::size_t>> free;
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (!taken[i]) free[spelled(ledger, *to[i], is_identity)].push(i);
    }
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (out[i]) continue;
      const auto found = free.find(spelled(ledger, *from[i], is_identity));
      if (found == free.end() || found->second.empty()) continue;
      out[i] = found->second.front();
      taken[*out[i]] = true;
      found->second.pop();
    }
  }
  return out;
}

std::string row_title(const LedgerDefinition& ledger, const Fields& record) {
  std::vector<std::string> parts;
  for (const std::string& key : ledger.identity) {
    const std::string text = trim(field_of(&record, key));
    if (!text.empty()) parts.push_back(text);
  }
  return ledger.name + (parts.empty() ? "的一条记录" : "“" + join(parts, " ") + "”");
}

class LedgerMerge {
 public:
  LedgerMerge(const ReturnedLedger& returned, const SubmissionContent& sent, const SubmissionContent& current,
              CellMerger& merger, WorkbookComparison& out)
      : returned_(returned),
        ledger_(*returned.ledger),
        merger_(merger),
        out_(out),
        sent_(records_of(sent, ledger_.key)),
        current_(records_of(current, ledger_.key)) {}

  void run() {
    read_rows();
    match();
    for (std::size_t i = 0; i < rows_.size(); ++i) take_row(i);
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      if (!is_returned_[i]) take_removal(i);
    }
    for (std::size_t i = 0; i < current_.size(); ++i) {
      if (!is_spoken_of_[i]) keep(*current_[i], nullptr);
    }
    std::erase_if(out_.next.records,
                  [&](const SubmittedRecord& record) { return record.ledger == ledger_.key; });
    for (Fields& fields : records_) out_.next.records.push_back({ledger_.key, std::move(fields)});
  }

 private:
  struct Row {
    const ReturnedRow* returned = nullptr;
    std::map<std::string, CellReading> readings;
    Fields fields;  // as they are read
    std::optional<std::size_t> sent;
    std::optional<std::size_t> current;
  };

  void read_rows() {
    for (const ReturnedRow& row : returned_.rows) {
      Row one;
      one.returned = &row;
      for (const FieldDefinition& field : ledger_.fields) {
        const auto cell = row.fields.find(field.key);
        if (cell == row.fields.end()) continue;
        CellReading reading =
            read_field_cell(cell->second.text, cell->second.is_number, field, cell->second.unit);
        if (!reading.text.empty()) one.fields[field.key] = reading.text;
        one.readings.emplace(field.key, std::move(reading));
      }
      if (row.sent && *row.sent < sent_.size()) one.sent = row.sent;
      rows_.push_back(std::move(one));
    }
  }

  // Rows whose hidden number is gone find their record by what they say.
  void match() {
    is_returned_.resize(sent_.size());
    for (const Row& row : rows_) {
      if (row.sent) is_returned_[*row.sent] = true;
    }
    std::vector<const Fields*> nameless;
    std::vector<std::size_t> nameless_rows;
    std::vector<const Fields*> open;
    std::vector<std::size_t> open_sent;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].sent) continue;
      nameless.push_back(&rows_[i].fields);
      nameless_rows.push_back(i);
    }
    for (std::size_t i = 0; i < sent_.size(); ++i) {
      if (is_returned_[i]) continue;
      open.push_back(sent_[i]);
      open_sent.push_back(i);
    }
    const auto found = partners(ledger_, nameless, open);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (!found[i]) continue;
      rows_[nameless_rows[i]].sent = open_sent[*found[i]];
      is_returned_[open_sent[*found[i]]] = true;
    }
    current_of_ = partners(ledger_, sent_, current_);
    is_spoken_of_.resize(current_.size());
    for (const auto& partner : current_of_) {
      if (partner) is_spoken_of_[*partner] = true;
    }
    match_new();
  }

  // A new row that somebody has brought in meanwhile is that one.
  void match_new() {
    std::map<std::string, std::queue<std::size_t>> added;
    for (std::size_t i = 0; i < current_.size(); ++i) {
      if (!is_spoken_of_[i]) added[spelled(ledger_, *current_[i], false)].push(i);
    }
    for (Row& row : rows_) {
      if (row.sent) {
        row.current = current_of_[*row.sent];
        continue;
      }
      const auto found = added.find(spelled(ledger_, row.fields, false));
      if (found == added.end() || found->second.empty()) continue;
      row.current = found->second.front();
      found->second.pop();
      is_spoken_of_[*row.current] = true;
    }
  }

  void take_row(std::size_t index) {
    const Row& row = rows_[index];
    const Fields* before = row.sent ? sent_[*row.sent] : nullptr;
    const Fields* now = row.current ? current_[*row.current] : nullptr;
    if (before != nullptr && now == nullptr && !merge_gone(row, *before)) return;
    Fields next = now != nullptr ? *now : Fields{};
    for (const FieldDefinition& field : ledger_.fields) {
      const auto reading = row.readings.find(field.key);
      if (reading == row.readings.end()) continue;
      const ReturnedCell& cell = row.returned->fields.at(field.key);
      const std::string kept = merged(field, cell, reading->second, before, now);
      if (kept.empty()) {
        next.erase(field.key);
      } else {
        next[field.key] = kept;
      }
    }
    if (!next.empty()) keep(std::move(next), row.returned);
  }

  std::string merged(const FieldDefinition& field, const ReturnedCell& cell, const CellReading& reading,
                     const Fields* before, const Fields* now) {
    const std::string current = field_of(now, field.key);
    // Of a record that somebody has removed and the workbook brings back, what was sent is what there is.
    const ThreeValues values{field_of(before, field.key),
                             now == nullptr ? field_of(before, field.key) : current};
    const IsSame is_same = [&](const std::string& a, const std::string& b) {
      return is_same_field(a, b, field);
    };
    return merger_.merged(fmt::format("record:{}:{}:{}", ledger_.key, records_.size() + 1, field.key),
                          ledger_.name + "的" + field.name, cell, reading, values, is_same, false);
  }

  // Somebody removed the record that came back. False: it stays away.
  bool merge_gone(const Row& row, const Fields& before) {
    const bool is_changed =
        std::any_of(ledger_.fields.begin(), ledger_.fields.end(), [&](const FieldDefinition& field) {
          const auto reading = row.readings.find(field.key);
          return reading != row.readings.end() &&
                 !is_same_field(reading->second.text, field_of(&before, field.key), field);
        });
    if (!is_changed) {
      merger_.note(CellState::unchanged, "ledger:" + ledger_.key, row_title(ledger_, before),
                   row.returned->where, {row_title(ledger_, before), ""}, row_title(ledger_, row.fields));
      return false;
    }
    merger_.note(CellState::conflict, "ledger:" + ledger_.key, row_title(ledger_, before),
                 row.returned->where, {row_title(ledger_, before), ""}, row_title(ledger_, row.fields));
    return merger_.takes_workbook();
  }

  void take_removal(std::size_t index) {
    const Fields& before = *sent_[index];
    const auto partner = current_of_[index];
    const std::string title = row_title(ledger_, before);
    if (!partner) {
      merger_.note(CellState::unchanged, "ledger:" + ledger_.key, title, Where{}, {title, ""}, "");
      return;
    }
    const Fields& now = *current_[*partner];
    const bool is_touched = spelled(ledger_, before, false) != spelled(ledger_, now, false);
    merger_.note(is_touched ? CellState::conflict : CellState::changed, "ledger:" + ledger_.key, title,
                 Where{}, {title, row_title(ledger_, now)}, "");
    if (is_touched && !merger_.takes_workbook()) keep(now, nullptr);
  }

  void keep(Fields fields, const ReturnedRow* row) {
    records_.push_back(std::move(fields));
    out_.record_rows[ledger_.key].push_back(row);
  }

  const ReturnedLedger& returned_;
  const LedgerDefinition& ledger_;
  CellMerger& merger_;
  WorkbookComparison& out_;
  std::vector<const Fields*> sent_;
  std::vector<const Fields*> current_;
  std::vector<Row> rows_;
  std::vector<bool> is_returned_;                       // by record sent
  std::vector<std::optional<std::size_t>> current_of_;  // by record sent
  std::vector<bool> is_spoken_of_;                      // by present record
  std::vector<Fields> records_;
};

bool is_closed(const SubmissionContent& content, const std::string& ledger, const Period& period) {
  return std::any_of(
      content.closures.begin(), content.closures.end(),
      [&](const workflow::SubmittedClosure& each) { return each.ledger == ledger && each.period == period; });
}

void merge_closure(const ReturnedLedger& returned, const SubmissionContent& sent,
                   const SubmissionContent& current, const Period& period, CellMerger& merger,
                   WorkbookComparison& out) {
  if (!returned.closure) return;
  const std::string& ledger = returned.ledger->key;
  const auto answer = [&](const SubmissionContent& content) {
    return std::string(is_closed(content, ledger, period) ? "是" : "");
  };
  FieldDefinition field;
  field.name = "本期已全部列出";
  field.type = FieldType::boolean;
  CellReading reading = read_field_cell(returned.closure->text, false, field, "");
  if (reading.text == "否") reading.text.clear();
  const std::string kept =
      merger.merged("closure:" + ledger, returned.ledger->name + "：本期已全部列出", *returned.closure,
                    reading, {answer(sent), answer(current)}, is_same_text);
  std::erase_if(out.next.closures, [&](const workflow::SubmittedClosure& each) {
    return each.ledger == ledger && each.period == period;
  });
  if (kept == "是") out.next.closures.push_back({ledger, period});
}

}  // namespace

void merge_ledger(const ReturnedLedger& returned, const SubmissionContent& sent,
                  const SubmissionContent& current, const Period& period, CellMerger& merger,
                  WorkbookComparison& out) {
  out.ledger_heads[returned.ledger->key] = returned.heading;
  if (returned.is_doubtful) {
    merger.note(CellState::not_understood, "ledger:" + returned.ledger->key,
                "台账“" + returned.ledger->name + "”", returned.heading, {}, "");
    return;
  }
  LedgerMerge(returned, sent, current, merger, out).run();
  merge_closure(returned, sent, current, period, merger, out);
}

}  // namespace chuangmo::app
