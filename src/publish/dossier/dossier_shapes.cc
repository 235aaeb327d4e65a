#include <array>

#include "publish/dossier/dossier_volume.h"

namespace chuangmo::publish {

namespace {

using Kind = ViewValue::Kind;

constexpr const char* kNone = "";

void add(ViewShape& shape, std::string path, Kind kind, std::string meaning, std::string example = kNone) {
  shape.push_back({std::move(path), kind, std::move(meaning), std::move(example)});
}

void add_texts(ViewShape& shape, const std::string& above,
               const std::vector<std::array<const char*, 3>>& fields) {
  for (const auto& [name, meaning, example] : fields)
    add(shape, above.empty() ? name : above + "." + name, Kind::text, meaning, example);
}

void add_cover(ViewShape& shape) {
  add_texts(shape, "",
            {{"标题", "创建工作的名称", "朔州市创建环境保护模范城市"},
             {"城市", "城市", "朔州市"},
             {"年度", "档案的年度", "2011"},
             {"档案", "档案的名称", "考核验收档案"},
             {"编制单位", "编制单位", "创建环境保护模范城市工作领导组办公室"},
             {"截止", "数据和判定截止的日子", "2011年12月31日"},
             {"年一", "三年中最早的一年", "2009"},
             {"年二", "第二年", "2010"},
             {"年三", "档案的年度", "2011"}});
}

void add_counts(ViewShape& shape) {
  add_texts(shape, "",
            {{"指标数", "指标", "26"},
             {"达标数", "达标的指标", "21"},
             {"未达标数", "未达标的指标", "3"},
             {"无法判定数", "数据不全、无法判定的指标", "2"},
             {"未到期数", "未到期的指标", "0"},
             {"单位数", "任务分解表中承担任务的单位", "41"},
             {"任务数", "任务", "99"},
             {"办结数", "责任单位都已报告完成的任务", "60"},
             {"报送数", "已接受的报送", "150"},
             {"佐证数", "佐证材料（一个文件算一件）", "45"},
             {"数据数", "统计数据", "120"},
             {"台账数", "台账记录", "670"},
             {"点位数", "监测点位", "148"}});
}

void add_years(ViewShape& shape, const std::string& list) {
  add(shape, list, Kind::list, "三年的数，一项一行");
  add_texts(shape, list,
            {{"判据", "判据的编号", "8.1"},
             {"名称", "判据，有几项的加上项名", "主要污染物年平均值达到国家二级标准（SO2）"},
             {"单位", "单位", "mg/m³"},
             {"年一", "第一年的数", "0.0589"},
             {"年二", "第二年的数", "0.0601"},
             {"年三", "第三年的数", "0.0618"},
             {"要求", "判据要求", "≤ 0.06 mg/m³"}});
}

void add_figures(ViewShape& shape, const std::string& list) {
  add(shape, list, Kind::list, "统计数据，一项一行");
  add_texts(shape, list,
            {{"名称", "统计数据，分对象的加上对象", "化学需氧量排放量"},
             {"单位", "计量单位", "万元"},
             {"年一", "第一年", "5602300"},
             {"年二", "第二年", "6700200"},
             {"年三", "第三年", "8548700"},
             {"供数单位", "最近一年由谁提供", "市统计局"},
             {"出处", "最近一年来自哪次报送或哪个文件", "市统计局|2011#1"}});
}

void add_papers(ViewShape& shape, const std::string& list) {
  add(shape, list, Kind::list, "佐证材料，一件一行");
  add_texts(shape, list,
            {{"编号", "佐证编号", "A08-003"},
             {"名称", "文件名", "监测年报.pdf"},
             {"单位", "报送单位", "市环保局"},
             {"期间", "所属期间", "2011"},
             {"判据", "支持哪些判据", "8.1、8.2"},
             {"收到", "收到的日子", "2012-02-20"},
             {"报送", "随哪次报送来", "市环保局|2011#1"},
             {"摘要", "SHA-256 的前 12 位", "b53ae217ca89"},
             {"文件", "在档案中的位置", "B/A08/A08-003 监测年报.pdf"}});
}

void add_criteria(ViewShape& shape, const std::string& list) {
  add(shape, list, Kind::list, "判据，一条一行");
  add_texts(shape, list,
            {{"编号", "编号", "8.1"},
             {"名称", "名称", "主要污染物年平均值达到国家二级标准"},
             {"要求", "限值", "≤ 0.06 mg/m³"},
             {"实测", "实际值；不全时是上下界", "0.0618 mg/m³"},
             {"判定", "判定", "未达标"},
             {"余量", "还有多少余地", "差 0.0018 mg/m³"}});
  add(shape, list + ".参与判定", Kind::flag, "是否参与指标的判定");
}

void add_indicator_rows(ViewShape& shape, const std::string& list) {
  add(shape, list, Kind::list, "指标，一项一条");
  add_texts(shape, list,
            {{"序号", "指标号", "8"},
             {"名称", "名称", "城区空气质量"},
             {"要求", "考核要求", "城区空气主要污染物年平均值达到国家二级标准"},
             {"实测", "代表性判据的值", "0.0618 mg/m³"},
             {"限值", "代表性判据的限值", "≤ 0.06 mg/m³"},
             {"结论", "判定", "未达标"},
             {"说明", "判定的一句话", "城区空气质量未达标：……"},
             {"责任单位", "责任单位", "市环保局、市住建局"},
             {"卷号", "详见哪一卷", "A08"}});
}

void add_tasks(ViewShape& shape, const std::string& list) {
  add(shape, list, Kind::list, "任务，一项一条");
  add_texts(shape, list,
            {{"编号", "任务编号", "8.1"},
             {"内容", "内容", "淘汰燃煤锅炉"},
             {"责任单位", "责任单位", "市环保局"},
             {"配合单位", "配合单位", "市住建局"},
             {"进展", "进展", "已完成"},
             {"报告", "最近一次被接受的进展报告", "已完成，……"},
             {"报告单位", "谁报告的", "市环保局"},
             {"报告期", "报告期", "2011"}});
  add(shape, list + ".有报告", Kind::flag, "有没有进展报告");
}

ViewShape work_report_shape() {
  ViewShape shape;
  add_cover(shape);
  add_counts(shape);
  add(shape, "分组", Kind::list, "指标按组别");
  add_texts(shape, "分组", {{"组别", "组别", "环境质量"}});
  add_indicator_rows(shape, "分组.指标");
  add(shape, "有未达标", Kind::flag, "有没有未达标的指标");
  add_indicator_rows(shape, "未达标");
  add(shape, "有未定", Kind::flag, "有没有无法判定的指标");
  add_indicator_rows(shape, "未定");
  return shape;
}

ViewShape technical_report_shape() {
  ViewShape shape;
  add_cover(shape);
  add_counts(shape);
  add_indicator_rows(shape, "指标");
  add_criteria(shape, "指标.判据");
  add_texts(shape, "指标.判据",
            {{"计算", "规则的文字", "……"},
             {"公式", "规则原文", "each year in last 3 years, ..."},
             {"标准", "用到的标准", "GB 3095-1996"},
             {"依据", "出自哪里", "GB 3095-1996 表1"},
             {"可靠程度", "所用数字中最不可靠的一个", "标准原文"}});
  return shape;
}

ViewShape indicator_shape() {
  ViewShape shape;
  add_cover(shape);
  add_texts(shape, "",
            {{"卷号", "卷号", "A08"},
             {"指标号", "指标号", "8"},
             {"指标", "名称", "城区空气质量"},
             {"组别", "组别", "环境质量"},
             {"要求", "考核要求", "……"},
             {"任务书要求", "任务分解表中的指标要求", "……"},
             {"结论", "判定", "未达标"},
             {"说明", "判定的一句话", "……"}});
  add(shape, "在任务书", Kind::flag, "任务分解表有没有这项指标");
  add(shape, "考核", Kind::list, "判据的规定，一条一行");
  add_texts(shape, "考核",
            {{"编号", "编号", "8.1"},
             {"名称", "名称", "……"},
             {"计算", "怎样算", "……"},
             {"口径", "范围", "建成区"},
             {"依据", "出自哪里", "……"},
             {"佐证要求", "核查时要看什么", "监测年报"}});
  add(shape, "考核.参与判定", Kind::flag, "是否参与判定");
  add(shape, "有数据", Kind::flag, "有没有统计数据");
  add_figures(shape, "数据");
  add_criteria(shape, "完成");
  add_years(shape, "三年");
  add(shape, "有图", Kind::flag, "有没有趋势图");
  add(shape, "趋势图", Kind::chart, "三年的线和限值线");
  add(shape, "有缺项", Kind::flag, "有没有还缺的数据");
  add(shape, "缺项", Kind::list, "还缺什么");
  add_texts(shape, "缺项",
            {{"项目", "缺什么", "应检机动车数"},
             {"期间", "哪些期间", "2011"},
             {"单位", "谁提供", "市公安局"},
             {"原因", "为什么", "未报送"}});
  add_tasks(shape, "任务");
  add(shape, "有报告", Kind::flag, "有没有进展报告");
  add_tasks(shape, "进展报告");
  add(shape, "有来源", Kind::flag, "有没有报送");
  add(shape, "来源", Kind::list, "数据从哪里来");
  add_texts(shape, "来源",
            {{"项目", "什么", "地区生产总值"},
             {"单位", "谁报的", "市统计局"},
             {"期间", "哪些期间", "2009、2010、2011"},
             {"出处", "最近一次随什么来", "市统计局|2011#1"},
             {"收到", "收到的日子", "2012-02-20"}});
  add(shape, "有佐证", Kind::flag, "有没有佐证");
  add_papers(shape, "佐证");
  return shape;
}

ViewShape evidence_shape() {
  ViewShape shape;
  add_cover(shape);
  add_texts(shape, "", {{"佐证数", "佐证材料", "45"}});
  add(shape, "指标", Kind::list, "指标，一项一节");
  add_texts(shape, "指标", {{"卷号", "卷号", "A08"}, {"名称", "名称", "城区空气质量"}});
  add(shape, "指标.有佐证", Kind::flag, "有没有佐证");
  add_papers(shape, "指标.佐证");
  return shape;
}

ViewShape enterprises_shape() {
  ViewShape shape;
  add_cover(shape);
  add_texts(shape, "", {{"企业数", "企业", "64"}});
  add(shape, "企业", Kind::list, "企业，一家一节");
  add_texts(shape, "企业", {{"编号", "编号", "企-001"}, {"名称", "名称", "某某公司"}});
  add(shape, "企业.记录", Kind::list, "台账中的记录");
  add_texts(shape, "企业.记录",
            {{"台账", "台账", "重点工业企业"},
             {"期间", "期间", "2011"},
             {"供数单位", "谁提供", "市环保局"},
             {"出处", "从哪里来", "市环保局|2011#1 第3行"}});
  add(shape, "企业.记录.各栏", Kind::list, "记录的各栏");
  add_texts(shape, "企业.记录.各栏", {{"栏目", "栏目", "稳定达标"}, {"内容", "内容", "是"}});
  return shape;
}

ViewShape figures_shape() {
  ViewShape shape;
  add_cover(shape);
  add(shape, "来源", Kind::list, "供数单位，一家一节");
  add_texts(shape, "来源", {{"单位", "供数单位", "市统计局"}});
  add_figures(shape, "来源.数据");
  add(shape, "台账", Kind::list, "台账各年的记录数");
  add_texts(shape, "台账",
            {{"名称", "台账", "应急演练"},
             {"供数单位", "供数单位", "市环保局"},
             {"年一", "第一年的记录数", "2"},
             {"年二", "第二年", "2"},
             {"年三", "第三年", "2"}});
  return shape;
}

ViewShape separators_shape() {
  ViewShape shape;
  add_cover(shape);
  add_papers(shape, "隔页");
  add_texts(shape, "隔页",
            {{"卷号", "指标的卷号", "A08"},
             {"指标", "指标的名称", "城区空气质量"},
             {"种类", "原件是什么文件", "PDF 文档"},
             {"字节", "原件的大小", "20480 字节"},
             {"全摘要", "SHA-256", "b53ae217ca89…"},
             {"页数", "装订的页数", "3"},
             {"原因", "为什么没有装订", "文件有密码"}});
  add(shape, "隔页.已装订", Kind::flag, "原件的各页附在隔页后");
  return shape;
}

ViewShape catalogue_shape() {
  ViewShape shape;
  add_cover(shape);
  add(shape, "有页码", Kind::flag, "页码是否已知");
  add_texts(shape, "",
            {{"页码说明", "页码为什么不知道，要装什么", ""},
             {"卷数", "卷数", "32"},
             {"总页数", "各卷页数之和", "210"},
             {"日志条数", "编制时日志的条数", "2361"},
             {"日志根", "那时日志的根", "3f2a…"}});
  add(shape, "卷", Kind::list, "卷");
  add_texts(shape, "卷",
            {{"卷号", "卷号", "A08"},
             {"题名", "题名", "A08 城区空气质量"},
             {"页数", "页数", "5"},
             {"起止", "在整套档案中的页码", "41—45"},
             {"文件", "文件", "A/A08 城区空气质量.docx"}});
  add(shape, "卷.章节", Kind::list, "卷内标题");
  add_texts(shape, "卷.章节", {{"标题", "标题", "一、指标要求"}, {"页", "在卷内第几页", "1"}});
  add(shape, "有佐证", Kind::flag, "有没有佐证");
  add_papers(shape, "佐证");
  add_texts(shape, "佐证", {{"页", "在佐证材料卷的第几页", "37"}});
  add_years(shape, "三年");
  add_texts(shape, "三年", {{"指标", "指标", "8 城区空气质量"}});
  return shape;
}

}  // namespace

const ViewShape& dossier_shape(DossierPart part) {
  static const std::array<ViewShape, 6> shapes{work_report_shape(), technical_report_shape(),
                                               indicator_shape(),   evidence_shape(),
                                               enterprises_shape(), figures_shape()};
  return shapes[static_cast<std::size_t>(part)];
}

const ViewShape& dossier_separators_shape() {
  static const ViewShape shape = separators_shape();
  return shape;
}

const ViewShape& dossier_catalogue_shape() {
  static const ViewShape shape = catalogue_shape();
  return shape;
}

}  // namespace chuangmo::publish
