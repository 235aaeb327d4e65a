#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/call.h"

namespace chuangmo::server {

using Operation = std::function<Result<HttpResponse>(Call& call)>;

// Who may come at all; what they may do the operation asks itself.
enum class Door { anybody, logged_in };

// The operations of /api/v1, as api/openapi.yaml describes them.
class Operations {
 public:
  struct Row {
    std::string method;
    std::string pattern;
    RouteRules rules;
    Door door = Door::logged_in;
    Operation operation;
  };
  void add(std::string_view method, std::string_view pattern, RouteRules rules, Door door,
           Operation operation);
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

Operations all_operations();

// Puts each operation behind its door: identification, CSRF token, scopes of tokens, a password that must be
// changed first, Idempotency-Key; failures become problems. `api` outlives the routes.
void bind_operations(Routes& routes, Api& api, const Operations& operations);
// The stream of events, which is no operation that answers once. GET /api/v1/events
void bind_events(Routes& routes, Api& api);

// Who asks: by session or token. API001 nobody, and what admission asks besides.
Result<app::Identified> identified_caller(Api& api, const HttpRequest& request);

// A file each.
void add_session_operations(Operations& operations);
void add_account_operations(Operations& operations);
void add_plan_operations(Operations& operations);
void add_plan_editing_operations(Operations& operations);
void add_request_operations(Operations& operations);
void add_submission_operations(Operations& operations);
void add_workbook_operations(Operations& operations);
void add_evidence_operations(Operations& operations);
void add_fact_operations(Operations& operations);
void add_figure_operations(Operations& operations);
void add_monitoring_operations(Operations& operations);
void add_verdict_operations(Operations& operations);
void add_verdict_view_operations(Operations& operations);
void add_view_operations(Operations& operations);
void add_chasing_operations(Operations& operations);
void add_publishing_operations(Operations& operations);
void add_document_operations(Operations& operations);
void add_dossier_operations(Operations& operations);
void add_drill_operations(Operations& operations);  // and where a number comes from
void add_log_operations(Operations& operations);
void add_system_operations(Operations& operations);

}  // namespace chuangmo::server
