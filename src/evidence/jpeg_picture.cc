#include "evidence/jpeg_picture.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
// jerror.h asks jpeglib.h for its version.
// clang-format off
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include "evidence/box_scale.h"

namespace chuangmo::evidence {
namespace {

constexpr int kQuality = 80;

tl::unexpected<Failure> damaged(std::string_view why) {
  return fail("EVI010", fmt::format("图片已损坏：{}", why), "请确认图片能正常打开后重新上传");
}

// libjpeg's way out of an error. Only `guarded` calls setjmp, and a step between it and libjpeg has no object
// that would want to be destroyed: a jump skips nothing.
struct Escape {
  jpeg_error_mgr errors{};
  std::jmp_buf place{};
  std::array<char, JMSG_LENGTH_MAX> message{};
  bool is_damaged = false;
};

Escape& escape_of(j_common_ptr codec) {
  return *reinterpret_cast<Escape*>(codec->err);  // its first member
}

void leave(j_common_ptr codec) {
  Escape& escape = escape_of(codec);
  codec->err->format_message(codec, escape.message.data());
  std::longjmp(escape.place, 1);
}

// Warnings after which part of the picture is made up.
void note_warning(j_common_ptr codec, int level) {
  if (level >= 0) return;
  constexpr std::array<int, 5> kDamage{JWRN_JPEG_EOF, JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_MUST_RESYNC,
                                       JWRN_ARITH_BAD_CODE};
  Escape& escape = escape_of(codec);
  if (std::find(kDamage.begin(), kDamage.end(), codec->err->msg_code) == kDamage.end()) return;
  codec->err->format_message(codec, escape.message.data());
  escape.is_damaged = true;
}

void say_nothing(j_common_ptr) {}

void prepare(Escape& escape) {
  jpeg_std_error(&escape.errors);
  escape.errors.error_exit = leave;
  escape.errors.emit_message = note_warning;
  escape.errors.output_message = say_nothing;
}

template <class Session>
bool guarded(Session& session, void (*step)(Session&)) {
  if (setjmp(session.escape.place) != 0) return false;  // NOLINT(cert-err52-cpp)
  step(session);
  return true;
}

struct Reading {
  Escape escape;
  jpeg_decompress_struct codec{};
  jpeg_progress_mgr progress{};
  std::string_view bytes;
  int max_scans = 0;
  BoxScale* scale = nullptr;
  std::uint8_t* row = nullptr;  // as libjpeg gives it
  std::uint8_t* rgb = nullptr;

  Reading() { prepare(escape); }
  ~Reading() { jpeg_destroy_decompress(&codec); }
  Reading(const Reading&) = delete;
};

void count_scans(j_common_ptr codec) {
  auto* reading = static_cast<Reading*>(codec->client_data);
  if (reading->codec.input_scan_number <= reading->max_scans) return;
  codec->err->msg_code = JERR_BAD_PROGRESSION;
  leave(codec);
}

void read_header(Reading& reading) {
  reading.codec.err = &reading.escape.errors;
  jpeg_create_decompress(&reading.codec);
  reading.codec.client_data = &reading;
  reading.progress.progress_monitor = count_scans;
  reading.codec.progress = &reading.progress;
  jpeg_mem_src(&reading.codec, reinterpret_cast<const unsigned char*>(reading.bytes.data()),
               static_cast<unsigned long>(reading.bytes.size()));
  jpeg_read_header(&reading.codec, TRUE);
}

void start(Reading& reading) {
  const bool is_cmyk =
      reading.codec.jpeg_color_space == JCS_CMYK || reading.codec.jpeg_color_space == JCS_YCCK;
  reading.codec.out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
  reading.codec.dct_method = JDCT_ISLOW;  // the same bits on every machine
  reading.codec.do_fancy_upsampling = TRUE;
  jpeg_start_decompress(&reading.codec);
}

// Adobe writes CMYK upside down, and everybody follows.
void cmyk_to_rgb(const Reading& reading) {
  const bool is_inverted = reading.codec.saw_Adobe_marker != 0;
  for (JDIMENSION x = 0; x < reading.codec.output_width; ++x) {
    const std::uint8_t* from = reading.row + std::size_t{x} * 4;
    for (std::size_t i = 0; i < 3; ++i) {
      const unsigned ink = is_inverted ? from[i] : 255U - from[i];
      const unsigned black = is_inverted ? from[3] : 255U - from[3];
      reading.rgb[std::size_t{x} * 3 + i] = static_cast<std::uint8_t>((ink * black + 127U) / 255U);
    }
  }
}

void read_rows(Reading& reading) {
  while (reading.codec.output_scanline < reading.codec.output_height) {
    JSAMPROW row = reading.row;
    if (jpeg_read_scanlines(&reading.codec, &row, 1) != 1) continue;
    if (reading.codec.output_components == 4) cmyk_to_rgb(reading);
    reading.scale->add_row(reading.codec.output_components == 4 ? reading.rgb : reading.row);
  }
  jpeg_finish_decompress(&reading.codec);
}

Result<void> check_size(const Reading& reading, const ThumbnailLimits& limits) {
  const std::uint64_t pixels = std::uint64_t{reading.codec.image_width} * reading.codec.image_height;
  const bool is_buffered = jpeg_has_multiple_scans(const_cast<jpeg_decompress_struct*>(&reading.codec)) != 0;
  const std::uint64_t most =
      is_buffered ? std::min(limits.max_pixels, limits.max_progressive_pixels) : limits.max_pixels;
  if (pixels <= most) return {};
  return fail("EVI011",
              fmt::format("图片过大：{}×{} 像素", reading.codec.image_width, reading.codec.image_height),
              "原图已保存，只是没有缩略图；请缩小后上传");
}

// The eighth, quarter or half that libjpeg makes almost for nothing, as long as it stays above twice the
// target.
unsigned cheap_denominator(const Reading& reading, std::uint32_t max_side) {
  const std::uint64_t longer = std::max(reading.codec.image_width, reading.codec.image_height);
  for (const unsigned denominator : {8U, 4U, 2U}) {
    if (longer / denominator >= std::uint64_t{max_side} * 2) return denominator;
  }
  return 1;
}

struct Writing {
  Escape escape;
  jpeg_compress_struct codec{};
  const Picture* picture = nullptr;
  unsigned char* bytes = nullptr;
  unsigned long size = 0;

