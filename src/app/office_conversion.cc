#include "app/office_conversion.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <poll.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "app/office_fonts.h"
#include "base/file.h"
#include "base/temporary_folder.h"
#include "base/text.h"

namespace chuangmo::app {

namespace {

namespace fs = std::filesystem;

// "" when there is none.
std::string office_program() {
  const char* named = std::getenv("CHUANGMO_SOFFICE");
  if (named != nullptr) return access(named, X_OK) == 0 ? named : "";
  const char* path = std::getenv("PATH");
  for (const std::string& folder : split(path == nullptr ? "/usr/bin" : path, ":")) {
    std::string program = folder + "/soffice";
    if (!folder.empty() && access(program.c_str(), X_OK) == 0) return program;
  }
  return "";
}

// Only what may be called between fork and exec.
[[noreturn]] void become_office(const char* const* arguments, const char* const* environment,
                                const ConversionOptions& options) {
  setpgid(0, 0);
  if (unshare(CLONE_NEWNET) != 0)
    unshare(CLONE_NEWUSER | CLONE_NEWNET);  // refused, it has the network: no matter
  const rlimit memory{options.memory_bytes, options.memory_bytes};
  const rlimit output{options.output_bytes, options.output_bytes};
  const auto seconds = static_cast<rlim_t>(options.wait_s);
  const rlimit time{seconds, seconds};
  const rlimit core{0, 0};
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_FSIZE, &output);
  setrlimit(RLIMIT_CPU, &time);
  setrlimit(RLIMIT_CORE, &core);
  const int nothing = open("/dev/null", O_RDWR);
  for (int stream = 0; stream <= 2; ++stream) dup2(nothing, stream);
  closefrom(3);
  execve(arguments[0], const_cast<char* const*>(arguments), const_cast<char* const*>(environment));
  _exit(127);
}

std::vector<const char*> pointers(const std::vector<std::string>& texts) {
  std::vector<const char*> out;
  for (const std::string& text : texts) out.push_back(text.c_str());
  out.push_back(nullptr);
  return out;
}

Failure not_started(int why) {
  return {"CNV004", "LibreOffice 未能启动：" + system_reason({why, std::generic_category()}),
          "稍后重试；检查内存和临时目录"};
}

// Waits for the process, at most so long; whatever it began is ended with it.
Result<void> run(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                 const ConversionOptions& options) {
  const std::vector<const char*> argument_list = pointers(arguments);
  const std::vector<const char*> environment_list = pointers(environment);
  const pid_t child = fork();
  if (child < 0) return tl::unexpected(not_started(errno));
  if (child == 0) become_office(argument_list.data(), environment_list.data(), options);
  setpgid(child, child);
  const int handle = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  if (handle < 0) {
    const int why = errno;
    kill(-child, SIGKILL);
    waitpid(child, nullptr, 0);
    return tl::unexpected(not_started(why));
  }
  pollfd awaited{handle, POLLIN, 0};
  int ready = 0;
  do {
    ready = poll(&awaited, 1, options.wait_s * 1000);
  } while (ready < 0 && errno == EINTR);
  kill(-child, SIGKILL);  // also what it left running
  close(handle);
  int status = 0;
  waitpid(child, &status, 0);
  if (ready > 0) return {};
  return fail("CNV002", fmt::format("LibreOffice 在 {} 秒内没有完成转换，已终止", options.wait_s),
              "拆分文件，或在自己的电脑上另存后再试");
}

Result<std::string> output_of(const fs::path& folder, std::size_t number, const std::string& from,
                              const std::string& to) {
  const fs::path made = folder / fmt::format("out/file{}.{}", number, to);
  std::error_code error;
  if (fs::is_regular_file(made, error) && fs::file_size(made, error) > 0) return read_file(made);
  return fail("CNV003", fmt::format("LibreOffice 没能把这个 {} 文件转换成 {}", from, to),
              "文件可能已损坏或带有密码；用 Excel/WPS 打开后另存再试");
}

bool is_kind(std::string_view text) {
  return !text.empty() && text.size() <= 8 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string_view::npos;
}

constexpr std::string_view kOldWorkbook = "xls";
constexpr int kMostAgain = 10;

// The files put where LibreOffice reads them, and how it is called.
Result<std::vector<std::string>> arguments_of(const std::string& program, const std::string& home,
                                              const std::vector<SourceFile>& files, const std::string& to,
                                              const ConversionOptions& options) {
  const fs::path fonts = fs::path(home) / ".config/fontconfig";
  std::error_code ignored;  // without it other fonts are taken
  fs::create_directories(fonts, ignored);
  CHUANGMO_CHECK(write_file(fonts / "fonts.conf", font_configuration()));
  std::vector<std::string> arguments = {
      program,         "-env:UserInstallation=file://" + home + "/profile",
      "--headless",    "--norestore",
      "--nolockcheck", "--nodefault",
      "--convert-to",  options.filter.empty() ? to : to + ":" + options.filter,
      "--outdir",      home + "/out"};
  // Else what is no old workbook would be taken for text, and "converted" all the same.
  if (files.front().kind == kOldWorkbook) arguments.insert(arguments.begin() + 2, "--infilter=MS Excel 97");
  for (std::size_t number = 0; number < files.size(); ++number) {
    const fs::path source = fs::path(home) / fmt::format("file{}.{}", number, files[number].kind);
    CHUANGMO_CHECK(write_file(source, files[number].bytes));
    arguments.push_back(source.string());
  }
  return arguments;
}

struct Run {
  std::vector<Result<std::string>> made;
  std::optional<Failure> ended_early;  // CNV002; what was made before stands in `made`
};

// Each file in its order. CNV001, CNV003 not a kind, CNV004.
Result<Run> converted_in_one_run(const std::vector<SourceFile>& files, const std::string& to,
                                 const ConversionOptions& options) {
  for (const SourceFile& file : files) {
    if (!is_kind(file.kind) || !is_kind(to))
      return fail("CNV003", "不能转换 " + quote(file.kind) + " 到 " + quote(to), "换一种格式");
  }
  const std::string program = office_program();
  if (program.empty())
    return fail("CNV001",
                fmt::format("这台机器没有安装 LibreOffice，不能把 {} 转换成 {}", files.front().kind, to),
                "安装 libreoffice-writer-nogui 和 libreoffice-calc-nogui；或用 Excel/WPS 另存后再交");
  static std::mutex one_at_a_time;  // each takes half a gigabyte
  const std::lock_guard lock(one_at_a_time);
  const TemporaryFolder folder("conversion");
  if (folder.path().empty()) return tl::unexpected(not_started(errno));
  const std::string home = folder.path().string();
  CHUANGMO_TRY(arguments, arguments_of(program, home, files, to, options));
  // Documents are dated by the writer; a fixed zone and no other surroundings make the same of the same.
  const std::vector<std::string> environment = {
      "HOME=" + home, "TMPDIR=" + home, "PATH=/usr/local/bin:/usr/bin:/bin",
      "LANG=C.UTF-8", "TZ=CST-8",       "SAL_USE_VCLPLUGIN=svp"};
  const auto ended = run(arguments, environment, options);
  if (!ended && ended.error().code != "CNV002") return tl::unexpected(ended.error());
  Run out;
  if (!ended) out.ended_early = ended.error();
  for (std::size_t number = 0; number < files.size(); ++number)
    out.made.push_back(output_of(folder.path(), number, files[number].kind, to));
  return out;
}

}  // namespace

