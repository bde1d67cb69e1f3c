// SPDX-License-Identifier: MIT
/// The demo: a recording that Limn makes itself, a street crossing of ten seconds.
///
/// What      A camera image, a mask, tracked boxes, people with skeletons in 2D and 3D, a labeled point cloud,
///           a traffic light whose meaning changes. All from one world, so everything fits together.
/// Units     timelines `frame` (0…299) and `time` (30 frames a second); metres, z up.
/// Cost      frames are made while they are asked for; in memory some 190 MB in the end.
/// Threads   one at a time.
#pragma once

#include <memory>

#include "model/message_source.h"

namespace limn::importers {

/// The same messages in every run and on every machine.
[[nodiscard]] std::unique_ptr<MessageSource> make_demo();

}  // namespace limn::importers
