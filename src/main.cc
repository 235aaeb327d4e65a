#include "cli/program.h"

int main(int argument_count, char** arguments) {
  return chuangmo::cli::run(argument_count, arguments);
}