bool can_convert_office_files() {
  return !office_program().empty();
}

Result<std::string> converted(std::string_view bytes, const std::string& from, const std::string& to,
                              const ConversionOptions& options) {
  CHUANGMO_TRY(made, all_converted({std::string(bytes)}, from, to, options));
  return std::move(made.front());
}

Result<std::vector<std::string>> all_converted(const std::vector<std::string>& files, const std::string& from,
                                               const std::string& to, const ConversionOptions& options) {
  if (files.empty()) return std::vector<std::string>();
  std::vector<SourceFile> sources;
  for (const std::string& bytes : files) sources.push_back({bytes, from});
  CHUANGMO_TRY(run, converted_in_one_run(sources, to, options));
  if (run.ended_early) return tl::unexpected(*run.ended_early);
  std::vector<std::string> made;
  for (Result<std::string>& each : run.made) {
    if (!each) return tl::unexpected(each.error());
    made.push_back(std::move(*each));
  }
  return made;
}

Result<std::vector<Result<std::string>>> each_converted(const std::vector<SourceFile>& files,
                                                        const std::string& to,
                                                        const ConversionOptions& options) {
  std::vector<Result<std::string>> made(files.size(), fail("CNV003", "没有转换"));
  for (const bool is_old : {false, true}) {  // old workbooks are told by an option that would hold for all
    std::vector<std::size_t> places;
    std::vector<SourceFile> batch;
    for (std::size_t at = 0; at < files.size(); ++at) {
      if ((files[at].kind == kOldWorkbook) != is_old) continue;
      places.push_back(at);
      batch.push_back(files[at]);
    }
    if (batch.empty()) continue;
    CHUANGMO_TRY(run, converted_in_one_run(batch, to, options));
    // What ends LibreOffice takes along what would have come after it: those get a run each.
    int again = 0;
    for (std::size_t at = 0; at < batch.size(); ++at) {
      if (!run.made[at] && batch.size() > 1 && again++ < kMostAgain) {
        CHUANGMO_TRY(alone, converted_in_one_run({batch[at]}, to, options));
        run.made[at] = std::move(alone.made.front());
      }
      made[places[at]] = std::move(run.made[at]);
    }
  }
  return made;
}

}  // namespace chuangmo::app
