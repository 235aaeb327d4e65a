#include "cli/usage.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/table_columns.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"

namespace chuangmo::cli {

namespace {

struct Example {
  std::string_view command;
  const char* text;
};
constexpr std::array kExamples{
    Example{"chuangmo",
            "从这里开始：\n"
            "  chuangmo demo demo                                看三年模拟数据的样子\n"
            "  chuangmo init mycity --programme mycity           为自己的城市建一个工作目录\n"
            "  chuangmo plan import 任务分解表.docx -o mycity    读入任务分解表\n"
            "  chuangmo import figures 统计数据.xlsx -w mycity   交数据\n"
            "  chuangmo evaluate -w mycity                       看判定\n"
            "  chuangmo explain 8 -w mycity                      为什么\n"
            "每个命令加 --help 看用法和例子。结束码：0 完成，1 数据有错误，2 没有做成。"},
    Example{"chuangmo plan",
            "例：\n  chuangmo plan import 任务分解表.docx -o mycity\n  chuangmo plan lint mycity"},
    Example{"chuangmo plan import",
            "例：\n  chuangmo plan import 任务分解表.docx -o mycity\n"
            "接下来：核对 mycity/units.toml，再运行 chuangmo plan lint mycity"},
    Example{"chuangmo plan show",
            "例：\n  chuangmo plan show mycity\n  chuangmo plan show 任务分解表.xlsx --json"},
    Example{"chuangmo plan lint",
            "例：\n  chuangmo plan lint mycity\n  chuangmo plan lint 任务分解表.docx --docx 校核报告.docx"},
    Example{"chuangmo catalog", "例：\n  chuangmo catalog show\n  chuangmo catalog check"},
    Example{"chuangmo catalog check",
            "例：\n  chuangmo catalog check\n  chuangmo --catalog 我的目录 catalog check"},
    Example{"chuangmo catalog show", "例：\n  chuangmo catalog show --unit 市环保局"},
    Example{"chuangmo init",
            "例：\n  chuangmo init mycity --programme mycity --title 某市创建工作\n"
            "接下来：chuangmo plan import 任务分解表.docx -o mycity，然后 chuangmo import 交数据"},
    Example{"chuangmo import",
            "例：\n  chuangmo import figures 统计数据.xlsx -w mycity --who 市统计局\n"
            "  chuangmo import ledger 应急演练.csv --ledger drills --complete 2011 -w mycity\n"
            "  chuangmo import stations 点位登记表.csv -w mycity\n"
            "  chuangmo import readings 小时值.csv --set air -w mycity\n"
            "  chuangmo import evidence 通知.pdf --indicator 2.3 -w mycity\n"
            "有错误的文件一条也不导入。要交哪些数据：chuangmo catalog show"},
    Example{"chuangmo import figures",
            "例：\n  chuangmo import figures 统计数据.xlsx -w mycity --who 市统计局\n"
            "  chuangmo import figures 更正.csv -w mycity --reason 单位误填\n"
            "表头：统计数据、对象、期间、数值、单位；或统计数据、单位和各年份"},
    Example{"chuangmo import ledger",
            "例：\n  chuangmo import ledger 应急演练.csv --ledger drills --complete 2011 -w mycity\n"
            "有哪些台账、哪些栏：chuangmo catalog show"},
    Example{"chuangmo import stations",
            "例：\n  chuangmo import stations 点位登记表.csv -w mycity\n"
            "表头：点位组、点位编码、点位名称、县区、功能区类别、类型、路段长度(m)、经度、纬度"},
    Example{"chuangmo import readings",
            "例：\n  chuangmo import readings 小时值.csv --set air -w mycity\n"
            "表头：时间、点位，和各监测项目；或时间、点位、监测项目、监测值"},
    Example{"chuangmo readings export",
            "例：\n  chuangmo readings export --set air -w mycity -o 小时值.csv\n"
            "  chuangmo readings export --set air --station SZ01 --parameter SO2 --from 2011-03-01 --until "
            "2011-03-31 "
            "--flags -w mycity\n写出的文件可以用 chuangmo import readings 再读入"},
    Example{
        "chuangmo readings sql",
        "例：\n  chuangmo readings sql \"SELECT station, avg(value) FROM reading WHERE parameter = 'SO2' AND "
        "flag = "
        "'valid' GROUP BY 1\" -w mycity\n"
        "表 reading "
        "的列：station_set、station、parameter、time、value、unit、flag、as_given、file、line、recorded_at"},
    Example{"chuangmo import evidence",
            "例：\n  chuangmo import evidence 通知.pdf --indicator 2.3 -w mycity"},
    Example{"chuangmo evaluate",
            "例：\n  chuangmo evaluate -w mycity\n  chuangmo evaluate -w mycity --indicator 8 --as-of "
            "2011-10-01\n"
            "接下来：chuangmo explain 8 -w mycity"},
    Example{"chuangmo explain",
            "例：\n  chuangmo explain 8 -w mycity\n  chuangmo explain 8 -w mycity --day 2011-03-05"},
    Example{"chuangmo verdict", "例：\n  chuangmo verdict export 8 -w mycity -o 8.json"},
    Example{"chuangmo verdict export",
            "例：\n  chuangmo verdict export 8 -w mycity -o 8.json\n核验：python3 tools/verify_verdict.py "
            "8.json"},
    Example{"chuangmo scoreboard", "例：\n  chuangmo scoreboard -w mycity -o 计分板.html"},
    Example{"chuangmo dossier",
            "例：\n  chuangmo dossier build -w mycity -o 档案 --pdf\n  chuangmo dossier status -w mycity -o "
            "档案\n"
            "  chuangmo dossier check 档案/G/G1.docx -w mycity"},
    Example{"chuangmo dossier build",
            "例：\n  chuangmo dossier build -w mycity -o 档案 --pdf\n  chuangmo dossier build -w mycity "
            "--year 2011 -o 档案.zip\n"
            "再编制一次只重做变了的卷。接下来：chuangmo dossier status"},
    Example{"chuangmo dossier status",
            "例：\n  chuangmo dossier status -w mycity -o 档案\n结束码：0 都是最新的，1 有过时的卷"},
    Example{"chuangmo dossier check",
            "例：\n  chuangmo dossier check 改过的报告.docx -w mycity\n结束码：0 相符，1 有不符的数"},
    Example{"chuangmo origin",
            "例：\n  chuangmo origin 'figure:gdp|2011' -w mycity\n  chuangmo origin 'verdict:8.1|2011|value' "
            "-w mycity\n"
            "写法在文件里每个数的内容控件标记 cm: 之后，也见 manifest.json"},
    Example{"chuangmo drill",
            "例：\n  chuangmo drill -w mycity\n  chuangmo drill -w mycity --seed "
            "7\n逐题作答，回车看答案和出处；没有终端时直接列出"},
    Example{"chuangmo air",
            "例：\n  chuangmo air annual 小时值.csv --stations 点位.csv --edition \"GB 3095-2012\"\n"
            "  chuangmo air daily 小时值.csv --stations 点位.csv --year 2014\n"
            "  chuangmo air aqi china_sites_20170707.csv --hourly-particles"},
    Example{"chuangmo air annual",
            "例：\n  chuangmo air annual 站1.csv 站2.csv --edition \"GB 3095-2012\"\n"
            "  chuangmo air annual 全国小时值.csv --stations 点位.csv --json\n"
            "  chuangmo air annual 小时值.csv --stations 点位.csv --city 朔州市 --year 2017 --explain\n"
            "  chuangmo air annual -w mycity"},
    Example{"chuangmo air daily",
            "例：\n  chuangmo air daily 站1.csv 站2.csv --edition \"GB 3095-2012\"\n"
            "  chuangmo air daily 小时值.csv --stations 点位.csv --city 朔州市 --day 2017-07-07 --explain\n"
            "  chuangmo air daily 2017.csv 2018.csv 2019.csv --reference 298      同一参比状态下比较各年\n"
            "  chuangmo air daily 小时值.csv --edition API --noon                 API 日报，12时至12时\n"
            "* 超过二级限值，≥ 指数缺项，至少如此，— 无有效数据"},
    Example{"chuangmo air aqi",
            "例：\n  chuangmo air aqi 小时值.csv --edition \"HJ 633-2012\"\n"
            "  chuangmo air aqi china_sites_20170707.csv --hourly-particles --stations stations.csv --city "
            "朔州市"},
    Example{"chuangmo water",
            "例：\n  chuangmo water class 断面水质.csv --stations 点位登记表.csv\n"
            "  chuangmo water annual 2009.csv 2010.csv 2011.csv --stations 点位登记表.csv"},
    Example{"chuangmo water class",
            "例：\n  chuangmo water class 断面水质.csv\n"
            "  chuangmo water class 自动站.xlsx --year 2026 --lake 滇池南 --explain\n"
            "接下来：chuangmo water annual 看全年"},
    Example{"chuangmo water annual",
            "例：\n  chuangmo water annual 2011.csv --stations 点位登记表.csv\n"
            "  chuangmo water annual 2009.csv 2010.csv 2011.csv --edition 环办〔2011〕22号 --json\n"
            "河流、流域按表头 河流、流域 或点位表归并；功能区达标需要点位表里的功能区类别"},
    Example{"chuangmo noise", "例：\n  chuangmo noise mean 区域噪声.csv --year 2011 --period day"},
    Example{"chuangmo noise mean",
            "例：\n  chuangmo noise mean 道路噪声.csv --year 2011\n"
            "  chuangmo noise mean 功能区噪声.csv --stations 点位.csv --kind zone --explain\n"
            "  chuangmo noise mean 逐秒声级.csv --station 1号点 --explain\n"
            "表头：点位，声级（昼间、夜间两栏，或另有时段一栏），路段长度(m)，功能区类别；时间可以不写"},
    Example{
        "chuangmo serve",
        "例：\n  chuangmo serve -w mycity\n"
        "  chuangmo serve -w mycity --db postgresql://chuangmo@/mycity --address 0.0.0.0 --behind-tls \\\n"
        "    --trusted-proxy 10.0.0.2 --host chuangmo.example.gov.cn"},
    Example{"chuangmo backup", "例：\n  chuangmo backup -w mycity\n核验：chuangmo audit verify -w mycity"},
    Example{"chuangmo restore",
            "例：\n  chuangmo restore 备份.db --to 新目录/chuangmo.db\n"
            "  chuangmo restore 备份.db --to postgresql://chuangmo@/mycity"},
    Example{"chuangmo db", "例：\n  chuangmo db distribute --db postgresql://chuangmo@/province"},
    Example{"chuangmo db distribute", "例：\n  chuangmo db distribute --db postgresql://chuangmo@/province"},
    Example{"chuangmo audit", "例：\n  chuangmo audit verify -w mycity"},
    Example{"chuangmo audit verify", "例：\n  chuangmo audit verify -w mycity --checkpoint 去年年底.note"},
    Example{"chuangmo audit checkpoint", "例：\n  chuangmo audit checkpoint -w mycity > 今年年底.note"},
    Example{
        "chuangmo account",
        "例：\n  chuangmo account create yuanlin --name 陈某 --role unit_editor --unit 市园林局 -w mycity\n"
        "  chuangmo account invite yuanlin -w mycity"},
    Example{"chuangmo account create",
            "例：\n  chuangmo account create chuangmoban --name 李某 --role office -w mycity\n"
            "  chuangmo account create yuanlin --name 陈某 --role unit_editor --role unit_reviewer --unit "
            "市园林局 -w mycity\n接下来：把邀请交给本人；服务器开着也可以"},
    Example{"chuangmo account invite", "例：\n  chuangmo account invite yuanlin -w mycity"},
    Example{"chuangmo account reset", "例：\n  chuangmo account reset admin -w mycity"},
    Example{"chuangmo demo", "例：\n  chuangmo demo demo\n接下来：chuangmo explain 8 -w demo"},
};

// Columns are counted as a terminal shows them: a Chinese character takes two.
class ChineseHelp : public CLI::Formatter {
 public:
  ChineseHelp() {
    label("Usage", "用法");
    label("OPTIONS", "选项");
    label("SUBCOMMAND", "命令");
    label("Positionals", "参数");
    label("REQUIRED", "必填");
    label("TEXT", "文字");
    label("INT", "整数");
    label("UINT", "整数");
    column_width(26);
  }
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return CLI::Formatter::make_group(group == "Options" ? "选项" : std::move(group), is_positional,
                                      std::move(options));
  }
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const std::string left = "  " + make_option_name(option, is_positional) + make_option_opts(option) + "  ";
    const int width = std::max(static_cast<int>(get_column_width()), display_width(left));
    return pad_right(left, width) + make_option_desc(option) + "\n";
  }
};

