#include "publish/map_json.h"

namespace chuangmo::publish {
namespace {

Json point_json(const MapPoint& point) {
  return Json::array({point.x, point.y});
}

Json points_json(const std::vector<MapPoint>& points) {
  Json json = Json::array();
  for (const MapPoint& point : points) json.push_back(point_json(point));
  return json;
}

Json region_json(const MapRegion& region) {
  Json json = Json::object();
  json["key"] = region.key;
  json["name"] = region.name;
  json["name_en"] = region.name_en;
  json["kind"] = region.kind == RegionKind::district ? "district" : "county";
  json["unit"] = region.unit;
  json["outline"] = points_json(region.outline);
  json["centroid"] = point_json(region.centroid);
  json["seat"] = point_json(region.seat);
  return json;
}

}  // namespace

Json map_json(const ProgrammeMap& map) {
  Json json = Json::object();
  json["title"] = map.title;
  json["title_en"] = map.title_en;
  json["note"] = map.note;
  json["note_en"] = map.note_en;
  json["width"] = map.width;
  json["height"] = map.height;
  json["projection"] = Json::object();
  json["projection"]["west"] = map.west.text();
  json["projection"]["east"] = map.east.text();
  json["projection"]["south"] = map.south.text();
  json["projection"]["north"] = map.north.text();
  json["regions"] = Json::array();
  for (const MapRegion& region : map.regions) json["regions"].push_back(region_json(region));
  json["rivers"] = Json::array();
  for (const MapRiver& river : map.rivers) {
    Json item = Json::object();
    item["name"] = river.name;
    item["name_en"] = river.name_en;
    item["line"] = points_json(river.line);
    json["rivers"].push_back(std::move(item));
  }
  return json;
}

}  // namespace chuangmo::publish
