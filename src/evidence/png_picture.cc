#include "evidence/png_picture.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <fmt/format.h>
#include <png.h>

#include "evidence/box_scale.h"

namespace chuangmo::evidence {
namespace {

constexpr png_alloc_size_t kMaxChunkBytes = 8U << 20U;
constexpr png_uint_32 kMaxChunks = 200;  // that libpng would keep

tl::unexpected<Failure> damaged(std::string_view why) {
  return fail("EVI010", fmt::format("图片已损坏：{}", why), "请确认图片能正常打开后重新上传");
}

// As for libjpeg: only `guarded` calls setjmp, and a step between it and libpng holds nothing that would want
// to be destroyed.
struct Escape {
  std::jmp_buf place{};
  std::array<char, 120> message{};
};

[[noreturn]] void leave(png_structp png, png_const_charp message) {
  auto* escape = static_cast<Escape*>(png_get_error_ptr(png));
  std::strncpy(escape->message.data(), message, escape->message.size() - 1);
  std::longjmp(escape->place, 1);
}

void say_nothing(png_structp, png_const_charp) {}

template <class Session>
bool guarded(Session& session, void (*step)(Session&)) {
  if (setjmp(session.escape.place) != 0) return false;  // NOLINT(cert-err52-cpp)
  step(session);
  return true;
}

struct Reading {
  Escape escape;
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string_view left;
  BoxScale* scale = nullptr;
  std::uint8_t* rgba = nullptr;  // a row; of an interlaced picture all of them
  std::uint8_t* rgb = nullptr;   // a row
  png_bytep* rows = nullptr;     // of an interlaced picture

  Reading() {
    png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &escape, leave, say_nothing);
    if (png != nullptr) info = png_create_info_struct(png);
  }
  ~Reading() { png_destroy_read_struct(&png, &info, nullptr); }
  Reading(const Reading&) = delete;
};

void give_bytes(png_structp png, png_bytep place, std::size_t count) {
  auto* reading = static_cast<Reading*>(png_get_io_ptr(png));
  if (reading->left.size() < count) png_error(png, "cut short");
  std::memcpy(place, reading->left.data(), count);
  reading->left.remove_prefix(count);
}

void read_header(Reading& reading) {
  png_set_read_fn(reading.png, &reading, give_bytes);
  png_set_user_limits(reading.png, PNG_USER_WIDTH_MAX, PNG_USER_HEIGHT_MAX);
  png_set_chunk_malloc_max(reading.png, kMaxChunkBytes);
  png_set_chunk_cache_max(reading.png, kMaxChunks);
  png_read_info(reading.png, reading.info);
}

void start(Reading& reading) {
  png_set_expand(reading.png);
  png_set_scale_16(reading.png);
  png_set_gray_to_rgb(reading.png);
  png_set_add_alpha(reading.png, 0xFF, PNG_FILLER_AFTER);
  png_set_interlace_handling(reading.png);
  png_read_update_info(reading.png, reading.info);
  if (png_get_rowbytes(reading.png, reading.info) !=
      std::size_t{png_get_image_width(reading.png, reading.info)} * 4) {
    png_error(reading.png, "odd row");
  }
}

void take_row(Reading& reading, const std::uint8_t* rgba) {
  const png_uint_32 width = png_get_image_width(reading.png, reading.info);
  for (std::size_t x = 0; x < width; ++x) {
    const unsigned alpha = rgba[x * 4 + 3];
    for (std::size_t i = 0; i < 3; ++i) {
      const unsigned value = rgba[x * 4 + i] * alpha + 255U * (255U - alpha);
      reading.rgb[x * 3 + i] = static_cast<std::uint8_t>((value + 127U) / 255U);
    }
  }
  reading.scale->add_row(reading.rgb);
}

void read_rows(Reading& reading) {
  const png_uint_32 height = png_get_image_height(reading.png, reading.info);
  if (reading.rows != nullptr) png_read_image(reading.png, reading.rows);
  for (png_uint_32 y = 0; y < height; ++y) {
    if (reading.rows == nullptr) png_read_row(reading.png, reading.rgba, nullptr);
    take_row(reading, reading.rows == nullptr ? reading.rgba : reading.rows[y]);
  }
  png_read_end(reading.png, nullptr);
}

bool is_interlaced(const Reading& reading) {
  return png_get_interlace_type(reading.png, reading.info) != PNG_INTERLACE_NONE;
}

Result<void> check_size(const Reading& reading, const ThumbnailLimits& limits) {
  const png_uint_32 width = png_get_image_width(reading.png, reading.info);
  const png_uint_32 height = png_get_image_height(reading.png, reading.info);
  const std::uint64_t most =
      is_interlaced(reading) ? std::min(limits.max_pixels, limits.max_interlaced_pixels) : limits.max_pixels;
  if (std::uint64_t{width} * height <= most) return {};
  return fail("EVI011", fmt::format("图片过大：{}×{} 像素", width, height),
              "原图已保存，只是没有缩略图；请缩小后上传");
}

struct Writing {
  Escape escape;
  png_structp png = nullptr;
  png_infop info = nullptr;
  const Picture* picture = nullptr;
  std::string* out = nullptr;

