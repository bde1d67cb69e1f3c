# How a Limn target is made: warnings, sanitizers, modules and their tests.

set(LIMN_WARNINGS
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough)

# GCC sees uninitialised members inside empty std::optional values when it optimises; clang does not.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND LIMN_WARNINGS $<$<CONFIG:Release,RelWithDebInfo>:-Wno-maybe-uninitialized>)
  # GCC 12 sees overlapping memory where a text is added to a literal (its bug 105651).
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    list(APPEND LIMN_WARNINGS $<$<CONFIG:Release,RelWithDebInfo>:-Wno-restrict>)
  endif()
endif()

if(LIMN_SANITIZER)
  add_compile_options(-fsanitize=${LIMN_SANITIZER} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LIMN_SANITIZER})
endif()
if(LIMN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Compiler options of our own code (third-party code keeps its own).
function(limn_set_options target)
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${LIMN_WARNINGS}>
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${LIMN_WERROR}>>:-Werror>
    -ffp-contract=off)
endfunction()

# limn_add_module(NAME store SOURCES … HEADERS … DEPS base arrow LIBS Foo::Foo)
# One static library per module. DEPS are the modules it may include (checked by .ci/check_layers.py).
function(limn_add_module)
  cmake_parse_arguments(M "" "NAME" "SOURCES;HEADERS;DEPS;LIBS" ${ARGN})
  if(M_SOURCES)
    add_library(limn_${M_NAME} STATIC ${M_SOURCES})
    set(scope PUBLIC)
    limn_set_options(limn_${M_NAME})
  else()
    add_library(limn_${M_NAME} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(limn::${M_NAME} ALIAS limn_${M_NAME})
  target_sources(limn_${M_NAME} ${scope} FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/src
    FILES ${M_HEADERS})
  target_include_directories(limn_${M_NAME} ${scope} ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM M_DEPS PREPEND limn:: OUTPUT_VARIABLE deps)
  target_link_libraries(limn_${M_NAME} ${scope} ${deps} ${M_LIBS})
endfunction()

# Tests that draw: the leak check crashes now and then in the stacks of the software renderer's threads
# while the program exits, so it is off there; every test without GL has it on.
set(LIMN_GL_TEST_ENVIRONMENT
  "ASAN_OPTIONS=detect_leaks=0:abort_on_error=1:detect_stack_use_after_return=1")

# limn_add_unit_test(store a_test.cpp b_test.cpp): one binary per module, every test listed in ctest.
function(limn_add_unit_test module)
  if(NOT TARGET limn_${module})
    return()
  endif()
  add_executable(${module}_test ${ARGN})
  limn_set_options(${module}_test)
  target_include_directories(${module}_test PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(${module}_test PRIVATE limn::${module} GTest::gmock GTest::gtest_main
    $<TARGET_NAME_IF_EXISTS:limn_test_support>)
  target_compile_definitions(${module}_test PRIVATE
    LIMN_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
    LIMN_TEST_SOURCE="${PROJECT_SOURCE_DIR}/tests"
    LIMN_TEST_OUTPUT="${PROJECT_BINARY_DIR}/test_output")
  add_test(NAME unit.${module} COMMAND ${module}_test)
  set_tests_properties(unit.${module} PROPERTIES LABELS unit TIMEOUT 300
    ENVIRONMENT "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0")
  if(module MATCHES "^(render|views|exporter)$")
    set_tests_properties(unit.${module} PROPERTIES ENVIRONMENT "${LIMN_GL_TEST_ENVIRONMENT}")
  endif()
endfunction()
