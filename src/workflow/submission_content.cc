#include "workflow/submission_content.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/digest.h"
#include "workflow/json_fields.h"

namespace chuangmo::workflow {

namespace {

using Limits = ContentLimits;
constexpr FieldLimit kName{.characters = Limits::kName};
constexpr FieldLimit kText{.characters = Limits::kText};

}  // namespace

// Found by json_fields.h through their arguments, so not in the nameless namespace.
template <class F>
void describe(F& f, Of<SubmittedFigure> auto& figure) {
  f("figure", figure.figure, kName);
  f.may("subject", figure.subject, kName);
  f("period", figure.period);
  f("as_given", figure.as_given, kName);
  f.may("note", figure.note, kText);
}
template <class F>
void describe(F& f, Of<SubmittedRecord> auto& record) {
  f("ledger", record.ledger, kName);
  f("fields", record.fields,
    {.count = Limits::kFields, .characters = Limits::kText, .key_characters = Limits::kName});
}
template <class F>
void describe(F& f, Of<SubmittedClosure> auto& closure) {
  f("ledger", closure.ledger, kName);
  f("period", closure.period);
}
template <class F>
void describe(F& f, Of<SubmittedEvidence> auto& evidence) {
  f("digest", evidence.digest, kName);
  f("name", evidence.name, kName);
  f.may("criterion", evidence.criterion, kName);
}
template <class F>
void describe(F& f, Of<SubmissionContent> auto& content) {
  f.may("figures", content.figures, {.count = Limits::kFigures});
  f.may("records", content.records, {.count = Limits::kRecords});
  f.may("closures", content.closures, {.count = Limits::kClosures});
  f.may("evidence", content.evidence, {.count = Limits::kEvidence});
  f.may("reports", content.reports,
        {.count = Limits::kReports, .characters = Limits::kReport, .key_characters = Limits::kName});
  f.may("reasons", content.reasons,
        {.count = Limits::kReasons, .characters = Limits::kText, .key_characters = Limits::kText});
}

namespace {

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Diagnostic error(const char* code, JsonFault fault) {
  return {code,
          Severity::error,
          {.column = std::move(fault.pointer)},
          std::move(fault.text),
          std::move(fault.fix),
          ""};
}

// What types and limits cannot say.
void check_values(const SubmissionContent& content, JsonFaults& faults) {
  const auto must_be_filled = [&](const std::string& text, const std::string& list, std::size_t i,
                                  const char* key) {
    if (text.empty()) faults.push_back({fmt::format("/{}/{}/{}", list, i, key), "没有填", "补上这一项"});
  };
  for (std::size_t i = 0; i < content.figures.size(); ++i)
    must_be_filled(content.figures[i].figure, "figures", i, "figure");
  for (std::size_t i = 0; i < content.records.size(); ++i)
    must_be_filled(content.records[i].ledger, "records", i, "ledger");
  for (std::size_t i = 0; i < content.closures.size(); ++i)
    must_be_filled(content.closures[i].ledger, "closures", i, "ledger");
  for (std::size_t i = 0; i < content.evidence.size(); ++i) {
    if (!is_digest(content.evidence[i].digest))
      faults.push_back({fmt::format("/evidence/{}/digest", i), "不是 SHA-256 摘要（64 位小写十六进制）",
                        "填上传时得到的摘要"});
  }
}

}  // namespace

std::string content_json(const SubmissionContent& content) {
  return canonical_text(to_json(content));
}

std::string content_digest(const SubmissionContent& content) {
  return sha256_hex(content_json(content));
}

ReadContent read_content(std::string_view json) {
  ReadContent read;
  if (json.size() > Limits::kBytes) {
    read.diagnostics.push_back(
        error("WRK011", {"", fmt::format("报送内容超过 {} MB", Limits::kBytes >> 20), "分几次报送"}));
    return read;
  }
  JsonFaults faults;
  const auto document = parse_json(json, faults);
  if (!document) {
    read.diagnostics.push_back(error("WRK010", std::move(faults.front())));
    return read;
  }
  read.content = from_json<SubmissionContent>(*document, faults);
  if (faults.empty()) check_values(read.content, faults);
  for (JsonFault& fault : faults) read.diagnostics.push_back(error("WRK012", std::move(fault)));
  return read;
}

}  // namespace chuangmo::workflow
