#include <fmt/format.h>
#include <map>

#include "base/csv.h"
#include "demo/parts.h"

namespace chuangmo::demo {

namespace {

// What a unit reports every year: name, subject, unit as that unit writes it, values of 2009, 2010, 2011 (""
// not handed in).
struct Reported {
  const char* unit;
  const char* figure;
  const char* subject;
  const char* measure;
  const char* values[3];
};

constexpr Reported kReported[] = {
    {"市环保局", "主要污染物排放总量", "COD", "t", {"42106", "40873", "39512"}},
    {"市环保局", "主要污染物排放总量", "SO2", "t", {"118540", "112310", "108930"}},
    {"市环保局", "主要污染物排放总量", "NH3N", "t", {"", "", "4213"}},
    {"市环保局", "主要污染物排放总量", "NOx", "t", {"", "", "98740"}},
    {"市环保局", "主要污染物总量控制指标", "COD", "t", {"42500", "41200", "40000"}},
    {"市环保局", "主要污染物总量控制指标", "SO2", "t", {"119000", "113000", "109500"}},
    {"市环保局", "主要污染物总量控制指标", "NH3N", "t", {"", "", "4300"}},
    {"市环保局", "主要污染物总量控制指标", "NOx", "t", {"", "", "99500"}},
    {"市环保局", "城考全省名次", "", "", {"3", "2", "2"}},
    {"市环保局", "工业污染物排放量", "COD", "t", {"9810", "9430", "9120"}},
    {"市环保局", "工业污染物排放量", "SO2", "t", {"84210", "82150", "80760"}},
    {"市环保局", "机动车环保定期检验数", "", "辆", {"71240", "84610", "98220"}},
    {"市环保局", "工业固体废物处置量", "", "万t", {"545.2", "580.6", "610.4"}},
    {"市环保局", "工业固体废物产生量", "", "万t", {"2105.7", "2198.3", "2290.1"}},
    {"市环保局", "利用和处置的往年贮存量", "", "万t", {"28.4", "31.0", "35.2"}},
    {"市环保局", "工业危险废物处置利用量", "", "t", {"1702.6", "1765.1", "1830.5"}},
    {"市环保局", "工业危险废物产生量", "", "t", {"1742.6", "1810.1", "1880.5"}},
    {"市环保局", "依法贮存量", "", "t", {"40.0", "45.0", "50.0"}},
    {"市统计局", "城镇居民人均可支配收入", "", "元", {"14,120", "15,893", "18,311"}},
    {"市统计局", "地区生产总值", "", "亿元", {"560.23", "669.31", "854.87"}},
    {"市统计局", "地区生产总值（可比价）", "", "亿元", {"560.23", "638.66", "740.84"}},
    {"市经信委", "规模以上工业综合能源消费量", "", "万吨标准煤", {"735.1", "794.4", "872.0"}},
    {"市统计局", "规模以上工业增加值（可比价）", "", "亿元", {"265.5", "301.2", "344.7"}},
    {"市统计局", "公众对城市环境的满意率调查", "非常满意", "人", {"", "", "402"}},
    {"市统计局", "公众对城市环境的满意率调查", "比较满意", "人", {"", "", "560"}},
    {"市统计局", "公众对城市环境的满意率调查", "一般", "人", {"", "", "190"}},
    {"市统计局", "公众对城市环境的满意率调查", "不太满意", "人", {"", "", "30"}},
    {"市统计局", "公众对城市环境的满意率调查", "很不满意", "人", {"", "", "10"}},
    {"市统计局", "公众对城市环境的满意率调查", "说不清", "人", {"", "", "8"}},
    {"市计生委", "年末总人口", "", "万人", {"151.2", "171.5", "172.3"}},
    {"市发改委", "环境保护投资", "", "万元", {"101240", "124830", "151960"}},
    {"市发改委", "医疗废物处置量", "", "t", {"548.1", "583.7", "612.4"}},
    {"市发改委", "已建成或按计划推进的国家重点环保项目", "", "项", {"14", "16", "17"}},
    {"市发改委", "国家重点环保项目", "", "项", {"18", "19", "20"}},
    {"市卫生局", "医疗废物产生量", "", "t", {"548.1", "583.7", "612.4"}},
    // The value of 2010 is 1000 times too large; it is corrected in a later file.
    {"市水务局", "用水总量", "", "万m3", {"41210", "42830000", "44120"}},
    {"市园林局", "建成区绿化覆盖面积", "", "公顷", {"1282", "1395", "1512"}},
    {"市住建局", "建成区面积", "", "公顷", {"3600", "3750", "3860"}},
    {"市住建局", "城市生活污水集中处理量", "", "万m3", {"1512.4", "1730.8", "1921.3"}},
    {"市住建局", "城市生活污水排放总量", "", "万m3", {"2010.5", "2131.7", "2240.6"}},
    {"市住建局", "再生水利用量", "", "万m3", {"301.2", "352.7", "412.1"}},
    {"市住建局", "污水处理厂处理水量", "", "万m3", {"1588.0", "1803.5", "1985.2"}},
    {"市住建局", "生活垃圾无害化处理量", "", "万t", {"13.62", "14.51", "15.23"}},
    {"市住建局", "生活垃圾产生量", "", "万t", {"16.48", "16.71", "16.89"}},
    {"市环保局", "工业固体废物综合利用量", "", "万t", {"1390.5", "1455.8", "1520.6"}},
    // The number of 2011 has not come yet: nobody can say whether indicator 17 is met.
    {"市公安局", "应检机动车数", "", "辆", {"82950", "97310", ""}},
};

const std::vector<std::string> kHeader = {"统计数据", "对象", "期间", "数值", "单位", "填报单位"};

SimulatedFile correction(const std::string& unit, std::vector<std::string> row, Instant when,
                         std::string reason) {
  SimulatedFile file;
  file.path = "更正/" + when.date().text() + " " + unit + " 更正.csv";
  file.text = csv_line(kHeader) + csv_line(row);
  file.kind = "figures";
  file.who = unit;
  file.recorded_at = when;
  file.reason = std::move(reason);
  return file;
}

}  // namespace

void add_figures(std::vector<SimulatedFile>& files) {
  for (int year = kFirstYear; year <= kLastYear; ++year) {
    std::map<std::string, std::string> text_by_unit;
    for (const Reported& reported : kReported) {
      const std::string value = reported.values[year - kFirstYear];
      if (value.empty()) continue;
      std::string& text = text_by_unit[reported.unit];
      if (text.empty()) text = csv_line(kHeader);
      text += csv_line({reported.figure, reported.subject, std::to_string(year) + "年", value,
                        reported.measure, reported.unit});
    }
    for (auto& [unit, text] : text_by_unit) {
      SimulatedFile file;
      file.path = fmt::format("{}/{} 统计数据.csv", year, unit);
      file.text = std::move(text);
      file.kind = "figures";
      file.who = unit;
      file.recorded_at = Instant::at(Date::of(year + 1, 2, 20), 9);
      files.push_back(std::move(file));
    }
  }
  files.push_back(correction("市水务局", {"用水总量", "", "2010年", "42830", "万m3", "市水务局"},
                             Instant::at(Date::of(2011, 6, 8), 10), "单位误填：应为万立方米，原数大1000倍"));
  files.push_back(correction("市统计局", {"地区生产总值", "", "2010年", "670.02", "亿元", "市统计局"},
                             Instant::at(Date::of(2011, 9, 28), 15), "年度数据最终核实"));
}

}  // namespace chuangmo::demo
