#include "evidence/thumbnail.h"

#include "evidence/content_type.h"
#include "evidence/exif.h"
#include "evidence/jpeg_picture.h"
#include "evidence/png_picture.h"

namespace chuangmo::evidence {
namespace {

Result<Thumbnail> jpeg_thumbnail(std::string_view bytes, const ThumbnailLimits& limits) {
  CHUANGMO_TRY(small, read_small_jpeg(bytes, limits));
  const Picture picture = upright(small, exif_orientation(bytes));
  CHUANGMO_TRY(written, write_jpeg(picture));
  return Thumbnail{std::move(written), ContentType::jpeg, picture.width, picture.height};
}

Result<Thumbnail> png_thumbnail(std::string_view bytes, const ThumbnailLimits& limits) {
  CHUANGMO_TRY(picture, read_small_png(bytes, limits));
  CHUANGMO_TRY(written, write_png(picture));
  return Thumbnail{std::move(written), ContentType::png, picture.width, picture.height};
}

}  // namespace

Result<Thumbnail> thumbnail(std::string_view bytes, const ThumbnailLimits& limits) {
  const ContentType type = content_type_of_head(bytes.substr(0, 4096));
  if (type == ContentType::jpeg) return jpeg_thumbnail(bytes, limits);
  if (type == ContentType::png) return png_thumbnail(bytes, limits);
  return fail("EVI012", "不是 JPEG 或 PNG 图片，没有缩略图", "可下载后查看");
}

}  // namespace chuangmo::evidence
