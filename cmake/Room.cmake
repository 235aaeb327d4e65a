# chuangmo_room(name [ROOMS room...] [LIBRARIES target...])
# One library per room, and one test program from the *_test.cc files beside its sources.
set(CHUANGMO_WARNINGS -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                      -Woverloaded-virtual -Wimplicit-fallthrough -Wno-missing-field-initializers -Werror)
# g++ 12 warns falsely of these on "literal" + std::string when it inlines (GCC bug 105329, 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND CHUANGMO_WARNINGS -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds -Wno-restrict)
endif()

add_library(chuangmo_options INTERFACE)
target_compile_options(chuangmo_options INTERFACE ${CHUANGMO_WARNINGS})
target_include_directories(chuangmo_options INTERFACE ${CMAKE_SOURCE_DIR}/src)
if(CHUANGMO_SANITIZE)
  target_compile_options(chuangmo_options INTERFACE -fsanitize=${CHUANGMO_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(chuangmo_options INTERFACE -fsanitize=${CHUANGMO_SANITIZE})
  if(CHUANGMO_SANITIZE STREQUAL "address")
    # Left out is what AddressSanitizer finds by itself, and what makes a fifth of the compiler's work.
    target_compile_options(chuangmo_options INTERFACE -fsanitize=undefined -fno-sanitize-recover=all
                           -fno-sanitize=null,alignment,object-size,vptr,nonnull-attribute,returns-nonnull-attribute)
    target_link_options(chuangmo_options INTERFACE -fsanitize=undefined)
    # Guessed without the optimiser at -Og; the preset release looks for it.
    target_compile_options(chuangmo_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(CHUANGMO_FUZZ)
  # The rooms themselves must report what they execute: without that a fuzzer mutates blindly.
  target_compile_options(chuangmo_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# chuangmo_fast(target SOURCES file... HEADERS header...)
# What keeps compiling short. A build made once (a test run, a stranger's first `make run`) compiles the sources of a target in
# batches, and what they have in common once: there a name newly shared within a batch is an error until cmake runs again. The preset dev
# compiles each file for itself, over precompiled headers.
function(chuangmo_fast target)
  cmake_parse_arguments(FAST "" "" "SOURCES;HEADERS" ${ARGN})
  if(NOT CHUANGMO_UNITY)
    target_precompile_headers(${target} PRIVATE <algorithm> <map> <optional> <span> <string> <string_view> <variant>
                              <vector> <fmt/format.h> ${FAST_HEADERS})
    return()
  endif()
  execute_process(COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/cmake/unity_batches.py 40000 ${FAST_SOURCES}
                  OUTPUT_VARIABLE batches OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  string(REPLACE "\n" ";" batches "${batches}")
  foreach(batch ${batches})
    string(REGEX MATCH "^([0-9]+) (.*)$" matched "${batch}")
    set_source_files_properties(${CMAKE_MATCH_2} PROPERTIES UNITY_GROUP ${CMAKE_MATCH_1})
  endforeach()
  # In a batch each source looks like a header, whose types might not keep to themselves.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

function(chuangmo_room name)
  cmake_parse_arguments(ROOM "" "" "ROOMS;LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cc)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")

  set(rooms ${ROOM_ROOMS})
  list(TRANSFORM rooms PREPEND chuangmo_)
  if(sources)
    add_library(chuangmo_${name} STATIC ${sources})
    target_link_libraries(chuangmo_${name} PUBLIC chuangmo_options ${rooms} ${ROOM_LIBRARIES})
    chuangmo_fast(chuangmo_${name} SOURCES ${sources})
  else()
    add_library(chuangmo_${name} INTERFACE)
    target_link_libraries(chuangmo_${name} INTERFACE chuangmo_options ${rooms} ${ROOM_LIBRARIES})
  endif()

  if(CHUANGMO_TESTS AND tests)
    chuangmo_test(${name}_test SOURCES ${tests} ROOMS ${name})
  endif()
endfunction()

# chuangmo_test(program SOURCES file... ROOMS room... [LIBRARIES target...])
function(chuangmo_test program)
  cmake_parse_arguments(TEST "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  set(rooms ${TEST_ROOMS})
  list(TRANSFORM rooms PREPEND chuangmo_)
  add_executable(${program} ${TEST_SOURCES})
  target_link_libraries(${program} PRIVATE chuangmo_options ${rooms} ${TEST_LIBRARIES} GTest::gtest GTest::gmock
                        GTest::gtest_main)
  target_compile_definitions(${program} PRIVATE CHUANGMO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  chuangmo_fast(${program} SOURCES ${TEST_SOURCES} HEADERS <gtest/gtest.h>)
  # A program at a time, in four parts: what a suite sets up is set up four times, not once for each of its tests.
  foreach(part RANGE 0 3)
    add_test(NAME ${program}.${part} COMMAND ${program} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${program}.${part} PROPERTIES TIMEOUT 600
                         ENVIRONMENT "GTEST_TOTAL_SHARDS=4;GTEST_SHARD_INDEX=${part}")
  endforeach()
endfunction()
