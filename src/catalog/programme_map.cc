#include "catalog/programme_map.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/text.h"
#include "catalog/toml_reader.h"

namespace chuangmo::catalog {

namespace {

constexpr int kLongestSide = 10000;
constexpr std::size_t kMostPoints = 1000;

// Twice the area of a polygon; its sign tells which way round it runs.
std::int64_t twice_area(const std::vector<MapPoint>& outline) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const MapPoint& a = outline[i];
    const MapPoint& b = outline[(i + 1) % outline.size()];
    sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
  }
  return sum;
}

MapPoint centroid_of(const std::vector<MapPoint>& outline) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const MapPoint& a = outline[i];
    const MapPoint& b = outline[(i + 1) % outline.size()];
    const std::int64_t cross = std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  const std::int64_t whole = 3 * twice_area(outline);
  return {static_cast<int>(x / whole), static_cast<int>(y / whole)};
}

// Whether a ray to the right crosses the outline an odd number of times.
bool is_inside(const std::vector<MapPoint>& outline, const MapPoint& point) {
  bool inside = false;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const MapPoint& a = outline[i];
    const MapPoint& b = outline[(i + 1) % outline.size()];
    if ((a.y > point.y) == (b.y > point.y)) continue;
    const std::int64_t along =
        std::int64_t{b.x - a.x} * (point.y - a.y) - std::int64_t{point.x - a.x} * (b.y - a.y);
    if ((b.y > a.y) == (along > 0)) inside = !inside;
  }
  return inside;
}

class MapReader {
 public:
  MapReader(TomlReader& reader, const std::set<std::string>* units) : reader_(reader), units_(units) {}

  std::optional<ProgrammeMap> read() {
    map_.title = reader_.text("title");
    map_.title_en = reader_.text("title_en");
    map_.note = reader_.text("note");
    map_.note_en = reader_.text("note_en");
    read_edges();
    std::vector<TomlReader> regions = reader_.tables("region");
    std::vector<TomlReader> rivers = reader_.tables("river");
    reader_.finish();
    if (!is_good_) return std::nullopt;
    for (TomlReader& each : regions) read_region(each);
    for (TomlReader& each : rivers) read_river(each);
    if (map_.regions.empty()) fault(reader_, "地图没有区县", "至少写一个 [[region]]", "");
    return is_good_ ? std::optional(std::move(map_)) : std::nullopt;
  }

 private:
  void fault(TomlReader& at, std::string text, std::string fix, std::string_view key) {
    at.complain("CAT082", std::move(text), std::move(fix), key);
    is_good_ = false;
  }

  Rational edge(std::string_view key, Decimal& kept) {
    const auto degrees = reader_.decimal(key);
    const auto value = degrees ? Rational::from(*degrees) : Result<Rational>(fail("NUM001", ""));
    if (!value) {
      fault(reader_, "地图缺少边界 " + std::string(key), "写成 " + std::string(key) + " = \"112.50\"", key);
      return {};
    }
    kept = *degrees;
    return *value;
  }

  void read_edges() {
    west_ = edge("west", map_.west);
    east_ = edge("east", map_.east);
    south_ = edge("south", map_.south);
    north_ = edge("north", map_.north);
    map_.width = reader_.integer("width", 0);
    map_.height = reader_.integer("height", 0);
    const auto is_side = [](int side) { return side > 0 && side <= kLongestSide; };
    if (!is_good_ || (west_ < east_ && south_ < north_ && is_side(map_.width) && is_side(map_.height)))
      return;
    fault(reader_, "地图的边界围不成图", "west 小于 east，south 小于 north，width 和 height 为 1 到 10000",
          "width");
  }

  // Where `value` lies between two edges, on a side of so many steps; nullopt outside.
  static std::optional<int> place(const Rational& value, const Rational& from, const Rational& to, int side) {
    const auto whole = subtract(to, from);
    const auto part = subtract(value, from);
    const auto share = whole && part ? divide(*part, *whole) : part;
    const auto scaled = share ? multiply(*share, Rational(side)) : share;
    const auto rounded = scaled ? round_gbt8170(*scaled, 0) : Result<Decimal>(fail("NUM002", ""));
    if (!rounded || rounded->digits() < 0 || rounded->digits() > side) return std::nullopt;
    return static_cast<int>(rounded->digits());
  }