  Writing() {
    png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &escape, leave, say_nothing);
    if (png != nullptr) info = png_create_info_struct(png);
  }
  ~Writing() { png_destroy_write_struct(&png, &info); }
  Writing(const Writing&) = delete;
};

void take_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  static_cast<Writing*>(png_get_io_ptr(png))->out->append(reinterpret_cast<const char*>(bytes), count);
}

void write_all(Writing& writing) {
  const Picture& picture = *writing.picture;
  png_set_write_fn(writing.png, &writing, take_bytes, nullptr);
  png_set_IHDR(writing.png, writing.info, picture.width, picture.height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(writing.png, writing.info);
  for (png_uint_32 y = 0; y < picture.height; ++y) {
    png_write_row(writing.png, picture.rgb.data() + std::size_t{y} * picture.width * 3);
  }
  png_write_end(writing.png, nullptr);
}

}  // namespace

Result<Picture> read_small_png(std::string_view bytes, const ThumbnailLimits& limits) {
  Reading reading;
  reading.left = bytes;
  if (reading.info == nullptr) return damaged("no memory");
  if (!guarded(reading, read_header)) return damaged(reading.escape.message.data());
  CHUANGMO_CHECK(check_size(reading, limits));
  if (!guarded(reading, start)) return damaged(reading.escape.message.data());
  const PictureSize size{png_get_image_width(reading.png, reading.info),
                         png_get_image_height(reading.png, reading.info)};
  const std::size_t row_bytes = std::size_t{size.width} * 4;
  BoxScale scale(size, fitted(size, limits.max_side));
  std::vector<std::uint8_t> rgba(is_interlaced(reading) ? row_bytes * size.height : row_bytes);
  std::vector<std::uint8_t> rgb(std::size_t{size.width} * 3);
  std::vector<png_bytep> rows;
  if (is_interlaced(reading)) {
    for (std::size_t y = 0; y < size.height; ++y) rows.push_back(rgba.data() + y * row_bytes);
  }
  reading.scale = &scale;
  reading.rgba = rgba.data();
  reading.rgb = rgb.data();
  reading.rows = rows.empty() ? nullptr : rows.data();
  if (!guarded(reading, read_rows)) return damaged(reading.escape.message.data());
  return scale.finish();
}

Result<std::string> write_png(const Picture& picture) {
  std::string out;
  Writing writing;
  writing.picture = &picture;
  writing.out = &out;
  if (writing.info == nullptr || !guarded(writing, write_all)) return damaged(writing.escape.message.data());
  return out;
}

}  // namespace chuangmo::evidence
