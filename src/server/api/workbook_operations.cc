#include <array>

#include "app/workbook_desk.h"
#include "server/api/disposition.h"
#include "server/api/operations.h"
#include "server/api/work_json.h"
#include "workflow/descriptions.h"

namespace chuangmo::server {

namespace {

using workflow::Action;

constexpr const char* kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::size_t kMostCells = 5'000;  // listed; there may be more in a workbook
constexpr std::size_t kMostFindings = 2'000;

Result<workflow::Request> request_for(Call& call, const workflow::Work& work, Action action) {
  const auto found = work.requests.find(call.parameter("request"));
  if (found == work.requests.end() || !call.may(Action::view_request, {.unit = found->second.unit}))
    return fail("API004", "没有催报 " + call.parameter("request"), "用 GET /requests 查看");
  CHUANGMO_CHECK(call.require(action, {.unit = found->second.unit}));
  return found->second;
}

HttpResponse workbook_answer(std::string bytes, const std::string& name) {
  HttpResponse response = text_response(200, kXlsxType, share(std::move(bytes)));
  response.set("Cache-Control", "private, no-store");
  response.set("Content-Disposition", disposition("attachment", name));
  return response;
}

std::string file_name(const workflow::Request& request, const char* ending) {
  return request.unit + " " + request.period.text_zh() + ending;
}

Result<HttpResponse> make(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::view_request));
  const bool sees_draft = call.may(Action::edit_draft, {.unit = request.unit});
  CHUANGMO_TRY(bytes, app::make_workbook(call.office(), *work, request, sees_draft));
  return workbook_answer(std::move(bytes), file_name(request, "报送表.xlsx"));
}

Result<app::OnConflict> choice_of(const Call& call) {
  const std::string text = call.query("conflicts").value_or("keep");
  if (text == "keep") return app::OnConflict::keep_current;
  if (text == "take") return app::OnConflict::take_workbook;
  return fail("API012", "“conflicts”写的是“" + text + "”", "可以写：keep、take");
}

Result<std::unique_ptr<app::WorkbookLook>> look_of(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::edit_draft));
  CHUANGMO_TRY(choice, choice_of(call));
  const std::string file = call.query("file").value_or("");
  if (file.empty()) return fail("API012", "没有写文件名", "加上 ?file=文件名");
  return app::look_at_workbook(call.office(), *work, request, call.request().body_text(), file, choice);
}

std::string cell_text(const chuangmo::Where& where) {
  return where.row == 0 ? "" : where.column + std::to_string(where.row);
}

Json cell_json(const app::CellChange& cell) {
  Json json = Json::object();
  json["place"] = cell.place;
  json["name"] = cell.name;
  json["state"] = app::cell_state_name(cell.state);
  json["sheet"] = cell.where.sheet;
  json["cell"] = cell_text(cell.where);
  json["sent"] = cell.sent;
  json["returned"] = cell.returned;
  json["current"] = cell.current;
  return json;
}

Json finding_json(const std::string& code, std::string_view severity, const std::string& place,
                  const chuangmo::Where& where, const std::string& text, const std::string& fix,
                  const app::EnglishFinding& english) {
  Json json = Json::object();
  json["code"] = code;
  json["severity"] = severity;
  json["place"] = place;
  json["sheet"] = where.sheet;
  json["cell"] = where.sheet.empty() ? "" : cell_text(where);
  json["text"] = text;
  json["fix"] = fix;
  json["text_en"] = english.text;
  json["fix_en"] = english.fix;
  return json;
}

// What asks for somebody's eye comes first.
Json cells_json(const app::WorkbookComparison& comparison, std::size_t& left_out) {
  Json list = Json::array();
  for (const bool is_unchanged : {false, true}) {
    for (const app::CellChange& cell : comparison.cells) {
      if ((cell.state == app::CellState::unchanged) != is_unchanged) continue;
      if (list.size() < kMostCells) {
        list.push_back(cell_json(cell));
      } else {
        ++left_out;
      }
    }
  }
  return list;
}

