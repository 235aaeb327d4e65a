#pragma once
#include "publish/documents/document_sources.h"

namespace chuangmo::publish {

// What every document knows: the city, the office, period and days.
void put_common(ViewValue& view, const DocumentSources& sources);
ViewShape common_shape();

ViewShape joined(std::initializer_list<ViewShape> shapes);

// Rows of a shape, all texts: {"指标.名称", "意义", "例"}.
ViewField text_field(std::string path, std::string meaning, std::string example);
ViewField list_field(std::string path, std::string meaning);
ViewField flag_field(std::string path, std::string meaning);
ViewField chart_field(std::string path, std::string meaning);

ViewValue counted(std::size_t count, std::string_view what);  // bound to "count:what"

inline constexpr std::string_view kNoValue = "—";
std::string or_dash(std::string text);

}  // namespace chuangmo::publish
