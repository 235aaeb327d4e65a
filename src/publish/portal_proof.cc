#include <fmt/format.h>

#include "base/text.h"
#include "publish/page_words.h"
#include "publish/portal_frame.h"
#include "publish/qr_code.h"

namespace chuangmo::publish {
namespace {

std::string code_html(const std::string& text) {
  return "<code class=\"hash\">" + escape_html(text) + "</code>";
}

std::string block_html(Language language, std::string_view zh, std::string_view en, const std::string& text) {
  return "<pre tabindex=\"0\" role=\"region\" aria-label=\"" + escape_html(say(language, zh, en)) + "\">" +
         escape_html(text) + "</pre>";
}

std::string log_qr(const PortalSite& site, const PortalLog& log) {
  return "<div class=\"qr\">" +
         qr_svg(
             fmt::format("chuangmo-log {} {} {}", site.verdicts->evaluation.programme, log.size, log.root)) +
         "</div>";
}

std::string checkpoint_html(const PortalSite& site, const PortalLog& log, Language language) {
  return "<section><h2>" + both("最新检查点", "The latest checkpoint") + "</h2><dl>" +
         term_html("条目数", "Entries", std::to_string(log.size)) +
         term_html("根", "Root", code_html(log.root)) +
         term_html("日志的验证公钥", "Verifier key of the log", code_html(log.verifier_key)) + "</dl>" +
         log_qr(site, log) + "<p>" +
         both("下面是签名的检查点。现在抄下、拍下或保存它，以后就能证明日志没有被改过。",
              "This is the signed checkpoint. Copy, photograph or save it now, and it can be shown later "
              "that the log "
              "was not changed.") +
         "</p>" + block_html(language, "签名的检查点", "Signed checkpoint", log.note) +
         "<p><a href=\"/api/v1/public/log/checkpoint\">" + both("作为文件取得", "Get it as a file") +
         "</a></p></section>\n";
}

std::string steps_html(Language language) {
  return "<section><h2>" + both("怎样核验", "How to check") + "</h2><h3>" +
         both("日志没有被改过", "That the log was not changed") + "</h3><p>" +
         both("拿着数据库的人逐条校验，并与您保存的检查点相比：",
              "Whoever holds the database verifies every entry, and compares with the checkpoint you kept:") +
         "</p>" +
         block_html(language, "命令：校验日志", "Command: verify the log",
                    "chuangmo audit verify -w mycity --checkpoint kept.txt\n") +
         "<h3>" + both("一项结论算得对不对", "That a verdict was computed rightly") + "</h3><p>" +
         both("每项结论可以导出为证明，由另一套独立编写的程序重算：",
              "A verdict can be exported as a proof and computed anew by another program, written "
              "independently:") +
         "</p>" +
         block_html(language, "命令：重算一项结论", "Commands: compute a verdict anew",
                    "chuangmo verdict export 8 -w mycity -o proof.json\npython3 tools/verify_verdict.py "
                    "proof.json\n") +
         "<h3>" + both("一份公告确实在当时发布", "That a notice was published then") + "</h3><p>" +
         both(
             "每份公告的页面都有日志条目的链接，那里可以下载证明文件：条目、它在日志中的路径和签名的检查点，"
             "用公开的格式（C2SP tlog-proof）写成，不用联网就能核对。",
             "The page of a notice links to its entry in the log, where a proof can be downloaded: the "
             "entry, its path "
             "in the log and the signed checkpoint, in a public format (C2SP tlog-proof) that is checked "
             "offline.") +
         "</p></section>\n";
}

}  // namespace

std::string portal_proof(const PortalSite& site, const PortalLog& log, Language language) {
  PortalPage page;
  page.path = "/proof";
  page.title_zh = "存证与核验";
  page.title_en = "Proof";
  page.main = "<div class=\"hero\"><h1>" + both(page.title_zh, page.title_en) + "</h1><p class=\"lead\">" +
              both(
                  "这项工作中的每一次登记、审核和发布都是日志里的一条。日志只能追加：改动过去的任何一条，根就"
                  "会不同。",
                  "Every act of recording, reviewing and publishing is an entry of a log that only grows: "
                  "change any entry "
                  "of the past, and its root is another.") +
              "</p></div>\n" + checkpoint_html(site, log, language) + steps_html(language);
  return portal_page(site, page, language);
}

std::string portal_entry(const PortalSite& site, const PortalEntry& entry, const PortalLog& log,
                         Language language) {
  PortalPage page;
  const std::string number = std::to_string(entry.number);
  page.path = "/proof/entries/" + number;
  page.title_zh = "日志第 " + number + " 条";
  page.title_en = "Log entry " + number;
  page.main = "<div class=\"hero\"><p class=\"eyebrow\">" +
              link_html("/proof", language, both("存证与核验", "Proof")) + "</p><h1>" +
              both(page.title_zh, page.title_en) + "</h1><dl class=\"facts\">" +
              term_html("登记时间", "Recorded at", moment_html(entry.recorded_at)) +
              term_html("种类", "Kind", code_html(entry.kind)) +
              term_html("关于", "About", code_html(entry.object)) +
              term_html("内容", "What it is",
                        entry.notice.empty()
                            ? chinese(entry.about)
                            : link_html("/notices/" + entry.notice, language, chinese(entry.about))) +
              term_html("叶的摘要", "Hash of its leaf", code_html(entry.leaf)) +
              "</dl></div>\n<section><h2>" + both("证明", "The proof") + "</h2><p>" +
              both(fmt::format("证明这一条在前 {} 条的日志里：", log.size),
                   fmt::format("That this entry stands in the log of {} entries:", log.size)) +
              " <a href=\"/proof/entries/" + number + ".txt\" download>" +
              both("下载证明文件", "Download the proof") + "</a></p><dl>" +
              term_html("根", "Root", code_html(log.root)) +
              term_html("日志的验证公钥", "Verifier key of the log", code_html(log.verifier_key)) + "</dl>" +
              log_qr(site, log) + "<p>" + link_html("/proof", language, both("怎样核验", "How to check")) +
              "</p></section>\n";
  return portal_page(site, page, language);
}

std::string portal_not_found(const PortalSite& site, Language language) {
  PortalPage page;
  page.title_zh = "没有这个网页";
  page.title_en = "No such page";
  page.has_other_language = false;
  page.main = "<div class=\"hero\"><h1>" + both(page.title_zh, page.title_en) + "</h1><p class=\"lead\">" +
              both("网址可能写错了，或者内容没有公开。",
                   "The address may be wrong, or what it names is not public.") +
              "</p><p>" + link_html("/", language, both("回到首页", "Back to the first page")) +
              "</p></div>\n";
  return portal_page(site, page, language);
}

}  // namespace chuangmo::publish
