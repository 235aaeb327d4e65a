#include "notify/transfer.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <new>

#include "base/text.h"

namespace chuangmo::notify {
namespace {

constexpr std::size_t kMaxPrintableBytes = 500;

struct Meaning {
  CURLcode outcome;
  const char* code;
  const char* text;
  const char* fix;
};
constexpr const char* kCheckAddress = "请检查地址、端口和网络";
constexpr const char* kCheckCertificate = "请核对服务器的证书与主机名，或换用支持加密的服务器";
// What libcurl names itself; everything else is told by the number the server answered.
constexpr std::array kMeanings{
    Meaning{CURLE_OPERATION_TIMEDOUT, "NTF003", "超时没有答复", "请稍后重试；如常常如此，请检查网络"},
    Meaning{CURLE_USE_SSL_FAILED, "NTF004", "不提供加密连接", kCheckCertificate},
    Meaning{CURLE_SSL_CONNECT_ERROR, "NTF004", "的加密连接没有建立", kCheckCertificate},
    Meaning{CURLE_PEER_FAILED_VERIFICATION, "NTF004", "的证书不可信", kCheckCertificate},
    Meaning{CURLE_SSL_CACERT_BADFILE, "NTF004", "的证书无法核对，本机证书文件读不出", "请检查证书文件的路径"},
    Meaning{CURLE_LOGIN_DENIED, "NTF005", "不接受用户名或密码", "请核对用户名和密码（授权码）"},
};

void start_library() {
  static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(kStarted);
}

}  // namespace

Transfer::Transfer(const SendTimeouts& timeouts) {
  start_library();
  handle_.reset(curl_easy_init());
  if (!handle_) throw std::bad_alloc();  // the only reason libcurl has
  set_number(CURLOPT_NOSIGNAL, 1);
  set_number(CURLOPT_FOLLOWLOCATION, 0);
  set_number(CURLOPT_CONNECTTIMEOUT_MS, timeouts.connect_ms);
  set_number(CURLOPT_TIMEOUT_MS, timeouts.total_ms);
  set_text(CURLOPT_PROXY, "");
}

void Transfer::set_text(CURLoption option, const std::string& value) {
  curl_easy_setopt(handle(), option, value.c_str());
}

void Transfer::set_number(CURLoption option, long value) {
  curl_easy_setopt(handle(), option, value);
}

void Transfer::append(CURLoption option, const std::string& line) {
  auto list =
      std::find_if(lists_.begin(), lists_.end(), [&](const List& each) { return each.option == option; });
  if (list == lists_.end()) list = lists_.insert(lists_.end(), List{option, nullptr});
  curl_slist* longer = curl_slist_append(list->lines.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list->lines.release());  // it is the head of `longer` now
  list->lines.reset(longer);
}

void Transfer::submit_lists() {
  for (const List& list : lists_) curl_easy_setopt(handle(), list.option, list.lines.get());
}

CURLcode Transfer::perform() {
  submit_lists();
  return curl_easy_perform(handle());
}

long Transfer::response_code() const {
  long code = 0;
  curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &code);
  return code;
}

Failure failure_of(CURLcode outcome, long response_code, std::string_view said, std::string_view peer) {
  const auto* known = std::find_if(kMeanings.begin(), kMeanings.end(),
                                   [outcome](const Meaning& each) { return each.outcome == outcome; });
  if (known != kMeanings.end()) return {known->code, fmt::format("{} {}", peer, known->text), known->fix};
  const std::string answer =
      fmt::format("{} 答复 {}", peer, said.empty() ? std::to_string(response_code) : printable(said));
  if (response_code >= 500) return {"NTF006", answer, "对方拒收；请按答复所说改正收件人或内容"};
  if (response_code >= 400) return {"NTF011", answer, "对方暂时不收；请稍后重试"};
  return {"NTF002", fmt::format("无法与 {} 通信：{}", peer, curl_easy_strerror(outcome)), kCheckAddress};
}

std::string printable(std::string_view said) {
  std::string out;
  for (const char c : said.substr(0, kMaxPrintableBytes)) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
  }
  while (!out.empty() && !is_valid_utf8(out)) out.pop_back();
  return out;
}

}  // namespace chuangmo::notify
