#pragma once
#include "app/portal.h"
#include "server/api/call.h"

namespace chuangmo::server {

// The public pages, outside /api/v1: Chinese at / and below, English at /en and below. Each body is made when
// it is first asked for after the journal has grown, and kept.
class PortalPages {
 public:
  PortalPages(Api& api, app::PortalLook look);
  void bind(Routes& routes);

  // Makes the latest state, so that nobody has to wait for it.
  Result<void> refresh();
  // What a browser is shown where nothing is; `otherwise` for everybody else. Out of memory alone.
  HttpResponse not_found(const HttpRequest& request, HttpResponse otherwise);

 private:
  using Language = publish::Language;
  using Site = app::PortalState;
  // What one body is made of: its text, how it is sent.
  struct Made {
    std::string text;
    std::string_view type;
    std::string disposition;  // "" none
  };
  using Make = Result<Made> (PortalPages::*)(const Site& site, const HttpRequest& request, Language language);

  void add(Routes& routes, std::string_view pattern, Make make, bool is_in_both_languages = true);
  HttpResponse respond(const HttpRequest& request, Make make, Language language);
  Result<SharedCachedBody> body(const app::PortalStatePtr& state, const HttpRequest& request, Make make,
                                Language language, std::string& shown_as);

  Result<Made> home(const Site& site, const HttpRequest& request, Language language);
  Result<Made> indicator(const Site& site, const HttpRequest& request, Language language);
  Result<Made> data(const Site& site, const HttpRequest& request, Language language);
  Result<Made> data_file(const Site& site, const HttpRequest& request, Language language);
  Result<Made> notices(const Site& site, const HttpRequest& request, Language language);
  Result<Made> notice(const Site& site, const HttpRequest& request, Language language);
  Result<Made> plan(const Site& site, const HttpRequest& request, Language language);
  Result<Made> proof(const Site& site, const HttpRequest& request, Language language);
  Result<Made> entry(const Site& site, const HttpRequest& request, Language language);
  HttpResponse paper(const HttpRequest& request);

  struct Kept {
    SharedCachedBody body;
    std::string disposition;
  };
  Api& api_;
  app::Portal portal_;
  std::mutex mutex_;
  app::PortalStatePtr state_;         // that the bodies are of
  std::map<std::string, Kept> kept_;  // by path
};

}  // namespace chuangmo::server
