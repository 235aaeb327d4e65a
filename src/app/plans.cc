#include "app/plans.h"

#include <algorithm>

#include "app/documents.h"
#include "base/file.h"
#include "base/text.h"
#include "catalog/diagnostic_names.h"
#include "catalog/programme.h"
#include "ooxml/docx_write.h"
#include "plan/import.h"
#include "plan/lint.h"
#include "plan/plan_diff.h"
#include "plan/plan_edit.h"
#include "plan/plan_merge.h"
#include "plan/plan_toml.h"
#include "plan/report.h"
#include "plan/units_toml.h"

namespace chuangmo::app {

namespace {

constexpr const char* kLintWords = "lint/zh.toml";

std::string words_of(const Document& document) {
  std::string words =
      document.file + "\n" + plan::title_of(document) + "\n" + join(document.paragraphs, "\n");
  for (const Table& table : document.tables) words += "\n" + table.title;
  return words;
}

std::optional<catalog::ProgrammeDefinition> programme_of(const Document& document, const Library& library) {
  Diagnostics ignored;  // `catalog check` tells them
  const std::string words = words_of(document);
  for (catalog::ProgrammeDefinition& programme : catalog::read_programmes(library.files, ignored)) {
    if (contains(words, programme.city)) return std::move(programme);
  }
  return std::nullopt;
}

Result<Diagnostics> lint_findings(const Plan& plan, const Library& library) {
  const auto words = library.files.find(kLintWords);
  plan::LintContext context;
  if (words != library.files.end()) {
    CHUANGMO_TRY(read, plan::read_lint_toml(words->second));
    context = std::move(read);
  }
  return plan::lint(plan, context);
}

void add_by_row(Diagnostics& all, const Diagnostics& found) {
  all.insert(all.end(), found.begin(), found.end());
  std::stable_sort(all.begin(), all.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.where.row < b.where.row; });
}

}  // namespace

Result<PlanReading> read_plan_document(const Document& document, const Library& library,
                                       const std::optional<UnitRegister>& units) {
  PlanReading reading;
  const auto programme = programme_of(document, library);
  if (programme) reading.programme = programme->id;
  if (units) {
    reading.confirmed = *units;
  } else if (programme && !programme->units_toml.empty()) {
    CHUANGMO_TRY(known,
                 plan::read_units_toml(programme->units_toml, "programmes/" + programme->id + "/units.toml"));
    reading.confirmed = std::move(known);
  }
  reading.plan = plan::read_plan(document, reading.confirmed);
  CHUANGMO_TRY(found, lint_findings(reading.plan, library));
  add_by_row(reading.plan.diagnostics, found);
  return reading;
}

Result<Diagnostics> edited_findings(const Plan& plan, const Plan& imported, const Library& library) {
  Diagnostics all = plan::reading_findings(plan, imported);
  CHUANGMO_TRY(found, lint_findings(plan::as_written(plan, imported), library));
  add_by_row(all, found);
  return all;
}

Diagnostics obstacles(const Plan& plan) {
  Diagnostics found;
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    const bool is_of_the_words = diagnostic.code == "PLN012" || starts_with(diagnostic.code, "LNT");
    if (diagnostic.severity == Severity::error && !is_of_the_words) found.push_back(diagnostic);
  }
  return found;
}

Result<PlanReading> read_plan_file(const std::filesystem::path& file, const Library& library,
                                   const std::optional<UnitRegister>& units) {
  CHUANGMO_TRY(document, read_document(file));
  return read_plan_document(document, library, units);
}

namespace {

Result<UnitRegister> read_units_file(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return UnitRegister{};
  CHUANGMO_TRY(text, read_file(path));
  return plan::read_units_toml(text, path.string());
}

Result<Plan> read_plan_toml_file(const std::filesystem::path& path) {
  CHUANGMO_TRY(text, read_file(path));
  return plan::read_plan_toml(text, path.string());
}

// The files of one plan: what stands in them, and what shall, all at once.
class PlanFolder {
 public:
  explicit PlanFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  std::string path(const char* name) const { return (folder_ / name).string(); }
  Result<std::optional<std::string>> text(const char* name) const {
    if (!std::filesystem::exists(folder_ / name)) return std::nullopt;
    CHUANGMO_TRY(content, read_file(folder_ / name));
    return content;
  }
  Result<void> put(const char* name, std::string wanted) {
    CHUANGMO_TRY(present, text(name));
    if (present != wanted) wanted_.emplace_back(folder_ / name, std::move(wanted));
    return {};
  }
  Result<void> write() const {
    std::vector<FileText> files;
    for (const auto& [path, text] : wanted_) files.push_back({path, text});
    return write_files(files);
  }

