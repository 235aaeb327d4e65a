#include "app/workbook_desk.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/criterion_items.h"
#include "app/demo.h"
#include "app/office_conversion.h"
#include "app/workbook_seal.h"
#include "base/digest.h"
#include "base/text.h"
#include "ooxml/sniff.h"
#include "ooxml/xlsx.h"
#include "ooxml/xlsx_mark.h"
#include "publish/workbook.h"
#include "workflow/submission_content.h"

namespace chuangmo::app {

namespace {

using workflow::SubmissionContent;

constexpr const char* kDrafts = "draft";
// As many records as one answer may hold, with the heads and what people put between.
constexpr ooxml::XlsxLimits kSheetLimits{.max_rows = 110'000};
constexpr const char* kBefore = "draft-before-workbook";

std::string why_of(Office& office, const workflow::Request& request) {
  const auto numbers = indicators_asking(
      office.pack(), criterion_items(office.pack(), office.library().standards), request.items);
  std::vector<std::string> names;
  for (const int number : numbers) {
    const IndicatorDefinition* indicator = office.pack().indicator(number);
    names.push_back(fmt::format("指标{}（{}）", number, indicator == nullptr ? "" : indicator->name));
  }
  return "按任务分解表由贵单位提供" + (names.empty() ? "" : "，用于判定" + join(names, "、")) + "。";
}

std::vector<std::string> contacts_of(const workflow::Work& work) {
  std::vector<std::string> contacts;
  for (const auto& [id, account] : work.accounts) {
    if (account.roles.contains(workflow::Role::office) && account.state == workflow::AccountState::active)
      contacts.push_back("创模办 " + account.name);
  }
  if (contacts.empty()) contacts.emplace_back("创模办");
  return contacts;
}

std::string criterion_name(const Pack& pack, const std::string& id) {
  for (const IndicatorDefinition& indicator : pack.indicators) {
    for (const CriterionDefinition& criterion : indicator.criteria) {
      if (criterion.id == id) return id + " " + criterion.name;
    }
  }
  return id;
}

std::string other_text(const Pack& pack, const workflow::Item& item) {
  std::string name = item.kind == workflow::ItemKind::evidence ? criterion_name(pack, item.key) : item.key;
  if (const StationSetDefinition* set = pack.station_set(item.key)) name = set->name;
  const char* how =
      item.kind == workflow::ItemKind::readings ? "（监测数据文件，另行导入）" : "（在系统里上传文件）";
  return fmt::format("{}：{}{}", workflow::item_kind_name_zh(item.kind), name, how);
}

publish::WorkbookFigure figure_row(const FormFigure& figure, const SubmissionContent& content) {
  publish::WorkbookFigure row;
  row.place = figure.place;
  row.title = figure.title;
  row.unit = figure.unit;
  row.definition = figure.scope.empty() ? figure.definition : "【" + figure.scope + "】" + figure.definition;
  row.year_before = figure.year_before.value_or("");
  if (const workflow::SubmittedFigure* given = given_figure(content, figure)) row.value = given->as_given;
  row.note = figure_note(content, figure);
  return row;
}

void add_ledgers(publish::WorkbookContent& book, const RequestForm& form, const SubmissionContent& content) {
  for (const LedgerDefinition* ledger : form.ledgers) {
    publish::WorkbookLedger sheet;
    sheet.ledger = ledger;
    for (const workflow::SubmittedRecord& record : content.records) {
      if (record.ledger == ledger->key) sheet.rows.push_back(record.fields);
    }
    for (const workflow::SubmittedClosure& closure : content.closures)
      sheet.is_complete =
          sheet.is_complete || (closure.ledger == ledger->key && closure.period == form.request.period);
    book.ledgers.push_back(std::move(sheet));
  }
}

publish::WorkbookContent workbook_content(Office& office, const workflow::Work& work, const RequestForm& form,
                                          const SubmissionContent& content) {
  publish::WorkbookContent book;
  book.programme = office.programme().title;
  book.mark = simulated_mark(office.root());
  book.unit = form.request.unit;
  book.period = form.request.period;
  book.due = form.request.due;
  book.closes = form.request.closes;
  book.why = why_of(office, form.request);
  book.contacts = contacts_of(work);
  for (const workflow::Item& item : form.others) book.others.push_back(other_text(office.pack(), item));
  for (const FormFigure& figure : form.figures) {
    const std::string name = figure.group.empty() ? "统计数据" : figure.group;
    const auto group = std::find_if(book.groups.begin(), book.groups.end(),
                                    [&](const publish::WorkbookGroup& each) { return each.name == name; });
    publish::WorkbookGroup& there = group == book.groups.end() ? book.groups.emplace_back() : *group;
    there.name = name;
    there.figures.push_back(figure_row(figure, content));
  }
  add_ledgers(book, form, content);
  for (const FormReport& report : form.reports) {
    const auto given = content.reports.find(report.task);
    book.reports.push_back({report.task, report.text, given == content.reports.end() ? "" : given->second});
  }
  return book;
}

// As .xlsx, whatever it came as.
Result<std::string> as_xlsx(std::string_view bytes, const std::string& file) {
  const ooxml::FileKind kind = ooxml::sniff(bytes);
  if (kind == ooxml::FileKind::ole2) return converted(bytes, "xls", "xlsx");
  if (kind == ooxml::FileKind::xlsx || kind == ooxml::FileKind::zip_other) return std::string(bytes);
  return tl::unexpected(ooxml::wrong_kind(kind, ooxml::FileKind::xlsx, file));
}

std::string sealed(const ReturnedWorkbook& returned, const char* name) {
  const auto found = returned.seal.find(name);
  return found == returned.seal.end() ? "" : found->second;
}

Result<void> check_owner(const ReturnedWorkbook& returned, const WorkbookIdentity& identity) {
  const std::string programme = sealed(returned, kSealProgramme);
  const std::string request = sealed(returned, kSealRequest);
  const bool is_of_others = (!programme.empty() && programme != identity.programme) ||
                            (!request.empty() && request != identity.request);
  if (!is_of_others) return {};
  return fail(
      "WBK004",
      fmt::format("这个工作簿是{}的，不是 {} 的",
                  programme == identity.programme ? quote(request) : "另一项创建工作", identity.request),
      "到它自己的催报里交；或重新下载这一份");
}

Result<void> check_content_found(const ReturnedWorkbook& returned, const RequestForm& form) {
  const bool is_asked = !form.figures.empty() || !form.ledgers.empty() || !form.reports.empty();
  const bool is_found = !returned.figures.empty() || !returned.ledgers.empty() || !returned.reports.empty();
  if (is_found || !is_asked) return {};
  return fail("WBK001", "工作簿里没有找到 " + form.request.id + " 要报的任何一张表",
              "下载这次催报的工作簿，填好后交回");
}

void tell_seal(WorkbookLook& look) {
  const auto add = [&](const char* code, std::string text) {
    look.diagnostics.push_back({code,
                                Severity::warning,
                                {.file = look.file},
                                std::move(text),
                                "核对下面列出的每一处变化后再写入",
                                ""});
  };
  if (look.seal == WorkbookSeal::broken)
    add("WBK002", "工作簿里隐藏的标记被改动过，不作依据：只按表头和名称读取，与系统里现有的内容比较");
  if (look.seal == WorkbookSeal::missing)
    add("WBK003", "工作簿里没有隐藏的标记：只按表头和名称读取，与系统里现有的内容比较");
}

std::string digest_of_look(std::string_view bytes, const SubmissionContent& present, OnConflict on_conflict) {
  return sha256_hex(sha256_hex(bytes) + workflow::content_digest(present) +
                    (on_conflict == OnConflict::keep_current ? "keep" : "take"));
}

std::string digest_or_none(const std::optional<std::string>& text) {
  return text ? sha256_hex(*text) : "";
}

Result<std::optional<std::string>> kept_text(store::Store& store, const Office& office, const char* shelf,
                                             const std::string& request) {
  return store.vault_value(office.programme().id, {shelf, request}, office.now());
}

}  // namespace

Result<std::string> make_workbook(Office& office, const workflow::Work& work,
                                  const workflow::Request& request, bool with_draft) {
  CHUANGMO_TRY(form, request_form(office, work, request));
  CHUANGMO_TRY(present, with_draft ? present_answer(office, work, request.id)
                                   : handed_in_answer(office, work, request.id));
  CHUANGMO_TRY(secret, workbook_secret(office));
  publish::WorkbookContent content = workbook_content(office, work, form, present.content);
  content.seal = workbook_seal(secret, workbook_identity(office, request), present.content);
  return publish::workbook(content);
}

Result<std::unique_ptr<WorkbookLook>> look_at_workbook(Office& office, const workflow::Work& work,
                                                       const workflow::Request& request,
                                                       std::string_view bytes, const std::string& file,
                                                       OnConflict on_conflict) {
  auto look = std::make_unique<WorkbookLook>();
  look->file = file;
  CHUANGMO_TRY(xlsx, as_xlsx(bytes, file));
  look->xlsx = std::move(xlsx);
  CHUANGMO_TRY(document, ooxml::read_whole_xlsx(look->xlsx, file, kSheetLimits));
  CHUANGMO_TRY(form, request_form(office, work, request));
  CHUANGMO_TRY(present, present_answer(office, work, request.id));
  CHUANGMO_TRY(secret, workbook_secret(office));
  look->form = std::move(form);
  look->present = std::move(present);
  look->returned = read_workbook(document, look->form);
  CHUANGMO_CHECK(check_owner(look->returned, workbook_identity(office, request)));
  CHUANGMO_CHECK(check_content_found(look->returned, look->form));
  std::optional<SubmissionContent> sent;
  if (!look->returned.seal.empty()) {
    look->seal = is_genuine_seal(secret, look->returned.seal) ? WorkbookSeal::good : WorkbookSeal::broken;
    if (look->seal == WorkbookSeal::good)
      sent = workflow::read_content(sealed(look->returned, kSealSent)).content;
  }
  look->comparison = compare_workbook(look->returned, sent ? &*sent : nullptr, look->present.content,
                                      look->form, on_conflict);
  tell_seal(*look);
  for (const Diagnostics* found : {&look->returned.diagnostics, &look->comparison.diagnostics})
    look->diagnostics.insert(look->diagnostics.end(), found->begin(), found->end());
  sort_by_position(look->diagnostics);
  CHUANGMO_TRY(findings, check_content(office, work, request.id, look->comparison.next));
  look->findings = std::move(findings);
  look->looked = digest_of_look(bytes, look->present.content, on_conflict);
  return look;
}

Result<std::string> marked_workbook(const WorkbookLook& look) {
  std::vector<ooxml::XlsxMark> marks;
  const auto add = [&](const Where& where, const std::string& text, const std::string& fix) {
    if (where.sheet.empty() || where.row == 0 || where.column.empty()) return;
    int column = 0;
    for (const char letter : where.column) {
      if (letter < 'A' || letter > 'Z' || column > 16'384) return;
      column = column * 26 + (letter - 'A' + 1);
    }
    marks.push_back({where.sheet, where.row - 1, column - 1, fix.empty() ? text : text + "。→ " + fix});
  };
  for (const Diagnostic& finding : look.diagnostics) {
    if (finding.severity != Severity::note) add(finding.where, finding.text, finding.fix);
  }
  for (const workflow::CheckFinding& finding : look.findings) {
    if (finding.severity != CheckSeverity::note)
      add(look.comparison.where(finding.place), finding.text, finding.fix);
  }
  constexpr std::size_t kMostMarks = 5'000;  // nobody reads more, and each is a box to draw
  if (marks.size() > kMostMarks) marks.resize(kMostMarks);
  return ooxml::mark_xlsx(look.xlsx, look.file, marks, kOurComment);
}

Result<Draft> apply_workbook(Office& office, const WorkbookLook& look, const std::string& looked) {
  const Failure stale{"WBK020", "看过之后，工作簿或填报内容又变了", "重新看一遍比较结果，再写入"};
  if (looked != look.looked) return tl::unexpected(stale);
  Draft next;
  next.text = workflow::content_json(look.comparison.next);
  next.tag = sha256_hex(next.text);
  const std::string& request = look.form.request.id;
  // What stood there, and the tag of what stands there from now on: only that is taken back.
  const std::string before =
      next.tag + "\n" + (look.present.draft_tag.empty() ? "" : workflow::content_json(look.present.content));
  CHUANGMO_CHECK(office.change_vault(
      {{{kDrafts, request}, next.text, std::nullopt}, {{kBefore, request}, before, std::nullopt}},
      [&](store::Store& store) -> Result<void> {
        CHUANGMO_TRY(present, kept_text(store, office, kDrafts, request));
        if (digest_or_none(present) != look.present.draft_tag) return tl::unexpected(stale);
        return {};
      }));
  return next;
}

Result<Draft> undo_workbook(Office& office, const std::string& request) {
  const Failure nothing{"WBK021", "没有可以撤销的工作簿：没有写入过，或者写入后草稿又改过、已提交",
                        "在填报表里直接改；或重新下载工作簿"};
  CHUANGMO_TRY(kept, office.vault_value({kBefore, request}));
  if (!kept) return tl::unexpected(nothing);
  const std::size_t line = kept->find('\n');
  const std::string after = kept->substr(0, line);
  const std::string text = line == std::string::npos ? "" : kept->substr(line + 1);
  const std::optional<std::string> restored = text.empty() ? std::nullopt : std::optional(text);
  CHUANGMO_CHECK(office.change_vault(
      {{{kDrafts, request}, restored, std::nullopt}, {{kBefore, request}, std::nullopt, std::nullopt}},
      [&](store::Store& store) -> Result<void> {
        CHUANGMO_TRY(present, kept_text(store, office, kDrafts, request));
        if (digest_or_none(present) != after) return tl::unexpected(nothing);
        return {};
      }));
  return draft(office, request);
}

Result<std::string> request_of_workbook(std::string_view bytes, const std::string& file) {
  CHUANGMO_TRY(xlsx, as_xlsx(bytes, file));
  CHUANGMO_TRY(document, ooxml::read_whole_xlsx(xlsx, file, kSheetLimits));
  const ReturnedWorkbook returned = read_workbook(document, {});
  std::string request = sealed(returned, kSealRequest);
  if (!request.empty()) return request;
  return fail("WBK003", file + " 里没有隐藏的标记，看不出是哪一件催报的",
              "用 --request 写明催报，如 市统计局|2010");
}

}  // namespace chuangmo::app
