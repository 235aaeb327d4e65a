#include "audit/signed_note.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "base/text.h"

namespace chuangmo::audit {
namespace {

// The published example of the note format.
constexpr const char* kKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr const char* kVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr const char* kText =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
constexpr const char* kSignature =
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    "\n";

std::string note() {
  return std::string(kText) + "\n" + kSignature;
}
std::vector<VerifierKey> keys() {
  return {VerifierKey::parse(kVerifier).value()};
}

TEST(SignedNote, ThePublishedExampleIsWrittenAndRead) {
  const SigningKey key = SigningKey::parse(kKey).value();
  EXPECT_EQ(key.verifier().text(), kVerifier);
  EXPECT_EQ(key.text(), kKey);
  EXPECT_EQ(sign_note(kText, key).value(), note());
  const auto opened = open_note(note(), keys());
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->text, kText);
  EXPECT_EQ(opened->signers, std::vector<std::string>{"PeterNeumann"});
}

TEST(SignedNote, NoByteCanBeOther) {
  const std::string good = note();
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const unsigned bit : {1U, 4U, 128U}) {
      std::string bad = good;
      bad[i] = static_cast<char>(static_cast<unsigned char>(bad[i]) ^ bit);
      EXPECT_FALSE(open_note(bad, keys()).has_value()) << i;
    }
    EXPECT_FALSE(open_note(good.substr(0, i), keys()).has_value()) << i;
  }
}

TEST(SignedNote, SignaturesOfOthersArePassedOver) {
  const std::string stranger = "— someone.else " + encode_base64(std::string(72, 'x')) + "\n";
  const std::string same_name = "— PeterNeumann " + encode_base64(std::string(72, 'x')) + "\n";
  const auto opened = open_note(std::string(kText) + "\n" + stranger + kSignature + same_name, keys());
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->signers.size(), 1u);
  EXPECT_EQ(open_note(std::string(kText) + "\n" + stranger + same_name, keys()).error().code, "AUD005");
  EXPECT_EQ(open_note(note(), {}).error().code, "AUD005");
}

TEST(SignedNote, AWrongSignatureOfAKnownKeyRefusesTheWhole) {
  const SigningKey other = SigningKey::generate("other.example");
  std::vector<VerifierKey> both = keys();
  both.push_back(other.verifier());
  const std::string foreign =
      note_bytes({kText, {{"other.example", other.verifier().id(), other.sign("another text\n")}}});
  const std::string line = foreign.substr(foreign.find("\n\n") + 2);
  EXPECT_TRUE(open_note(note() + line, keys()).has_value());
  EXPECT_EQ(open_note(note() + line, both).error().code, "AUD006");
}

TEST(SignedNote, TheLastEmptyLineDivides) {
  const SigningKey key = SigningKey::generate("a");
  const std::string text = "one\n\n— two not a signature\n\n\nthree\n";
  const std::string signed_text = sign_note(text, key).value();
  const auto opened = open_note(signed_text, std::vector{key.verifier()});
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->text, text);
}

TEST(SignedNote, FormsThatAreRefused) {
  const std::string good = note();
  const std::string line = kSignature;
  std::string crowd = std::string(kText) + "\n";
  for (std::size_t i = 0; i < kMaxSignatures; ++i) crowd += line;
  EXPECT_TRUE(parse_note(crowd).has_value());
  const std::vector<std::string> bad = {"",
                                        "\n",
                                        "\n\n",
                                        kText,
                                        std::string(kText) + "\n",
                                        std::string(kText) + line,
                                        good + "\n",
                                        good + "x\n",
                                        crowd + line,
                                        std::string(kMaxNoteBytes, 'a') + "\n" + good,
                                        "\xFF\n\n" + line,
                                        "a\tb\n\n" + line,
                                        "a\r\n\n" + line,
                                        std::string("a\0\n\n", 4) + line,
                                        replace_all(good, "— ", "- "),
                                        replace_all(good, "— PeterNeumann ", "— "),
                                        replace_all(good, "PeterNeumann", "Peter+Neumann"),
                                        replace_all(good, "PeterNeumann", "Peter\u3000Neumann"),
                                        replace_all(good, "=", ""),
                                        std::string(kText) + "\n— a AAAAAA==\n",
                                        std::string(kText) + "\n— a  AAAAAAAA\n"};
  for (const std::string& one : bad) {
    const auto read = parse_note(one);
    ASSERT_FALSE(read.has_value()) << one.substr(0, 200);
    EXPECT_EQ(read.error().code, "AUD004");
  }
  const SigningKey key = SigningKey::generate("a");
  for (const char* text : {"", "no end", "a\tb\n", "\xFF\n", "a\r\n"})
    EXPECT_EQ(sign_note(text, key).error().code, "AUD015");
}

TEST(SigningKey, ComesBackFromItsTextAndIsItsOwn) {
  const SigningKey key = SigningKey::generate("朔州.example/创模");
  const SigningKey back = SigningKey::parse(key.text()).value();
  EXPECT_EQ(SigningKey::parse(key.text() + "\n").value().verifier(), key.verifier());
  EXPECT_EQ(back.verifier(), key.verifier());
  EXPECT_EQ(back.sign("x"), key.sign("x"));
  EXPECT_TRUE(key.verifier().is_signature("x", back.sign("x")));
  EXPECT_FALSE(key.verifier().is_signature("y", back.sign("x")));
  EXPECT_FALSE(key.verifier().is_signature("x", back.sign("x").substr(1)));
  EXPECT_EQ(VerifierKey::parse(key.verifier().text() + "\n").value(), key.verifier());
  EXPECT_NE(SigningKey::generate("a").text(), SigningKey::generate("a").text());
}

TEST(SigningKey, OtherTextsAreRefused) {
  const std::string seed = encode_base64("\x01" + std::string(32, 's'));
  for (const std::string& bad :
       {std::string(), std::string("a"), std::string("a+b"), std::string(kVerifier) + "\n\n",
        "PeterNeumann+c74f20a4" + std::string(kVerifier).substr(21), "+c74f20a3+" + seed,
        "Peter Neumann+c74f20a3+" + seed, replace_all(kVerifier, "+ARpc", "+AhpC"),
        replace_all(kVerifier, "c74f", "C74F"), std::string("PeterNeumann+c74f20a3+ARpc")}) {
    EXPECT_EQ(VerifierKey::parse(bad).error().code, "AUD008") << bad;
    EXPECT_EQ(SigningKey::parse("PRIVATE+KEY+" + bad).error().code, "AUD008") << bad;
  }
  EXPECT_FALSE(SigningKey::parse(kVerifier).has_value());
  EXPECT_FALSE(VerifierKey::parse(kKey).has_value());
  for (const char* bad : {"", "a b", "a+b", "a\nb", "a\u00A0b", "a\u2009", "\xFF", "\x7F"})
    EXPECT_FALSE(is_key_name(bad)) << bad;
  EXPECT_FALSE(is_key_name(std::string(256, 'a')));
}

}  // namespace
}  // namespace chuangmo::audit