 private:
  std::filesystem::path folder_;
  std::vector<std::pair<std::filesystem::path, std::string>> wanted_;  // take their names in this order
};

// Entries of the plan that nobody confirmed.
UnitRegister proposed_units(const Plan& plan, const UnitRegister& confirmed) {
  UnitRegister proposed;
  for (const UnitEntry& unit : plan.units.units) {
    if (confirmed.find(unit.name) == nullptr) proposed.units.push_back(unit);
  }
  for (const GroupEntry& group : plan.units.groups) {
    if (confirmed.find_group(group.name) == nullptr) proposed.groups.push_back(group);
  }
  return proposed;
}

ooxml::DocxTable table_of(const std::vector<std::vector<std::string>>& rows, std::vector<int> widths_mm) {
  ooxml::DocxTable table;
  table.header_rows = 1;
  table.widths_mm = std::move(widths_mm);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<ooxml::DocxCell> cells;
    for (const std::string& text : rows[i]) {
      ooxml::DocxCell cell;
      cell.paragraphs.push_back(ooxml::paragraph(text));
      if (i == 0) {
        cell.fill = "E8EEF4";
        for (ooxml::DocxRun& run : cell.paragraphs[0].runs) run.is_bold = true;
      }
      cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace

Result<StoredPlan> read_stored_plan(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "plan.toml"))
    return fail("WSP003", folder.string() + " 里没有任务分解表（plan.toml）",
                "先运行 chuangmo plan import 文件 -o " + folder.string());
  StoredPlan stored;
  CHUANGMO_TRY(plan, read_plan_toml_file(folder / "plan.toml"));
  CHUANGMO_TRY(confirmed, read_units_file(folder / "units.toml"));
  CHUANGMO_TRY(proposed, read_units_file(folder / "units.proposed.toml"));
  plan::attach_units(plan, plan::combine_units(confirmed, proposed));
  stored.plan = std::move(plan);
  stored.confirmed = std::move(confirmed);
  return stored;
}

Result<UnitRegister> read_confirmed_units(const std::filesystem::path& folder) {
  return read_units_file(folder / "units.toml");
}

Result<StoredChanges> store_plan(const std::filesystem::path& folder, const PlanReading& reading) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    return fail("FIL002", "无法建立目录 " + folder.string() + "：" + system_reason(error),
                "检查权限和磁盘空间");
  PlanFolder files(folder);
  CHUANGMO_TRY(imported_text, files.text("plan.imported.toml"));
  CHUANGMO_TRY(edited_text, files.text("plan.toml"));
  StoredChanges changes;
  Plan kept = reading.plan;
  if (imported_text && edited_text) {
    CHUANGMO_TRY(imported, plan::read_plan_toml(*imported_text, files.path("plan.imported.toml")));
    Plan edited = imported;
    if (*edited_text != *imported_text) {
      CHUANGMO_TRY(changed, plan::read_plan_toml(*edited_text, files.path("plan.toml")));
      edited = std::move(changed);
    }
    plan::MergedPlan merged = plan::merge_plans(imported, edited, reading.plan);
    changes.document = plan::render(merged.changes);
    changes.kept = plan::render(merged.kept);
    changes.diagnostics = std::move(merged.diagnostics);
    kept = std::move(merged.plan);
  }
  UnitRegister confirmed = reading.confirmed;
  if (std::filesystem::exists(folder / "units.toml")) {
    CHUANGMO_TRY(stored, read_confirmed_units(folder));
    confirmed = std::move(stored);
  } else {
    CHUANGMO_CHECK(files.put("units.toml", plan::write_units_toml(confirmed)));
  }
  CHUANGMO_CHECK(
      files.put("units.proposed.toml", plan::write_units_toml(proposed_units(reading.plan, confirmed))));
  // Should the power fail in between, a plan.toml ahead of its import is harmless; one behind it would read
  // as edited by people.
  CHUANGMO_CHECK(files.put("plan.toml", plan::write_plan_toml(kept)));
  CHUANGMO_CHECK(files.put("plan.imported.toml", plan::write_plan_toml(reading.plan)));
  CHUANGMO_CHECK(files.write());
  return changes;
}

std::string review_document(const Plan& plan, const Library& library) {
  const plan::ReviewReport report =
      plan::review_report(plan, plan.diagnostics, catalog::diagnostic_names(library.files));
  ooxml::DocxContent content;
  content.title = report.title;
  content.is_landscape = true;
  content.blocks.emplace_back(ooxml::paragraph(report.title, ooxml::DocxStyle::title));
  for (const std::string& text : report.paragraphs) content.blocks.emplace_back(ooxml::paragraph(text));
  content.blocks.emplace_back(ooxml::paragraph(report.summary_heading, ooxml::DocxStyle::heading1));
  content.blocks.emplace_back(table_of(report.summary, {20, 90, 20, 20, 90}));
  content.blocks.emplace_back(ooxml::paragraph(report.findings_heading, ooxml::DocxStyle::heading1));
  content.blocks.emplace_back(table_of(report.findings, {12, 40, 70, 70, 55}));
  return ooxml::write_docx(content);
}

}  // namespace chuangmo::app
