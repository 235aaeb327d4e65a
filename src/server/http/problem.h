#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"
#include "server/http/exchange.h"

namespace chuangmo::server {

// One fault of several in what a client sent.
struct ProblemItem {
  std::string code;
  Severity severity = Severity::error;
  std::string place;    // where a person looks: "表.xlsx:Sheet1:3:C"
  std::string pointer;  // where a program looks: a JSON pointer into the body (RFC 6901)
  std::string text;
  std::string fix;
};

// The HTTP status of a failure's code. Codes not named in the table are what was asked for not being
// possible: 422.
int status_of_code(std::string_view code);
std::string_view reason_phrase(int status);  // "Not Found" (RFC 9110, 15)

// application/problem+json (RFC 9457): type "/problems/CODE", title, status, detail, instance; with code,
// fix, request (the id in the log) and errors as extension members.
HttpResponse problem_response(const Failure& failure, const HttpRequest& request);
HttpResponse problem_response(const Failure& failure, const std::vector<ProblemItem>& items,
                              const HttpRequest& request);
HttpResponse problem_response(const Failure& failure, const Diagnostics& findings,
                              const HttpRequest& request);
HttpResponse problem_response(int status, const Failure& failure, const HttpRequest& request);

}  // namespace chuangmo::server
