#include "app/document_pdf.h"

#include <gtest/gtest.h>

namespace chuangmo::app {
namespace {

std::string pdf(const char* date, const char* id, const char* sum) {
  return std::string("%PDF-1.6\n1 0 obj\n<</Creator(Writer)/CreationDate(D:") + date +
         ")>>\nendobj\ntrailer\n<</Size 2/Root 1 0 R\n/ID [ <" + id + ">\n<" + id + "> ]\n/DocChecksum /" +
         sum + "\n>>\nstartxref\n10\n%%EOF\n";
}

TEST(DocumentPdf, TwoConversionsOfOneDocumentAreOneFile) {
  const std::string a =
      pdf("20260101120000+08'00'", "0123456789ABCDEF0123456789ABCDEF", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  const std::string b =
      pdf("20261126101112+08'00'", "FEDCBA9876543210FEDCBA9876543210", "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB");
  const Date day = Date::of(2012, 1, 5);
  EXPECT_EQ(dated_pdf(a, day), dated_pdf(b, day));
  EXPECT_EQ(dated_pdf(a, day).size(), a.size());
  EXPECT_NE(dated_pdf(a, day).find("D:20120105000000+08'00'"), std::string::npos);
  EXPECT_NE(dated_pdf(a, day), dated_pdf(a, day + 1));
  const std::string other = dated_pdf(a + "x", day);
  EXPECT_NE(other.substr(0, a.size()), dated_pdf(a, day)) << "another document has another ID";
}

TEST(DocumentPdf, LeavesAloneWhatItDoesNotKnow) {
  EXPECT_EQ(dated_pdf("", Date::of(2012, 1, 5)), "");
  EXPECT_EQ(dated_pdf("/CreationDate(D:", Date::of(2012, 1, 5)), "/CreationDate(D:");
  EXPECT_EQ(dated_pdf("/ID [ <12> ]", Date::of(2012, 1, 5)), "/ID [ <12> ]");
}

}  // namespace
}  // namespace chuangmo::app
