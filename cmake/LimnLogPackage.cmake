# limn::log as a package: `cmake --install BUILD --prefix DIR --component limn_log` installs one static library,
# the headers that <limn/log.h> needs, and LimnLogConfig.cmake for find_package(LimnLog).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir ${PROJECT_SOURCE_DIR}/cmake/limn-log)
set(module_dir ${PROJECT_SOURCE_DIR}/src)

# The modules' objects in one archive. Nothing in them writes to the program's log, which would want spdlog.
add_library(limn_log STATIC
  $<FILTER:$<TARGET_OBJECTS:limn_base>,EXCLUDE,/log\\.cpp>
  $<TARGET_OBJECTS:limn_arrow> $<TARGET_OBJECTS:limn_model> $<TARGET_OBJECTS:limn_rrd_proto>
  $<TARGET_OBJECTS:limn_rrd> $<TARGET_OBJECTS:limn_logger>)
add_library(limn::log ALIAS limn_log)
set_target_properties(limn_log PROPERTIES EXPORT_NAME log LINKER_LANGUAGE CXX)
target_compile_features(limn_log PUBLIC cxx_std_20)
target_link_libraries(limn_log
  PUBLIC glm::glm tl::expected
  PRIVATE fmt::fmt PkgConfig::LZ4 PkgConfig::XXHASH protobuf::libprotobuf-lite Threads::Threads)
target_sources(limn_log PUBLIC
  FILE_SET HEADERS BASE_DIRS ${module_dir} FILES
    ${module_dir}/arrow/array.h ${module_dir}/arrow/buffer.h ${module_dir}/arrow/data_type.h
    ${module_dir}/base/color.h ${module_dir}/base/result.h
    ${module_dir}/logger/archetypes.h ${module_dir}/logger/components.h
    ${module_dir}/logger/recording_file.h ${module_dir}/logger/stream_options.h
    ${module_dir}/model/annotation_context.h ${module_dir}/model/entity_path.h
    ${module_dir}/model/ids.h ${module_dir}/model/image_format.h ${module_dir}/model/time.h
  FILE_SET front_header TYPE HEADERS BASE_DIRS ${package_dir} FILES ${package_dir}/limn/log.h)

set(config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/LimnLog)
configure_package_config_file(${package_dir}/LimnLogConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/LimnLogConfig.cmake INSTALL_DESTINATION ${config_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/LimnLogConfigVersion.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(TARGETS limn_log EXPORT LimnLogTargets COMPONENT limn_log
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/limn-log
  FILE_SET front_header DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/limn-log)
install(EXPORT LimnLogTargets NAMESPACE limn:: DESTINATION ${config_dir} COMPONENT limn_log)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/LimnLogConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/LimnLogConfigVersion.cmake
  DESTINATION ${config_dir} COMPONENT limn_log)
