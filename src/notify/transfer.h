#pragma once
#include <curl/curl.h>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chuangmo::notify {

struct SendTimeouts {
  int connect_ms = 10'000;
  int total_ms = 30'000;  // of the whole exchange, from the name's look-up to the answer
};

// One exchange through libcurl: no proxy of the environment, no signals, no redirect, both timeouts set.
class Transfer {
 public:
  explicit Transfer(const SendTimeouts& timeouts);
  CURL* handle() const { return handle_.get(); }
  void set_text(CURLoption option, const std::string& value);
  void set_number(CURLoption option, long value);
  void append(CURLoption option, const std::string& line);  // to the list an option takes
  void submit_lists();                                      // hands the lists over; they live as long as this
  CURLcode perform();
  long response_code() const;

 private:
  struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  struct List {
    CURLoption option;
    std::unique_ptr<curl_slist, Close> lines;
  };
  std::vector<List> lists_;
  std::unique_ptr<CURL, Close> handle_;
};

// The failure of an exchange with `peer`. NTF002 not reached, NTF003 timed out, NTF004 TLS, NTF005 login
// refused, NTF006 refused for good (5xx), NTF011 refused for now (4xx).
Failure failure_of(CURLcode outcome, long response_code, std::string_view said, std::string_view peer);

// What another machine said, fit for a log: control characters and what is beyond 500 bytes left out.
std::string printable(std::string_view said);

}  // namespace chuangmo::notify