std::string path_of(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return (parent == nullptr ? "" : path_of(*parent) + " ") + command.get_name();
}

// The command that was being read when the words went wrong.
const CLI::App& innermost(const CLI::App& program) {
  const std::vector<CLI::App*> given = program.get_subcommands();
  return given.empty() ? program : innermost(*given.back());
}

std::vector<std::string> command_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* each : command.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(each->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// "统计数据文件（files）": what the option is for, then how it is written.
std::string described(const CLI::App& command, const std::string& name) {
  for (const CLI::Option* option : command.get_options()) {
    if (option->check_name(name) && !option->get_description().empty())
      return name + "（" + option->get_description() + "）";
  }
  return name;
}

// The name CLI11 puts between `before` and `after` of its English message.
std::string name_in(const std::string& message, const std::string& before, const std::string& after) {
  const std::size_t begin = starts_with(message, before) ? before.size() : 0;
  return message.substr(begin, message.find(after, begin) - begin);
}

Failure unknown_word(const CLI::App& command, const std::string& word, const std::string& help) {
  const bool is_option = starts_with(word, "-");
  const bool wants_command = !is_option && command.get_require_subcommand_min() > 0;
  const std::string near = app::nearest_name(word, is_option       ? option_names(command)
                                                   : wants_command ? command_names(command)
                                                                   : std::vector<std::string>{});
  const std::string fix = near.empty() ? help : "是不是 " + near + "？" + help;
  if (is_option) return {"CLI002", path_of(command) + " 没有选项" + quote(word), fix};
  if (wants_command) return {"CLI001", path_of(command) + " 没有命令" + quote(word), fix};
  return {"CLI003", "多余的参数" + quote(word), fix};
}

Failure failure_of(const CLI::App& command, const CLI::ParseError& error, const std::string& help) {
  const std::string message = error.what();
  if (error.get_name() == "RequiredError")
    return {"CLI004", "缺少 " + described(command, name_in(message, "", " is required")), help};
  if (error.get_name() == "ArgumentMismatch")
    return {"CLI004", described(command, name_in(message, "", ":")) + "后面缺少值", help};
  if (error.get_name() == "ConversionError") {
    const std::string name = name_in(message, "Could not convert: ", " = ");
    const std::size_t value = message.find(" = ");
    return {"CLI005",
            described(command, name) + "要填整数" +
                (value == std::string::npos ? "" : "，不能是" + quote(message.substr(value + 3))),
            help};
  }
  return {"CLI005", "命令行有误：" + message, help};
}

}  // namespace

