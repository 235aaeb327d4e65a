#pragma once
#include <CLI/CLI.hpp>

namespace chuangmo::cli {

// Help in Chinese with an example for every command; for commands added from here on.
void speak_chinese(CLI::App& program);
void add_examples(CLI::App& program);  // after all commands

// Says what is wrong with the command line, where, and what to do; returns kFailed, or kDone when help was
// what was asked for.
int report_usage(const CLI::App& program, const CLI::ParseError& error);

}  // namespace chuangmo::cli
