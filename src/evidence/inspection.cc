#include "evidence/inspection.h"

#include <algorithm>
#include <fmt/format.h>

#include "evidence/content_type.h"
#include "evidence/office_check.h"
#include "evidence/pdf_check.h"
#include "evidence/polyglot.h"

namespace chuangmo::evidence {
namespace {

bool is_office(ContentType type) {
  return type == ContentType::docx || type == ContentType::xlsx || type == ContentType::pptx;
}

bool is_archive(ContentType type) {
  return is_office(type) || type == ContentType::zip || type == ContentType::ofd;
}

bool is_compound(ContentType type) {
  return type == ContentType::doc || type == ContentType::xls || type == ContentType::ppt ||
         type == ContentType::compound;
}

bool is_looked_into(ContentType type) {
  return is_archive(type) || is_compound(type) || type == ContentType::pdf || type == ContentType::rtf;
}

// One file and the files in it; they share what may be unpacked.
class Inspector {
 public:
  explicit Inspector(const ArchiveLimits& limits) : limits_(limits), unpack_left_(limits.max_total_bytes) {}

  Inspection inspect_file(std::string_view bytes, int depth) {
    Inspection out;
    out.type = content_type(bytes);
    out.findings = polyglot_findings(bytes, out.type);
    if (out.type == ContentType::pdf) append(out.findings, pdf_findings(bytes));
    if (out.type == ContentType::rtf) append(out.findings, rtf_findings(bytes));
    if (is_compound(out.type)) append(out.findings, compound_findings(bytes));
    if (is_archive(out.type)) inspect_archive(bytes, depth, out);
    return out;
  }

 private:
  static void append(Findings& findings, const Findings& more) {
    for (const Finding& each : more.list()) findings.add(each.trait, each.what);
  }

  void inspect_archive(std::string_view bytes, int depth, Inspection& out) {
    if (depth >= limits_.max_depth) {
      out.findings.add(ContentTrait::nested_too_deep);
      return;
    }
    Findings inside;
    const auto visit = [&](const ArchiveMember& member) {
      if (is_office(out.type)) append(inside, office_part_findings(member));
      inspect_member(member, depth, inside);
    };
    append(out.findings, archive_findings(bytes, limits_, unpack_left_, visit));
    append(out.findings, inside);
  }

  void inspect_member(const ArchiveMember& member, int depth, Findings& findings) {
    if (!member.is_whole) {
      if (is_looked_into(content_type_of_head(member.bytes))) {
        findings.add_all(unexamined(), member.name);
      }
      return;
    }
    const Inspection inner = inspect_file(member.bytes, depth + 1);
    findings.add_all(inner.findings, member.name);
    if (inner.type == ContentType::encrypted_office) findings.add_all(encrypted(), member.name);
    if (inner.type == ContentType::rar || inner.type == ContentType::seven_zip) {
      findings.add_all(unexamined(), member.name);
    }
  }

  static Findings unexamined() {
    Findings findings;
    findings.add(ContentTrait::unexamined);
    return findings;
  }
  static Findings encrypted() {
    Findings findings;
    findings.add(ContentTrait::encrypted);
    return findings;
  }

  ArchiveLimits limits_;
  std::uint64_t unpack_left_;
};

void add_reason(const EvidenceRule& rule, std::string_view what, const std::string& name,
                Judgement& judgement) {
  judgement.disposition = std::max(judgement.disposition, rule.disposition);
  if (rule.disposition == Disposition::accepted) return;
  const bool is_refused = rule.disposition == Disposition::refused;
  judgement.reasons.push_back({is_refused ? "EVI001" : "EVI002",
                               is_refused ? Severity::error : Severity::warning,
                               {.file = name},
                               what.empty() ? rule.reason : fmt::format("{}（{}）", rule.reason, what),
                               rule.fix,
                               ""});
}

}  // namespace

Inspection inspect(std::string_view bytes, const ArchiveLimits& limits) {
  return Inspector(limits).inspect_file(bytes, 0);
}

Judgement judge(const Inspection& inspection, const EvidencePolicy& policy, const std::string& name) {
  Judgement judgement{Disposition::accepted, {}};
  const auto type = policy.types.find(inspection.type);
  add_reason(type == policy.types.end() ? EvidenceRule{} : type->second,
             content_type_name_zh(inspection.type), name, judgement);
  for (const Finding& finding : inspection.findings.list()) {
    const auto trait = policy.traits.find(finding.trait);
    add_reason(trait == policy.traits.end() ? EvidenceRule{} : trait->second, finding.what, name, judgement);
  }
  std::stable_sort(judgement.reasons.begin(), judgement.reasons.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity > b.severity; });
  return judgement;
}

}  // namespace chuangmo::evidence