void speak_chinese(CLI::App& program) {
  program.formatter(std::make_shared<ChineseHelp>());
  program.group("命令");
  program.set_help_flag("-h,--help", "显示用法");
}

void add_examples(CLI::App& program) {
  const std::string path = path_of(program);
  const auto* const example = std::find_if(kExamples.begin(), kExamples.end(),
                                           [&](const Example& each) { return each.command == path; });
  if (example != kExamples.end()) program.footer(example->text);
  for (CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    add_examples(*command);
}

int report_usage(const CLI::App& program, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    program.exit(error);
    return kDone;
  }
  const CLI::App& command = innermost(program);
  const std::string help = "运行 " + path_of(command) + " --help 看用法和例子";
  const std::vector<std::string> extras = program.remaining(true);
  if (!extras.empty()) {
    const auto option =
        std::find_if(extras.begin(), extras.end(), [](const auto& word) { return starts_with(word, "-"); });
    return report_failure(unknown_word(command, option == extras.end() ? extras.front() : *option, help));
  }
  if (command.get_require_subcommand_min() > 0 && command.get_subcommands().empty()) {
    fmt::print(stderr, "{}", program.help());
    return kFailed;
  }
  return report_failure(failure_of(command, error, help));
}

}  // namespace chuangmo::cli
