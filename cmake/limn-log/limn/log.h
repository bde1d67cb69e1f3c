// SPDX-License-Identifier: MIT
/// limn-log: log annotated vision data from C++, a recording comes out that Limn and the Rerun viewer open.
///
/// What      `limn::logger::RecordingFile` is the file, `Logger` logs to it, archetypes.h and
///           `limn::AnnotationContext` are what can be logged.
/// Threads   any; see recording_file.h.
#pragma once

#include "logger/archetypes.h"
#include "logger/recording_file.h"
#include "model/annotation_context.h"
