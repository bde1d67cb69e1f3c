// SPDX-License-Identifier: MIT
/// Icons: Font Awesome 4.7 code points as UTF-8, named for what they mean here.
#pragma once

#include <array>

namespace limn::views::icon {

inline constexpr const char* kEye = "\uf06e";
inline constexpr const char* kEyeOff = "\uf070";
inline constexpr const char* kImage = "\uf03e";
inline constexpr const char* kCube = "\uf1b2";
inline constexpr const char* kMask = "\uf043";
inline constexpr const char* kPoints = "\uf0c0";
inline constexpr const char* kBox = "\uf096";
inline constexpr const char* kCubes = "\uf1b3";
inline constexpr const char* kLines = "\uf201";
inline constexpr const char* kCamera = "\uf030";
inline constexpr const char* kContext = "\uf02c";
inline constexpr const char* kAxes = "\uf047";
inline constexpr const char* kFolder = "\uf07b";
inline constexpr const char* kFile = "\uf15b";
inline constexpr const char* kPlus = "\uf067";
inline constexpr const char* kSearch = "\uf002";
inline constexpr const char* kPlay = "\uf04b";
inline constexpr const char* kPause = "\uf04c";
inline constexpr const char* kStepBack = "\uf048";
inline constexpr const char* kStepForward = "\uf051";
inline constexpr const char* kLoop = "\uf01e";
inline constexpr const char* kExpand = "\uf0b2";
inline constexpr const char* kCompress = "\uf066";
inline constexpr const char* kMore = "\uf142";
inline constexpr const char* kCog = "\uf013";
inline constexpr const char* kSave = "\uf0c7";
inline constexpr const char* kClose = "\uf00d";
inline constexpr const char* kCaretDown = "\uf0d7";
inline constexpr const char* kChevronDown = "\uf107";
inline constexpr const char* kChevronRight = "\uf105";
inline constexpr const char* kWarning = "\uf071";
inline constexpr const char* kInfo = "\uf05a";
inline constexpr const char* kError = "\uf06a";
inline constexpr const char* kHome = "\uf015";
inline constexpr const char* kUp = "\uf062";
inline constexpr const char* kClock = "\uf017";
inline constexpr const char* kKeyboard = "\uf11c";
inline constexpr const char* kColumns = "\uf0db";
inline constexpr const char* kBars = "\uf0c9";
inline constexpr const char* kDownload = "\uf019";
inline constexpr const char* kCopy = "\uf0c5";
inline constexpr const char* kText = "\uf0f6";
inline constexpr const char* kPlot = "\uf1fe";
inline constexpr const char* kVideo = "\uf008";
inline constexpr const char* kAudio = "\uf028";
inline constexpr const char* kGraph = "\uf0e8";
inline constexpr const char* kMap = "\uf041";
inline constexpr const char* kData = "\uf1c0";

/// Only these are in the fonts: what is not listed here is drawn as a box.
inline constexpr std::array kAll{
    kEye,   kEyeOff, kImage,    kCube,        kMask,        kPoints,       kBox,      kCubes,
    kLines, kCamera, kContext,  kAxes,        kFolder,      kFile,         kPlus,     kSearch,
    kPlay,  kPause,  kStepBack, kStepForward, kLoop,        kExpand,       kCompress, kMore,
    kCog,   kSave,   kClose,    kCaretDown,   kChevronDown, kChevronRight, kWarning,  kInfo,
    kError, kHome,   kUp,       kClock,       kKeyboard,    kColumns,      kBars,     kDownload,
    kCopy,  kText,   kPlot,     kVideo,       kAudio,       kGraph,        kMap,      kData};

}  // namespace limn::views::icon
