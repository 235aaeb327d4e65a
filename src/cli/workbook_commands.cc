#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <memory>

#include "app/documents.h"
#include "app/office.h"
#include "app/workbook_desk.h"
#include "base/file.h"
#include "base/progress.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "publish/diagnostics_json.h"

namespace chuangmo::cli {

namespace {

struct WorkbookOptions {
  std::string request;
  std::string file;
  std::string output;
  std::string mark;
  bool is_applied = false;
  bool takes_workbook = false;
};

Result<workflow::Request> request_of(const workflow::Work& work, const std::string& id) {
  const auto found = work.requests.find(id);
  if (found != work.requests.end()) return found->second;
  return fail("WRK060", "没有催报 " + id, "写成 单位|期间，如 市统计局|2010");
}

Result<void> make(const Session& session, const WorkbookOptions& options) {
  CHUANGMO_TRY(library, session.library());
  CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, {}, 1}, library));
  CHUANGMO_TRY(work, office->latest_work());
  CHUANGMO_TRY(request, request_of(*work, options.request));
  CHUANGMO_TRY(bytes, app::make_workbook(*office, *work, request, true));
  CHUANGMO_CHECK(write_file(options.output, bytes));
  fmt::print(
      "已写入 {}：{} 条数据，{} 本台账\n", options.output,
      std::count_if(request.items.begin(), request.items.end(),
                    [](const workflow::Item& item) { return item.kind == workflow::ItemKind::figure; }),
      std::count_if(request.items.begin(), request.items.end(),
                    [](const workflow::Item& item) { return item.kind == workflow::ItemKind::ledger; }));
  return {};
}

std::string shown(const std::string& text) {
  return text.empty() ? "（空）" : text;
}

void print_look(const app::WorkbookLook& look) {
  for (const app::CellChange& cell : look.comparison.cells) {
    if (cell.state == app::CellState::unchanged) continue;
    const std::string place = cell.where.sheet.empty() ? ""
                                                       : fmt::format("{}!{}{}：", cell.where.sheet,
                                                                     cell.where.column, cell.where.row);
    fmt::print("{} {}{}：{} → {}{}\n", app::cell_state_name_zh(cell.state), place, cell.name,
               shown(cell.sent), shown(cell.returned),
               cell.state == app::CellState::conflict ? "（现为 " + shown(cell.current) + "）" : "");
  }
  for (const workflow::CheckFinding& finding : look.findings) {
    if (finding.severity != CheckSeverity::note)
      fmt::print("校验 {} {}：{}\n", finding.code, finding.place, finding.text);
  }
  const auto count = [&](app::CellState state) {
    const auto found = look.comparison.counts.find(state);
    return found == look.comparison.counts.end() ? std::size_t{0} : found->second;
  };
  fmt::print("{}：{} 格未变，{} 格修改，{} 格冲突，{} 格未读懂\n", look.form.request.id,
             count(app::CellState::unchanged), count(app::CellState::changed),
             count(app::CellState::conflict), count(app::CellState::not_understood));
}

Result<int> read(const Session& session, const WorkbookOptions& options) {
  CHUANGMO_TRY(bytes, read_file(options.file, app::kMaxFileBytes));
  CHUANGMO_TRY(library, session.library());
  CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, {}, 1}, library));
  // Whose it is, what it says, what is marked.
  auto progress =
      std::make_unique<Progress>("读 " + std::filesystem::path(options.file).filename().string(), 3);
  std::string id = options.request;
  if (id.empty()) {
    CHUANGMO_TRY(named, app::request_of_workbook(bytes, options.file));
    id = named;
  }
  progress->advance();
  CHUANGMO_TRY(work, office->latest_work());
  CHUANGMO_TRY(request, request_of(*work, id));
  const app::OnConflict choice =
      options.takes_workbook ? app::OnConflict::take_workbook : app::OnConflict::keep_current;
  CHUANGMO_TRY(look, app::look_at_workbook(*office, *work, request, bytes, options.file, choice));
  progress->advance();
  if (!options.mark.empty()) {
    CHUANGMO_TRY(marked, app::marked_workbook(*look));
    CHUANGMO_CHECK(write_file(options.mark, marked));
  }
  progress.reset();  // its line gives way to what is told
  print_look(*look);
  print_diagnostics(look->diagnostics, stderr);
  if (!options.mark.empty()) fmt::print("标红后的工作簿已写入 {}\n", options.mark);
  if (options.is_applied) {
    CHUANGMO_CHECK(app::apply_workbook(*office, *look, look->looked));
    fmt::print("已写入草稿；撤销：chuangmo workbook undo '{}' -w {}\n", id, session.workspace);
  }
  return has_errors(look->diagnostics) ? kFindings : kDone;
}

Result<void> undo(const Session& session, const WorkbookOptions& options) {
  CHUANGMO_TRY(library, session.library());
  CHUANGMO_TRY(office, app::Office::open({session.workspace, session.database, {}, 1}, library));
  CHUANGMO_CHECK(app::undo_workbook(*office, options.request));
  fmt::print("草稿已恢复到写入工作簿之前\n");
  return {};
}

int code_of(const Result<void>& result) {
  return result ? kDone : report_failure(result.error());
}

void add_workspace(CLI::App* command, Session& session) {
  command->add_option("-w,--workspace", session.workspace, "工作目录 (workspace)");
}

}  // namespace

void add_workbook_commands(CLI::App& program, Session& session) {
  CLI::App* workbook = program.add_subcommand("workbook", "报送工作簿：发出、读回、标红、写入草稿");
  workbook->require_subcommand(1);
  auto options = std::make_shared<WorkbookOptions>();

  CLI::App* made = workbook->add_subcommand("make", "生成一件催报的 Excel 工作簿");
  made->add_option("request", options->request, "催报，如 '市统计局|2010'")->required();
  made->add_option("-o,--output", options->output, "写到这个 .xlsx 文件")->required();
  add_workspace(made, session);
  made->callback([&session, options] {
    session.chosen = [&session, options] { return code_of(make(session, *options)); };
  });

  CLI::App* back = workbook->add_subcommand("read", "读填好的工作簿：逐格比较，不写入");
  back->add_option("file", options->file, ".xlsx 或 .xls 文件")->required();
  back->add_option("--request", options->request, "催报；缺省按工作簿里的标记");
  back->add_option("--mark", options->mark, "把有疑问的格子标红，写到这个文件");
  back->add_flag("--apply", options->is_applied, "把读懂的修改写入草稿");
  back->add_flag("--take", options->takes_workbook, "两边都改过的，采用工作簿里的");
  add_workspace(back, session);
  back->callback([&session, options] {
    session.chosen = [&session, options] {
      const auto code = read(session, *options);
      return code ? *code : report_failure(code.error());
    };
  });

  CLI::App* undone = workbook->add_subcommand("undo", "撤销上一次写入草稿的工作簿");
  undone->add_option("request", options->request, "催报，如 '市统计局|2010'")->required();
  add_workspace(undone, session);
  undone->callback([&session, options] {
    session.chosen = [&session, options] { return code_of(undo(session, *options)); };
  });
}

}  // namespace chuangmo::cli
