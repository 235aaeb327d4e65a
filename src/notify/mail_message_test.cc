#include "notify/mail_message.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace chuangmo::notify {
namespace {

Mail reminder() {
  return {.from = {"创模办", "office@example.cn"},
          .to = {{"", "tongji@example.cn"}},
          .subject = "催报",
          .text = "第一行\n第二行",
          .id = "n1.2011",
          .date = Instant::at(Date::of(2011, 3, 5), 8, 30, 7)};
}

TEST(MailBytes, IsTheMessageByteForByte) {
  EXPECT_EQ(mail_bytes(reminder()).value(),
            "Date: Sat, 5 Mar 2011 08:30:07 +0800\r\n"
            "From: =?UTF-8?B?5Yib5qih5Yqe?=\r\n <office@example.cn>\r\n"
            "To: <tongji@example.cn>\r\n"
            "Subject: =?UTF-8?B?5YKs5oql?=\r\n"
            "Message-ID:\r\n <n1.2011@example.cn>\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n"
            "56ys5LiA6KGMDQrnrKzkuozooYw=\r\n");
}

TEST(MailBytes, KeepsLinesShortAndCharactersWhole) {
  Mail mail = reminder();
  mail.subject.clear();
  for (int i = 0; i < 60; ++i) mail.subject += i % 7 == 0 ? "a" : "境";
  mail.text = std::string(500, 'x');
  mail.to.push_back({"统计局", "b@example.cn"});
  const std::string bytes = mail_bytes(mail).value();
  for (const std::string& line : split(bytes, "\r\n")) {
    EXPECT_LE(line.size(), 78U) << line;
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos);
  }
  EXPECT_TRUE(
      contains(bytes, "To: <tongji@example.cn>,\r\n =?UTF-8?B?57uf6K6h5bGA?=\r\n <b@example.cn>\r\n"));
}

TEST(MailBytes, RefusesWhatWouldSmuggleHeadersIn) {
  const auto code_of = [](auto change) {
    Mail mail = reminder();
    change(mail);
    const auto bytes = mail_bytes(mail);
    return bytes ? std::string() : bytes.error().code;
  };
  EXPECT_EQ(code_of([](Mail&) {}), "");
  EXPECT_EQ(code_of([](Mail& m) { m.subject = "a\r\nBcc: x@example.cn"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.subject = "a\nb"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.subject = std::string("a\0b", 3); }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.subject = "\xFF"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.subject = std::string(3000, 'a'); }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.from.name = "a\r"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.from.address = "a@b.cn>\r\nRCPT TO:<c@d.cn"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.to[0].address = "a@b@c"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.to[0].address = "a b@c.cn"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.to[0].address = "@c.cn"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.to[0].address = "局@c.cn"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.to.clear(); }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.id = "a b"; }), "NTF001");
  EXPECT_EQ(code_of([](Mail& m) { m.text = "\xC3"; }), "NTF001");
}

}  // namespace
}  // namespace chuangmo::notify
