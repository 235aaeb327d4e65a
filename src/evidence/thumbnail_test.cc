#include "evidence/thumbnail.h"

#include <cmath>
#include <gtest/gtest.h>
#include <png.h>

#include "base/text.h"
#include "evidence/box_scale.h"
#include "evidence/exif.h"
#include "evidence/sample_files_test.h"

namespace chuangmo::evidence {
namespace {

std::string code_of(std::string_view bytes, const ThumbnailLimits& limits = {}) {
  const auto small = thumbnail(bytes, limits);
  return small ? "" : small.error().code;
}

// The same picture, written in seven passes and with 16 bits and alpha.
std::string interlaced_png(const Picture& picture) {
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &out,
      [](png_structp p, png_bytep bytes, std::size_t count) {
        static_cast<std::string*>(png_get_io_ptr(p))->append(reinterpret_cast<char*>(bytes), count);
      },
      nullptr);
  png_set_IHDR(png, info, picture.width, picture.height, 16, PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_ADAM7,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < picture.rgb.size(); ++i) {
    pixels.insert(pixels.end(), {picture.rgb[i], picture.rgb[i]});
    if (i % 3 == 2) pixels.insert(pixels.end(), {0xFF, 0xFF});
  }
  std::vector<png_bytep> rows;
  for (std::size_t y = 0; y < picture.height; ++y) rows.push_back(pixels.data() + y * picture.width * 8);
  png_write_image(png, rows.data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return out;
}

double mean_difference(const Picture& a, const Picture& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.rgb.size(); ++i) sum += std::abs(int{a.rgb[i]} - int{b.rgb[i]});
  return sum / static_cast<double>(a.rgb.size());
}

TEST(BoxScale, IsTheMeanOfWhatEachPixelCovers) {
  BoxScale half({4, 2}, {2, 1});
  const std::vector<std::uint8_t> top{0, 0, 0, 10, 20, 30, 100, 100, 100, 101, 100, 100};
  const std::vector<std::uint8_t> bottom{2, 0, 0, 0, 0, 0, 100, 100, 100, 101, 100, 103};
  half.add_row(top.data());
  half.add_row(bottom.data());
  EXPECT_EQ(half.finish().rgb, (std::vector<std::uint8_t>{3, 5, 8, 101, 100, 101}));

  BoxScale thirds({3, 1}, {2, 1});  // each covers one and a half
  const std::vector<std::uint8_t> row{0, 0, 0, 90, 90, 90, 30, 60, 255};
  thirds.add_row(row.data());
  EXPECT_EQ(thirds.finish().rgb, (std::vector<std::uint8_t>{30, 30, 30, 50, 70, 200}));

  BoxScale down({1, 3}, {1, 2});
  for (std::size_t i = 0; i < 3; ++i) down.add_row(row.data() + 3 * i);
  EXPECT_EQ(down.finish().rgb, (std::vector<std::uint8_t>{30, 30, 30, 50, 70, 200}));
}

TEST(BoxScale, KeepsOneColourAtAnySize) {
  for (const PictureSize from : {PictureSize{7, 5}, PictureSize{320, 1}, PictureSize{641, 479}}) {
    for (const std::uint32_t side : {1U, 3U, 320U}) {
      BoxScale scale(from, fitted(from, side));
      const std::vector<std::uint8_t> row(std::size_t{from.width} * 3, 201);
      for (std::uint32_t y = 0; y < from.height; ++y) scale.add_row(row.data());
      for (const std::uint8_t value : scale.finish().rgb) ASSERT_EQ(value, 201);
    }
  }
}

TEST(Fitted, KeepsTheShapeAndNeverGrows) {
  EXPECT_EQ(fitted({4000, 3000}, 320), (PictureSize{320, 240}));
  EXPECT_EQ(fitted({3000, 4000}, 320), (PictureSize{240, 320}));
  EXPECT_EQ(fitted({100, 50}, 320), (PictureSize{100, 50}));
  EXPECT_EQ(fitted({100'000, 3}, 320), (PictureSize{320, 1}));
}

TEST(Upright, TurnsAsExifSays) {
  const Picture picture{3, 2, {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6}};
  const std::vector<std::string> expected{"123456", "321654", "654321", "456123",
                                          "142536", "415263", "635241", "362514"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Picture turned = upright(picture, orientation);
    EXPECT_EQ(turned.width, orientation < 5 ? 3U : 2U);
    EXPECT_EQ(turned.height, orientation < 5 ? 2U : 3U);
    std::string pixels;
    for (std::size_t i = 0; i < turned.rgb.size(); i += 3) pixels += static_cast<char>('0' + turned.rgb[i]);
    EXPECT_EQ(pixels, expected[static_cast<std::size_t>(orientation - 1)]) << orientation;
  }
  EXPECT_EQ(upright(picture, 0).rgb, picture.rgb);
}

TEST(ThumbnailOf, AJpegIsASmallUprightJpegWithoutMetadata) {
  const std::string photo =
      with_comment(with_orientation(sample_jpeg(1600, 1200), 6), "GPS of somebody's home");
  const auto small = thumbnail(photo);
  ASSERT_TRUE(small) << small.error().text;
  EXPECT_EQ(small->type, ContentType::jpeg);
  EXPECT_EQ(small->width, 240U);
  EXPECT_EQ(small->height, 320U);
  EXPECT_FALSE(contains(small->bytes, "Exif"));
  EXPECT_FALSE(contains(small->bytes, "GPS"));
  EXPECT_EQ(small->bytes, thumbnail(photo)->bytes);
  const Picture shown = read_small_jpeg(small->bytes, {}).value();
  EXPECT_LT(mean_difference(shown, upright(sample_picture(320, 240), 6)), 40.0);
  const auto green_at = [&](std::size_t x, std::size_t y) { return int{shown.rgb[(y * 240 + x) * 3 + 1]}; };
  EXPECT_LT(green_at(239, 0), 30);  // orientation 6: the first row of the file is the right side
  EXPECT_GT(green_at(0, 0), 225);
  EXPECT_GT(green_at(0, 319), 225);
  EXPECT_LT(green_at(239, 319), 30);
}

TEST(ThumbnailOf, APngIsASmallPngHoweverItWasWritten) {
  const Picture picture = sample_picture(640, 480);
  const auto plain = thumbnail(write_png(picture).value());
  const auto woven = thumbnail(interlaced_png(picture));
  ASSERT_TRUE(plain);
  ASSERT_TRUE(woven) << woven.error().text;
  EXPECT_EQ(plain->type, ContentType::png);
  EXPECT_EQ(plain->width, 320U);
  EXPECT_EQ(plain->bytes, woven->bytes);
  const Picture shown = read_small_png(plain->bytes, {}).value();
  EXPECT_EQ(shown.rgb[0],
            (picture.rgb[0] + picture.rgb[3] + picture.rgb[640 * 3] + picture.rgb[641 * 3] + 2) / 4);
}

TEST(ThumbnailOf, SmallPicturesKeepTheirSize) {
  EXPECT_EQ(thumbnail(sample_jpeg(1, 1))->width, 1U);
  EXPECT_EQ(thumbnail(sample_png(320, 7))->height, 7U);
  EXPECT_EQ(read_small_png(thumbnail(sample_png(31, 7))->bytes, {})->rgb, sample_picture(31, 7).rgb);
}

TEST(ThumbnailOf, PicturesThatUnpackToTooMuchAreRefusedByTheirHeader) {
  EXPECT_EQ(code_of(sample_jpeg(100, 100), {.max_pixels = 9'999}), "EVI011");
  EXPECT_EQ(code_of(sample_jpeg(100, 100), {.max_pixels = 10'000}), "");
  EXPECT_EQ(code_of(sample_png(100, 100), {.max_pixels = 9'999}), "EVI011");
  EXPECT_EQ(code_of(interlaced_png(sample_picture(100, 100)), {.max_interlaced_pixels = 9'999}), "EVI011");
  std::string claims = sample_png(8, 8);  // a header that claims 65,500 x 65,500
  const std::string header =
      claims.substr(12, 4) + std::string("\0\0\xFF\xDC\0\0\xFF\xDC", 8) + claims.substr(24, 5);
  std::string crc;
  put(crc, crc_of_text(header), 4);
  claims.replace(12, 17, header).replace(29, 4, std::string(crc.rbegin(), crc.rend()));
  EXPECT_EQ(code_of(claims), "EVI011");
  std::string photo = sample_jpeg(8, 8);
  const std::size_t frame = photo.find("\xFF\xC0");
  photo.replace(frame + 5, 4, "\xFF\xDC\xFF\xDC");
  EXPECT_EQ(code_of(photo), "EVI011");
}

TEST(ThumbnailOf, DamagedPicturesAreFailures) {
  const std::string photo = sample_jpeg(64, 64);
  const std::string drawing = sample_png(64, 64);
  EXPECT_EQ(code_of(photo.substr(0, photo.size() / 2)), "EVI010");
  EXPECT_EQ(code_of(drawing.substr(0, drawing.size() / 2)), "EVI010");
  EXPECT_EQ(code_of(drawing.substr(0, drawing.size() - 12)), "EVI010");
  std::string flipped = drawing;
  flipped[drawing.size() / 2] = static_cast<char>(flipped[drawing.size() / 2] ^ 1);
  EXPECT_EQ(code_of(flipped), "EVI010");
  EXPECT_EQ(code_of("\xFF\xD8\xFF"), "EVI010");
  EXPECT_EQ(code_of("GIF89a"), "EVI012");
  EXPECT_EQ(code_of(""), "EVI012");
}

TEST(ThumbnailOf, NoCutAndNoFlipCrashes) {
  for (const std::string& whole :
       {with_orientation(sample_jpeg(20, 20), 3), sample_png(20, 20), interlaced_png(sample_picture(9, 9))}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ 0x55);
      static_cast<void>(thumbnail(flipped));
      static_cast<void>(thumbnail(whole.substr(0, i)));
    }
  }
}

TEST(ExifOrientation, IsReadInBothByteOrdersAndNothingElse) {
  EXPECT_EQ(exif_orientation(with_orientation(sample_jpeg(), 8)), 8);
  EXPECT_EQ(exif_orientation(with_comment(with_orientation(sample_jpeg(), 5), "x")), 5);
  EXPECT_EQ(exif_orientation(with_orientation(sample_jpeg(), 9)), 1);
  EXPECT_EQ(exif_orientation(sample_jpeg()), 1);
  const std::string big("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0", 28);
  EXPECT_EQ(exif_orientation(with_comment(sample_jpeg(), big, 0xE1)), 3);
  EXPECT_EQ(exif_orientation(with_comment(sample_jpeg(), big.substr(0, 20), 0xE1)), 1);
  const std::string far("Exif\0\0MM\0*\xFF\xFF\xFF\xF0", 14);
  EXPECT_EQ(exif_orientation(with_comment(sample_jpeg(), far, 0xE1)), 1);
  EXPECT_EQ(exif_orientation(""), 1);
}

}  // namespace
}  // namespace chuangmo::evidence
