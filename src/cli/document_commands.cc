#include <filesystem>
#include <fmt/format.h>
#include <memory>

#include "app/document_desk.h"
#include "app/document_templates.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace chuangmo::cli {

namespace {

struct DocumentOptions {
  std::string name;
  std::string file;
  std::string period;
  std::string unit;
  std::string output;
  std::string now;
};
using OptionsPtr = std::shared_ptr<DocumentOptions>;

int list_documents(const Session&) {
  for (const publish::DocumentKind& kind : publish::document_kinds()) {
    std::string asks;
    for (const PeriodKind period : kind.periods)
      asks += fmt::format(" --period <{}>", period_kind_name(period));
    if (kind.needs.unit) asks += " --unit <单位>";
    fmt::print("{}  {}（{}）{}\n", kind.name, kind.title, kind.audience, asks);
  }
  return kDone;
}

int list_fields(const DocumentOptions& options) {
  const auto kind = app::known_document(options.name);
  if (!kind) return report_failure(kind.error());
  for (const ViewField& field : (*kind)->shape())
    fmt::print("{}\t{}\t{}\t{}\n", field.path, view_kind_name_zh(field.kind), field.meaning, field.example);
  return kDone;
}

// What the ending of a file says: a workbook, or else a Word document.
app::DocumentForm form_of(const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  return ending == ".xlsx" ? app::DocumentForm::xlsx : app::DocumentForm::docx;
}

// The document that a template is for, by the name of its file unless somebody says.
std::string document_of(const DocumentOptions& options) {
  return options.name.empty() ? std::filesystem::path(options.file).stem().string() : options.name;
}

int check_template(const DocumentOptions& options) {
  const auto kind = app::known_document(document_of(options));
  if (!kind) return report_failure(kind.error());
  const auto bytes = read_file(options.file, app::kMaxTemplateBytes);
  if (!bytes) return report_failure(bytes.error());
  const auto found = app::check_template(*bytes, options.file, **kind, form_of(options.file));
  if (!found) return report_failure(found.error());
  if (found->empty()) {
    fmt::print("{}：可以用作“{}”的模板\n", options.file, (*kind)->title);
    return kDone;
  }
  print_diagnostics(*found, stderr);
  return has_errors(*found) ? kFindings : kDone;
}

// Where a template can be taken from to be changed.
int copy_template(const Session& session, const DocumentOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto kind = app::known_document(options.name);
  if (!kind) return report_failure(kind.error());
  const app::DocumentForm form = form_of(options.output);
  const auto bytes = app::catalog_template(*library, **kind, form);
  if (!bytes) return report_failure(bytes.error());
  const std::string file = options.output.empty() ? publish::template_file(**kind, form) : options.output;
  if (const auto written = write_file(file, *bytes); !written) return report_failure(written.error());
  fmt::print("已写入 {}；改好后放进工作区的 templates/ 文件夹即生效\n", file);
  return kDone;
}

Result<app::MadeDocument> made(const Session& session, const app::Library& library,
                               const DocumentOptions& options) {
  app::DocumentWish wish;
  wish.name = options.name;
  wish.unit = options.unit;
  wish.form = form_of(options.output);
  wish.as_pdf = std::filesystem::path(options.output).extension() == ".pdf";
  if (!options.period.empty()) {
    CHUANGMO_TRY(period, Period::parse(options.period));
    wish.period = period;
  }
  if (!options.now.empty()) {
    CHUANGMO_TRY(moment, Instant::parse(options.now));
    wish.known_at = moment;
  }
  CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, {}, 1}, library));
  return app::made_document(*office, wish);
}

int make_document(const Session& session, const DocumentOptions& options) {
  const auto library = session.library();
  if (!library) return report_failure(library.error());
  const auto document = made(session, *library, options);
  if (!document) return report_failure(document.error());
  print_diagnostics(document->diagnostics, stderr);
  if (document->bytes.empty()) return kFindings;
  if (const auto written = write_file(options.output, document->bytes); !written)
    return report_failure(written.error());
  fmt::print("{}：已写入 {}\n", document->title, options.output);
  return kDone;
}

}  // namespace

void add_document_commands(CLI::App& program, Session& session) {
  const auto options = std::make_shared<DocumentOptions>();
  CLI::App* document = program.add_subcommand("document", "公文：由模板和数据生成 Word、Excel 或 PDF 文件");
  document->require_subcommand(1);

  CLI::App* list = document->add_subcommand("list", "列出可以生成的文件");
  list->callback([&session] { session.chosen = [&session] { return list_documents(session); }; });

  CLI::App* fields = document->add_subcommand("fields", "列出一种文件的模板可用的名称");
  fields->add_option("name", options->name, "文件的名称，如 monthly-bulletin")->required();
  fields->callback([&session, options] { session.chosen = [options] { return list_fields(*options); }; });

  CLI::App* copy = document->add_subcommand("template", "取出一种文件的模板，以便修改");
  copy->add_option("name", options->name, "文件的名称")->required();
  copy->add_option("-o,--output", options->output, "写到哪里（默认：名称.docx；写成 .xlsx 即取 Excel 模板）");
  copy->callback([&session, options] {
    session.chosen = [&session, options] { return copy_template(session, *options); };
  });

  CLI::App* check = document->add_subcommand("check", "检查改过的模板");
  check->add_option("file", options->file, "模板（.docx 或 .xlsx）")->required();
  check->add_option("--for", options->name, "是哪种文件的模板（默认按文件名）");
  check->callback([&session, options] { session.chosen = [options] { return check_template(*options); }; });

  CLI::App* make = document->add_subcommand("make", "生成文件");
  make->add_option("name", options->name, "文件的名称")->required();
  make->add_option("--period", options->period, "期间，如 2011-12、2011Q4、2011（默认：最近结束的一个）");
  make->add_option("--unit", options->unit, "单位");
  make->add_option("-o,--output", options->output, "写到哪里：.docx、.xlsx 或 .pdf")->required();
  make->add_option("--now", options->now, "当作此刻来编制，如 2012-01-05（默认：现在）");
  make->add_option("-w,--workspace", session.workspace, "工作区目录")->capture_default_str();
  make->add_option("--db", session.database, "PostgreSQL 数据库");
  make->callback([&session, options] {
    session.chosen = [&session, options] { return make_document(session, *options); };
  });
}

}  // namespace chuangmo::cli
