#pragma once
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

// A strict reader of the HTML we write, for tests: every element is closed where it was opened, attributes
// are quoted and stand once, nothing but entities begins with '&'.
namespace chuangmo::publish {

class StrictMarkup {
 public:
  explicit StrictMarkup(std::string_view html) : html_(html) {}

  // "" when there is nothing to complain of.
  std::string fault() {
    while (at_ < html_.size() && fault_.empty()) {
      if (html_[at_] == '<') {
        read_tag();
      } else {
        read_text();
      }
    }
    if (fault_.empty() && !open_.empty()) return "not closed: " + open_.back();
    return fault_;
  }

 private:
  static bool is_void(std::string_view name) {
    static constexpr std::array<std::string_view, 5> kVoid{"meta", "link", "img", "br", "hr"};
    return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
  }
  void complain(const std::string& why) {
    const std::size_t from = at_ < 60 ? 0 : at_ - 60;
    fault_ = why + ": …" + std::string(html_.substr(from, 160)) + "…";
  }
  void read_text() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    check_entities(html_.substr(at_, end - at_));
    if (html_.substr(at_, end - at_).find('>') != std::string_view::npos) complain("a bare '>'");
    at_ = end;
  }
  void check_entities(std::string_view text) {
    static constexpr std::array<std::string_view, 5> kEntities{"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
      const bool is_known = std::any_of(kEntities.begin(), kEntities.end(), [&](std::string_view entity) {
        return text.substr(at, entity.size()) == entity;
      });
      if (!is_known) complain("a bare '&' in " + std::string(text.substr(0, 80)));
    }
  }
  std::string read_name() {
    const std::size_t begin = at_;
    while (at_ < html_.size() && (std::isalnum(static_cast<unsigned char>(html_[at_])) != 0 ||
                                  html_[at_] == '-' || html_[at_] == '_'))
      ++at_;
    return std::string(html_.substr(begin, at_ - begin));
  }
  void read_tag() {
    if (html_.substr(at_, 9) == "<!doctype") {
      at_ = html_.find('>', at_) + 1;
      return;
    }
    ++at_;
    const bool is_end = html_[at_] == '/';
    if (is_end) ++at_;
    const std::string name = read_name();
    if (name.empty()) return complain("no tag");
    if (is_end) {
      if (open_.empty() || open_.back() != name) return complain("</" + name + "> does not fit");
      open_.pop_back();
      if (html_[at_] != '>') return complain("an end tag with more in it");
      ++at_;
      return;
    }
    read_attributes(name);
  }
  void read_attributes(const std::string& name) {
    std::vector<std::string> seen;
    while (at_ < html_.size() && html_[at_] == ' ') {
      ++at_;
      const std::string attribute = read_name();
      if (attribute.empty()) return complain("no attribute");
      if (attribute.rfind("on", 0) == 0 || attribute == "style") return complain("attribute " + attribute);
      if (std::find(seen.begin(), seen.end(), attribute) != seen.end()) return complain("twice " + attribute);
      seen.push_back(attribute);
      if (html_[at_] != '=') continue;  // such as "download"
      if (html_.substr(at_, 2) != "=\"") return complain("an attribute without quotes");
      const std::size_t end = html_.find('"', at_ + 2);
      if (end == std::string_view::npos) return complain("a quote without end");
      const std::string_view value = html_.substr(at_ + 2, end - at_ - 2);
      check_entities(value);
      if (value.find('<') != std::string_view::npos) return complain("'<' in an attribute");
      at_ = end + 1;
    }
    const bool closes = html_.substr(at_, 2) == "/>";
    at_ += closes ? 1 : 0;
    if (at_ >= html_.size() || html_[at_] != '>') return complain("a tag without end");
    ++at_;
    if (!closes && !is_void(name)) open_.push_back(name);
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::string fault_;
};

}  // namespace chuangmo::publish