  // "112.43 39.33"
  std::optional<MapPoint> point(const std::string& text) const {
    const std::vector<std::string> parts = split(collapse_spaces(text), " ");
    if (parts.size() != 2) return std::nullopt;
    const auto longitude = Rational::parse(parts[0]);
    const auto latitude = Rational::parse(parts[1]);
    if (!longitude || !latitude) return std::nullopt;
    const auto x = place(*longitude, west_, east_, map_.width);
    const auto y = place(*latitude, north_, south_, map_.height);
    return x && y ? std::optional(MapPoint{*x, *y}) : std::nullopt;
  }

  std::vector<MapPoint> points(TomlReader& entry, std::string_view key, std::size_t least) {
    std::vector<MapPoint> all;
    const std::vector<std::string> texts = entry.texts(key);
    for (const std::string& text : texts) {
      const auto found = point(text);
      if (!found) {
        fault(entry, quote(text) + " 不是边界以内的一点", "写成 \"经度 纬度\"，单位为度，如 \"112.43 39.33\"",
              key);
        return {};
      }
      all.push_back(*found);
    }
    if (all.size() < least || all.size() > kMostPoints)
      fault(entry, std::string(key) + " 的点太少或太多", "写 " + std::to_string(least) + " 到 1000 个点",
            key);
    return all;
  }

  void read_region(TomlReader& entry) {
    MapRegion region;
    region.key = entry.text("key");
    region.name = entry.text("name");
    region.name_en = entry.text("name_en");
    const std::string kind = entry.text("kind");
    region.unit = entry.text("unit", false);
    const std::string seat = entry.text("seat");
    region.outline = points(entry, "outline", 3);
    entry.finish();
    if (kind != "district" && kind != "county")
      fault(entry, "不认识的种类 " + quote(kind), "用 district 或 county", "kind");
    region.kind = kind == "district" ? RegionKind::district : RegionKind::county;
    if (units_ != nullptr && !region.unit.empty() && !units_->contains(region.unit))
      fault(entry, "units.toml 没有单位 " + quote(region.unit), "写登记的全称，或不写 unit", "unit");
    if (std::any_of(map_.regions.begin(), map_.regions.end(),
                    [&](const MapRegion& each) { return each.key == region.key; }))
      fault(entry, "区县 " + quote(region.key) + " 写了两次", "每个区县用自己的 key", "key");
    if (region.outline.size() < 3) return;
    if (twice_area(region.outline) == 0)
      return fault(entry, region.name + "的轮廓没有面积", "让轮廓围成一块", "outline");
    region.centroid = centroid_of(region.outline);
    const auto where = point(seat);
    if (!where || !is_inside(region.outline, *where))
      return fault(entry, region.name + "的驻地不在轮廓以内", "改正 seat，或改正 outline", "seat");
    region.seat = *where;
    map_.regions.push_back(std::move(region));
  }

  void read_river(TomlReader& entry) {
    MapRiver river{entry.text("name"), entry.text("name_en"), points(entry, "line", 2)};
    entry.finish();
    map_.rivers.push_back(std::move(river));
  }

  TomlReader& reader_;
  const std::set<std::string>* units_;
  ProgrammeMap map_;
  Rational west_;
  Rational east_;
  Rational south_;
  Rational north_;
  bool is_good_ = true;
};

}  // namespace

std::optional<ProgrammeMap> read_programme_map(const CatalogFiles& files, std::string_view programme,
                                               const std::set<std::string>* units, Diagnostics& diagnostics) {
  const std::string path = "programmes/" + std::string(programme) + "/map.toml";
  const auto file = files.find(path);
  if (file == files.end()) return std::nullopt;
  const auto table = parse_toml(file->second, path, diagnostics);
  if (!table) return std::nullopt;
  TomlReader reader(*table, path, diagnostics);
  return MapReader(reader, units).read();
}

}  // namespace chuangmo::catalog
