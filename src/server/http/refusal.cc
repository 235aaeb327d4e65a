#include "server/http/refusal.h"

#include <array>

namespace chuangmo::server {
namespace {

constexpr std::string_view kWrongClient =
    "请求不符合 HTTP/1.1 的写法（RFC 9112），请检查发出请求的程序或中间的代理。";

constexpr std::array<RefusalRule, kRefusals> kRules{{
    {Refusal::none, 200, "", "none", "", ""},
    {Refusal::request_line, 400, "SRV010", "request_line", "请求行无法识别。", kWrongClient},
    {Refusal::method, 501, "SRV011", "method", "不支持这种请求方法。",
     "可用的方法：GET、HEAD、POST、PUT、PATCH、DELETE。"},
    {Refusal::target_form, 400, "SRV012", "target_form", "请求目标须以“/”开头。", kWrongClient},
    {Refusal::target_character, 400, "SRV013", "target_character", "请求目标中有不允许的字符。",
     "路径和查询中的其他字符须写成 %XX（UTF-8）。"},
    {Refusal::target_encoding, 400, "SRV014", "target_encoding", "请求目标中的 %XX 有误。",
     "须是 UTF-8 编码，解码后路径各段不得为“.”“..”，不得含“/”和控制字符。"},
    {Refusal::url_too_long, 414, "SRV015", "url_too_long", "请求的网址过长。",
     "缩短查询条件，或分几次请求。"},
    {Refusal::version, 505, "SRV016", "version", "不支持这个 HTTP 版本。", "使用 HTTP/1.1。"},
    {Refusal::line_end, 400, "SRV017", "line_end", "请求头的行尾不是 CR LF。", kWrongClient},
    {Refusal::field_name, 400, "SRV018", "field_name", "请求头字段名有误。", kWrongClient},
    {Refusal::field_value, 400, "SRV019", "field_value", "请求头字段值中有控制字符。", kWrongClient},
    {Refusal::folded_field, 400, "SRV020", "folded_field", "请求头字段不得折行。", kWrongClient},
    {Refusal::head_too_large, 431, "SRV021", "head_too_large", "请求头过大。", "清除本站的 Cookie 后重试。"},
    {Refusal::too_many_fields, 431, "SRV022", "too_many_fields", "请求头字段过多。", kWrongClient},
    {Refusal::field_repeated, 400, "SRV023", "field_repeated", "只许出现一次的请求头字段出现了多次。",
     kWrongClient},
    {Refusal::host_missing, 400, "SRV024", "host_missing", "请求缺少 Host 字段。", kWrongClient},
    {Refusal::host_repeated, 400, "SRV025", "host_repeated", "请求有多个 Host 字段。", kWrongClient},
    {Refusal::host_invalid, 400, "SRV026", "host_invalid", "Host 字段有误。", kWrongClient},
    {Refusal::host_unknown, 421, "SRV027", "host_unknown", "本服务不使用这个主机名。",
     "使用管理员公布的网址；更换网址时，须把新的主机名写入服务的配置。"},
    {Refusal::length_invalid, 400, "SRV028", "length_invalid", "Content-Length 不是长度。", kWrongClient},
    {Refusal::length_repeated, 400, "SRV029", "length_repeated", "请求有多个 Content-Length 字段。",
     kWrongClient},
    {Refusal::length_and_coding, 400, "SRV030", "length_and_coding",
     "Content-Length 与 Transfer-Encoding 不得同时出现。", kWrongClient},
    {Refusal::transfer_coding, 411, "SRV031", "transfer_coding", "不接受分块传输的请求。",
     "用 Content-Length 给出正文长度。"},
    {Refusal::length_required, 411, "SRV032", "length_required", "请求没有给出正文长度。",
     "用 Content-Length 给出正文长度，没有正文写 0。"},
    {Refusal::expectation, 417, "SRV033", "expectation", "不支持 Expect 字段中的要求。",
     "只支持 100-continue。"},
    {Refusal::body_too_large, 413, "SRV034", "body_too_large", "请求正文过大。", "缩小文件或分几次上传。"},
    {Refusal::head_too_slow, 408, "SRV035", "head_too_slow", "请求头在时限内没有收全。", "检查网络后重试。"},
    {Refusal::body_too_slow, 408, "SRV036", "body_too_slow", "请求正文在时限内没有收全。",
     "检查网络后重试。"},
    {Refusal::server_full, 503, "SRV037", "server_full", "连接过多，服务暂时不能接受。", "稍后重试。"},
    {Refusal::address_full, 503, "SRV038", "address_full", "来自这个地址的连接过多。",
     "关闭不用的页面或程序后重试。"},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kRules.size(); ++i)
    if (static_cast<std::size_t>(kRules[i].refusal) != i) return false;
  return true;
}
static_assert(is_in_order());

}  // namespace

const RefusalRule& rule_of(Refusal refusal) {
  return kRules.at(static_cast<std::size_t>(refusal));
}

}  // namespace chuangmo::server