  Writing() { prepare(escape); }
  ~Writing() {
    jpeg_destroy_compress(&codec);
    std::free(bytes);  // libjpeg takes it from malloc
  }
  Writing(const Writing&) = delete;
};

void write_all(Writing& writing) {
  const Picture& picture = *writing.picture;
  writing.codec.err = &writing.escape.errors;
  jpeg_create_compress(&writing.codec);
  jpeg_mem_dest(&writing.codec, &writing.bytes, &writing.size);
  writing.codec.image_width = picture.width;
  writing.codec.image_height = picture.height;
  writing.codec.input_components = 3;
  writing.codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&writing.codec);
  jpeg_set_quality(&writing.codec, kQuality, TRUE);
  writing.codec.dct_method = JDCT_ISLOW;
  jpeg_start_compress(&writing.codec, TRUE);
  while (writing.codec.next_scanline < writing.codec.image_height) {
    const std::size_t at = std::size_t{writing.codec.next_scanline} * picture.width * 3;
    JSAMPROW row = const_cast<JSAMPROW>(picture.rgb.data() + at);
    jpeg_write_scanlines(&writing.codec, &row, 1);
  }
  jpeg_finish_compress(&writing.codec);
}

}  // namespace

Result<Picture> read_small_jpeg(std::string_view bytes, const ThumbnailLimits& limits) {
  Reading reading;
  reading.bytes = bytes;
  reading.max_scans = limits.max_scans;
  if (!guarded(reading, read_header)) return damaged(reading.escape.message.data());
  CHUANGMO_CHECK(check_size(reading, limits));
  reading.codec.scale_num = 1;
  reading.codec.scale_denom = cheap_denominator(reading, limits.max_side);
  if (!guarded(reading, start)) return damaged(reading.escape.message.data());
  const PictureSize size{reading.codec.output_width, reading.codec.output_height};
  BoxScale scale(size, fitted(size, limits.max_side));
  std::vector<std::uint8_t> row(std::size_t{size.width} * 4);
  std::vector<std::uint8_t> rgb(std::size_t{size.width} * 3);
  reading.scale = &scale;
  reading.row = row.data();
  reading.rgb = rgb.data();
  if (!guarded(reading, read_rows) || reading.escape.is_damaged)
    return damaged(reading.escape.message.data());
  return scale.finish();
}

Result<std::string> write_jpeg(const Picture& picture) {
  Writing writing;
  writing.picture = &picture;
  if (!guarded(writing, write_all)) return damaged(writing.escape.message.data());
  return std::string(reinterpret_cast<const char*>(writing.bytes), writing.size);
}

}  // namespace chuangmo::evidence
