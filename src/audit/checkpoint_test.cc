#include "audit/checkpoint.h"

#include <gtest/gtest.h>

#include "audit/merkle.h"
#include "audit/signed_note.h"
#include "base/text.h"

namespace chuangmo::audit {
namespace {

constexpr const char* kText =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

TEST(Checkpoint, IsWrittenAndReadAsTheSpecificationSays) {
  const auto read = parse_checkpoint(kText);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(read->size, 20852163u);
  EXPECT_EQ(read->root.hex().substr(0, 8), "0ac5186a");
  EXPECT_TRUE(read->extensions.empty());
  EXPECT_EQ(checkpoint_text(*read), kText);
  const auto extended = parse_checkpoint(std::string(kText) + "recorded 2011-12-31\n市\n");
  ASSERT_TRUE(extended.has_value());
  EXPECT_EQ(extended->extensions, (std::vector<std::string>{"recorded 2011-12-31", "市"}));
}

TEST(Checkpoint, OtherFormsAreRefused) {
  const std::string good = kText;
  std::vector<std::string> bad = {"",         "\n", "a\n1\n", good + "\n", good + "x", good + "x\n\ny\n",
                                  "\n" + good};
  for (const char* size :
       {"", "020852163", "-1", "+1", "1e3", "0x1", " 1", "1 ", "1099511627777", "99999999999999999999999"})
    bad.push_back(replace_all(good, "20852163", size));
  for (const char* root : {"CsUY", "", "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I",
                           "CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I="})
    bad.push_back(replace_all(good, "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=", root));
  bad.push_back(replace_all(good, "20852163", "0"));  // the root of nothing is another
  bad.push_back(replace_all(good, "\n", "\r\n"));
  for (const std::string& one : bad) {
    const auto read = parse_checkpoint(one);
    ASSERT_FALSE(read.has_value()) << one;
    EXPECT_EQ(read.error().code, "AUD007");
  }
}

TEST(Checkpoint, IsOpenedWithTheKeyOfItsLog) {
  const SigningKey key = SigningKey::generate("chuangmo.example/朔州");
  const std::vector<VerifierKey> keys = {key.verifier()};
  const Checkpoint empty{"chuangmo.example/朔州", 0, empty_root(), {}};
  const auto note = sign_checkpoint(empty, key);
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(open_checkpoint(*note, keys, "chuangmo.example/朔州").value(), empty);
  EXPECT_EQ(open_checkpoint(*note, keys, "chuangmo.example/大同").error().code, "AUD012");
  EXPECT_EQ(open_checkpoint(*note, std::vector{SigningKey::generate("chuangmo.example/朔州").verifier()},
                            "chuangmo.example/朔州")
                .error()
                .code,
            "AUD005");
  EXPECT_EQ(open_checkpoint(replace_all(*note, "\n0\n", "\n1\n"), keys, "chuangmo.example/朔州").error().code,
            "AUD006");
  const std::string no_checkpoint = sign_note("hello\n", key).value();
  EXPECT_EQ(open_checkpoint(no_checkpoint, keys, "hello").error().code, "AUD007");
}

TEST(Checkpoint, WhatWouldReadDifferentlyIsNotSigned) {
  const SigningKey key = SigningKey::generate("a");
  const Hash root = leaf_hash_of("x");
  for (const Checkpoint& bad :
       {Checkpoint{"", 1, root, {}}, Checkpoint{"a\nb", 1, root, {}}, Checkpoint{"a", 1, root, {""}},
        Checkpoint{"a", 1, root, {"x\ny"}}, Checkpoint{"a\t", 1, root, {}},
        Checkpoint{"a", kMaxLogSize + 1, root, {}}, Checkpoint{"a", 0, root, {}}})
    EXPECT_EQ(sign_checkpoint(bad, key).error().code, "AUD015");
}

}  // namespace
}  // namespace chuangmo::audit
