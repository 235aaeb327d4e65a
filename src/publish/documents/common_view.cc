#include "publish/documents/common_view.h"

#include <fmt/format.h>

namespace chuangmo::publish {

std::string date_words(Date date) {
  const YearMonthDay civil = date.civil();
  return fmt::format("{}年{}月{}日", civil.year, civil.month, civil.day);
}

void put_common(ViewValue& view, const DocumentSources& sources) {
  view.put("城市", sources.city);
  view.put("办公室", sources.city + "创建环境保护模范城市工作领导小组办公室");
  view.put("指标包", sources.pack.title);
  view.put("期间", sources.period.text_zh());
  view.put("年度", std::to_string(sources.period.begin.year()));
  view.put("期间起", date_words(sources.period.begin));
  view.put("期间止", date_words(sources.period.end - 1));
  view.put("编制日期", date_words(sources.today));
  view.put("数据截至", date_words(sources.known_at.date()));
}

ViewShape common_shape() {
  return {
      text_field("城市", "城市名称", "朔州市"),
      text_field("办公室", "编发机构。名称与本市不同的，在模板里直接改成文字",
                 "朔州市创建环境保护模范城市工作领导小组办公室"),
      text_field("指标包", "指标包的名称", "山西省环境保护模范城市考核指标"),
      text_field("期间", "文件所说的期间", "2011年12月"),
      text_field("年度", "期间开始的年份", "2011"),
      text_field("期间起", "期间的第一天", "2011年12月1日"),
      text_field("期间止", "期间的最后一天", "2011年12月31日"),
      text_field("编制日期", "生成文件的日期", "2012年1月5日"),
      text_field("数据截至", "用到此日为止已登记的数据", "2012年1月5日"),
  };
}

ViewShape joined(std::initializer_list<ViewShape> shapes) {
  ViewShape all;
  for (const ViewShape& shape : shapes) all.insert(all.end(), shape.begin(), shape.end());
  return all;
}

ViewField text_field(std::string path, std::string meaning, std::string example) {
  return {std::move(path), ViewValue::Kind::text, std::move(meaning), std::move(example)};
}

ViewField list_field(std::string path, std::string meaning) {
  return {std::move(path), ViewValue::Kind::list, std::move(meaning), ""};
}

ViewField flag_field(std::string path, std::string meaning) {
  return {std::move(path), ViewValue::Kind::flag, std::move(meaning), ""};
}

ViewField chart_field(std::string path, std::string meaning) {
  return {std::move(path), ViewValue::Kind::chart, std::move(meaning), ""};
}

ViewValue counted(std::size_t count, std::string_view what) {
  return view_text(std::to_string(count), fmt::format("count:{}", what));
}

std::string or_dash(std::string text) {
  return text.empty() ? std::string(kNoValue) : text;
}

}  // namespace chuangmo::publish