Json look_json(const app::WorkbookLook& look, const app::OfficeRules& rules) {
  constexpr std::array<const char*, 3> kSeals = {"good", "missing", "broken"};
  Json json = Json::object();
  json["request"] = look.form.request.id;
  json["seal"] = kSeals[static_cast<std::size_t>(look.seal)];
  json["looked"] = look.looked;
  json["counts"] = Json::object();
  for (const app::CellState state : {app::CellState::unchanged, app::CellState::changed,
                                     app::CellState::conflict, app::CellState::not_understood}) {
    const auto count = look.comparison.counts.find(state);
    json["counts"][std::string(app::cell_state_name(state))] =
        count == look.comparison.counts.end() ? 0 : count->second;
  }
  std::size_t left_out = 0;
  json["cells"] = cells_json(look.comparison, left_out);
  json["diagnostics"] = Json::array();
  for (const Diagnostic& found : look.diagnostics) {
    if (json["diagnostics"].size() < kMostFindings)
      json["diagnostics"].push_back(finding_json(found.code, severity_name(found.severity), "", found.where,
                                                 found.text, found.fix, {}));
    else
      ++left_out;
  }
  json["findings"] = Json::array();
  for (const workflow::CheckFinding& found : look.findings) {
    json["findings"].push_back(finding_json(found.code, workflow::name_of(found.severity), found.place,
                                            look.comparison.where(found.place), found.text, found.fix,
                                            rules.english(found.code)));
  }
  json["left_out"] = left_out;
  return json;
}

Result<HttpResponse> look(Call& call) {
  CHUANGMO_TRY(look, look_of(call));
  return json_answer(look_json(*look, call.office().rules()));
}

Result<HttpResponse> marked(Call& call) {
  CHUANGMO_TRY(look, look_of(call));
  CHUANGMO_TRY(bytes, app::marked_workbook(*look));
  return workbook_answer(std::move(bytes), file_name(look->form.request, "报送表（有疑问处已标红）.xlsx"));
}

HttpResponse draft_answer(const app::Draft& draft) {
  HttpResponse response = json_response(200, draft.text);
  response.set("ETag", "\"" + draft.tag + "\"");
  return response;
}

Result<HttpResponse> apply(Call& call) {
  CHUANGMO_TRY(look, look_of(call));
  CHUANGMO_TRY(draft, app::apply_workbook(call.office(), *look, call.query("looked").value_or("")));
  return draft_answer(draft);
}

Result<HttpResponse> undo(Call& call) {
  CHUANGMO_TRY(work, call.office().latest_work());
  CHUANGMO_TRY(request, request_for(call, *work, Action::edit_draft));
  CHUANGMO_TRY(draft, app::undo_workbook(call.office(), request.id));
  return draft_answer(draft);
}

}  // namespace

void add_workbook_operations(Operations& operations) {
  constexpr std::size_t kWorkbookBytes = std::size_t{64} << 20U;
  const RouteRules get{.where = Where::slow, .rate = RateClass::read};
  const RouteRules write{.where = Where::worker, .rate = RateClass::write};
  const RouteRules file{.body_limit = kWorkbookBytes,
                        .where = Where::slow,
                        .content_types = {"application/octet-stream"},
                        .rate = RateClass::upload};
  operations.add("GET", "/api/v1/requests/{request}/workbook", get, Door::logged_in, make);
  operations.add("POST", "/api/v1/requests/{request}/workbook", file, Door::logged_in, look);
  operations.add("POST", "/api/v1/requests/{request}/workbook/marked", file, Door::logged_in, marked);
  operations.add("POST", "/api/v1/requests/{request}/workbook/apply", file, Door::logged_in, apply);
  operations.add("DELETE", "/api/v1/requests/{request}/workbook/apply", write, Door::logged_in, undo);
}

}  // namespace chuangmo::server
