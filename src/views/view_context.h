// SPDX-License-Identifier: MIT
/// ViewContext: what views read, and where they write what the user wants.
///
/// Threads   the UI thread, for one frame.
#pragma once

#include "scene/scene_cache.h"
#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"

namespace limn::views {

struct ViewContext {
    const session::Session& session;
    session::StyleCache& styles;
    session::CommandSink& commands;
    const Theme& theme;
    const Fonts& fonts;
    UiProbe& probe;
    scene::SceneCache& scene_cache;
};

}  // namespace limn::views
