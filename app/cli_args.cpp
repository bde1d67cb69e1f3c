// SPDX-License-Identifier: MIT
#include "cli_args.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "base/output_file.h"
#include "cli_values.h"

namespace limn::app {
namespace {

constexpr int kWrongCommandLine = 2;

template <typename T>
std::optional<T>
value_of(std::optional<T> value, const char* /*name*/, const std::string& /*text*/) {
    return value;
}

/// A text of the right form may still be wrong.
template <typename T>
std::optional<T>
value_of(Result<std::optional<T>> value, const char* name, const std::string& text) {
    if (!value) {
        throw CLI::ValidationError(name, "\"" + text + "\": " + value.error().message);
    }
    return std::move(*value);
}

/// An option whose text becomes a value; a wrong text is told with what would be right.
template <typename T, typename Parse>
CLI::Option* add_value(
    CLI::App& app,
    const char* name,
    std::optional<T>& target,
    Parse&& parse,
    const char* form,
    const std::string& help
) {
    const auto read = [&target, parse, form, name](const std::string& text) {
        auto value = value_of(parse(text), name, text);
        if (!value) {
            throw CLI::ValidationError(name, "\"" + text + "\" is not of the form " + form);
        }
        target = std::move(*value);
    };
    return app.add_option_function<std::string>(name, read, help)->type_name(form);
}

template <typename T>
using Words = std::vector<std::pair<std::string_view, T>>;

/// An option that knows some words.
template <typename T>
CLI::Option* add_choice(
    CLI::App& app,
    const char* name,
    std::optional<T>& target,
    const Words<T>& words,
    const char* form,
    const std::string& help
) {
    const auto parse = [words](const std::string& text) -> std::optional<T> {
        const auto known = std::find_if(words.begin(), words.end(), [&](const auto& word) {
            return word.first == text;
        });
        return known == words.end() ? std::nullopt : std::optional(known->second);
    };
    return add_value(app, name, target, parse, form, help);
}

CLI::Option* add_text(
    CLI::App& app,
    const char* name,
    std::optional<std::string>& target,
    const char* form,
    const std::string& help
) {
    return add_value(
        app,
        name,
        target,
        [](const std::string& text) { return std::optional(text); },
        form,
        help
    );
}

void add_selectors(
    CLI::App& app,
    const char* name,
    std::vector<exporter::ClassSelector>& target,
    const std::string& help
) {
    const char* form = "PATH:ID[,ID…]";
    const auto read = [&target, name, form](const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
            auto selector = parse_selector(text);
            if (!selector) {
                throw CLI::ValidationError(name, "\"" + text + "\" is not of the form " + form);
            }
            target.push_back(std::move(*selector));
        }
    };
    app.add_option_function<std::vector<std::string>>(name, read, help)
        ->type_name(form)
        ->allow_extra_args(false);
}

void add_paths(
    CLI::App& app,
    const char* name,
    std::vector<EntityPath>& target,
    const std::string& help
) {
    const auto read = [&target](const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
            target.push_back(EntityPath::parse(text));
        }
    };
    app.add_option_function<std::vector<std::string>>(name, read, help + " (repeatable)")
        ->type_name("PATH")
        ->allow_extra_args(false);
}

void add_cursor(CLI::App& app, exporter::TimeChoice& cursor) {
    add_text(
        app,
        "--timeline",
        cursor.timeline,
        "NAME",
        "Timeline, named as in the recording (default: message_log_time, else the busiest)"
    );
    add_value(
        app,
        "--time",
        cursor.time,
        parse_time,
        "N",
        "Sequence number, or nanoseconds (default: the last time)"
    );
}

void add_as_classes(CLI::App& app, std::vector<std::string>& paths, const char* what) {
    app.add_option("--as-classes", paths, std::string(what) + " (repeatable)")
        ->type_name("PATH")
        ->allow_extra_args(false);
}

void add_memory_limit(CLI::App& app, std::optional<std::uint64_t>& bytes) {
    add_value(
        app,
        "--memory-limit",
        bytes,
        parse_memory,
        "4GB|50%",
        "Memory for data and decoded pictures (default: half of the RAM)"
    );
}

void add_window(CLI::App& app, WindowArgs& args) {
    app.add_option("files", args.files, "Recordings to open; - is standard input")
        ->type_name("FILE");
    app.add_flag("--demo", args.demo, "Open the built-in demo recording");
    app.add_flag(
        "--follow",
        args.follow,
        "The files are still being written: read on as they grow"
    );
    add_memory_limit(app, args.memory_limit_bytes);
    add_value(app, "--window-size", args.window_size, parse_size, "WxH", "Size of the window");
    add_choice<session::ThemeKind>(
        app,
        "--theme",
        args.theme,
        {{"dark", session::ThemeKind::Dark}, {"light", session::ThemeKind::Light}},
        "dark|light",
        "Colors of the window (default: as last time)"
    );
    add_text(
        app,
        "--ui-probe",
        args.ui_probe,
        "FILE",
        "Write names and places of widgets to a file after each frame (for tests)"
    );
}

void add_drawn_input(CLI::App& app, exporter::Input& input) {
    app.add_option("files", input.files, "Recordings")->type_name("FILE");
    app.add_flag("--demo", input.demo, "Draw the built-in demo recording");
    add_memory_limit(app, input.memory_limit_bytes);
}

/// What the menu of a view offers in the window.
void add_look(CLI::App& render, session::ViewOptionsPatch& look) {
    using draw::ColorBy;
    using session::LabelMode;
    using session::LabelSize;
    add_choice<draw::MaskMode>(
        render,
        "--masks",
        look.masks,
        {{"fill", draw::MaskMode::Fill},
         {"outline", draw::MaskMode::Outline},
         {"both", draw::MaskMode::Both}},
        "fill|outline|both",
        "How masks are drawn (default: fill)"
    );
    add_value(
        render,
        "--mask-opacity",
        look.mask_opacity,
        parse_percent,
        "N%",
        "Opacity of all masks (default: as logged, else 50% over a picture)"
    );
    add_choice<ColorBy>(
        render,
        "--color-by",
        look.color_by,
        {{"description", ColorBy::Description},
         {"class", ColorBy::Class},
         {"instance", ColorBy::Instance},
         {"entity", ColorBy::Entity},
         {"keypoint", ColorBy::Keypoint},
         {"logged", ColorBy::Logged}},
        "description|class|instance|entity|keypoint|logged",
        "What data is colored by (default: description, that is logged color, keypoint, class)"
    );
    add_value(
        render,
        "--bone-width",
        look.bone_radius_pt,
        parse_bone_width,
        "N",
        "Width of bones in UI points, up to 40 (default: 3)"
    );
    add_choice<bool>(
        render,
        "--bone-colors",
        look.bones_in_joint_colors,
        {{"class", false}, {"joints", true}},
        "class|joints",
        "Bones in the color of their class, or from joint color to joint color (default: class)"
    );
    add_choice<LabelMode>(
        render,
        "--labels",
        look.labels,
        {{"auto", LabelMode::Auto}, {"on", LabelMode::On}, {"off", LabelMode::Off}},
        "auto|on|off",
        "Labels (default: auto, as the recording has it)"
    );
    add_choice<LabelSize>(
        render,
        "--label-size",
        look.label_size,
        {{"small", LabelSize::Small}, {"normal", LabelSize::Normal}, {"large", LabelSize::Large}},
        "small|normal|large",
        "Size of labels (default: normal)"
    );
}

CLI::App* add_render(CLI::App& app, exporter::RenderJob& job) {
    CLI::App* render = app.add_subcommand("render", "Draw one picture; needs no display");
    add_drawn_input(*render, job.input);
    render->add_option("-o,--output", job.output, "PNG to write; - is standard output")
        ->type_name("OUT.png")
        ->required();
    add_value(
        *render,
        "--size",
        job.size,
        parse_size,
        "WxH",
        "Pixels (default: the image's size, else 1280x800; with --ui 1600x1000)"
    );
    add_cursor(*render, job.cursor);
    add_choice<scene::ViewKind>(
        *render,
        "--view",
        job.view,
        {{"2d", scene::ViewKind::Spatial2D}, {"3d", scene::ViewKind::Spatial3D}},
        "2d|3d",
        "Kind of view (default: the first proposed one, 2D before 3D)"
    );
    add_text(*render, "--origin", job.origin, "/path", "Show this entity and what is below it");
    add_value(*render, "--eye", job.eye, parse_vec3, "x,y,z", "3D: where the eye is");
    add_value(*render, "--look-at", job.look_at, parse_vec3, "x,y,z", "3D: what it looks at");
    render->add_flag("--ui", job.ui, "Draw the whole window");
    add_selectors(
        *render,
        "--hide",
        job.hide,
        "Hide classes of the context that applies to an entity"
    );
    add_selectors(*render, "--solo", job.solo, "Show only these classes");
    add_look(*render, job.look);
    add_as_classes(*render, job.as_classes, "Show the tensor of this entity as classes");
    render->add_flag("--legend", job.legend, "Draw the legend of classes");
    const auto parse_color = [](const std::string& text) { return parse_hex_color(text); };
    add_value(
        *render,
        "--background",
        job.background,
        parse_color,
        "#RRGGBB",
        "Behind everything (default: #121418)"
    );
    add_text(
        *render,
        "--styles",
        job.styles,
        "FILE",
        "Class choices saved in the window, or a list of classes (JSON, YAML, CSV, names …)"
    );
    return render;
}

CLI::App* add_inspect(CLI::App& app, exporter::InspectJob& job) {
    CLI::App* inspect =
        app.add_subcommand("inspect", "List recordings, timelines, entities, components");
    inspect->add_option("files", job.input.files, "Recordings")->type_name("FILE")->required();
    inspect->add_flag("--json", job.json, "Answer as JSON");
    add_memory_limit(*inspect, job.input.memory_limit_bytes);
    return inspect;
}

CLI::App* add_classes(CLI::App& app, exporter::ClassesJob& job) {
    CLI::App* classes = app.add_subcommand("classes", "List the classes that apply to an entity");
    classes->add_option("file", job.input.files, "Recording")
        ->type_name("FILE")
        ->expected(1)
        ->required();
    classes->add_option("--entity", job.entity, "Entity")->type_name("PATH")->required();
    add_cursor(*classes, job.cursor);
    add_memory_limit(*classes, job.input.memory_limit_bytes);
    add_text(
        *classes,
        "--styles",
        job.styles,
        "FILE",
        "Class choices saved in the window, or a list of classes (JSON, YAML, CSV, names …)"
    );
    add_as_classes(*classes, job.as_classes, "Count the tensor of this entity as classes");
    classes->add_flag("--over-time", job.over_time, "Counts at every time instead of at one")
        ->excludes(classes->get_option("--time"))
        ->excludes(classes->get_option("--styles"));
    CLI::Option* json = classes->add_flag("--json", job.json, "Answer as JSON");
    CLI::Option* csv = classes->add_flag("--csv", job.csv, "With --over-time: answer as CSV");
    csv->needs(classes->get_option("--over-time"))->excludes(json);
    classes
        ->add_flag(
            "--dense",
            job.dense,
            "With --csv: a row for every time of every class, zeros included"
        )
        ->needs(csv);
    return classes;
}

CLI::App* add_query(CLI::App& app, exporter::QueryJob& job) {
    CLI::App* query = app.add_subcommand("query", "Print values of one component of an entity");
    query->add_option("file", job.input.files, "Recording")
        ->type_name("FILE")
        ->expected(1)
        ->required();
    exporter::Question& question = job.question;
    CLI::Option* entity = query->add_option("--entity", question.entity, "Entity");
    entity->type_name("PATH");
    CLI::Option* component = query->add_option(
        "--component",
        question.component,
        "Full name, such as Points2D:positions"
    );
    component->type_name("NAME");
    add_cursor(*query, question.cursor);
    CLI::Option* range = add_value(
        *query,
        "--range",
        question.range,
        parse_range,
        "A..B",
        "All values from time A to time B"
    );
    range->excludes(query->get_option("--time"));
    CLI::Option* batch = add_text(
        *query,
        "--batch",
        job.batch,
        "FILE",
        "Many questions, one JSON object per line, each answered by a line (-: standard input)"
    );
    for (CLI::Option* one : {entity, component, range}) {
        batch->excludes(one);
    }
    batch->excludes(query->get_option("--time"))->excludes(query->get_option("--timeline"));
    query->add_flag("--json", job.json, "Answer as JSON");
    add_memory_limit(*query, job.input.memory_limit_bytes);
    return query;
}

CLI::App* add_convert(CLI::App& app, exporter::ConvertJob& job) {
    CLI::App* convert = app.add_subcommand("convert", "Write recordings again as one");
    convert->add_option("files", job.files, "Recordings")->type_name("FILE")->required();
    convert->add_option("-o,--output", job.output, "What to write; - is standard output")
        ->type_name("OUT.rrd")
        ->required();
    add_choice<std::string>(
        *convert,
        "--format",
        job.format,
        {{"rrd", "rrd"}},
        "rrd",
        "What to write (default: by the extension of OUT)"
    );
    exporter::RecordingPart& part = job.part;
    add_paths(*convert, "--entities", part.entities, "Only these entities and what is below them");
    add_paths(*convert, "--without", part.without, "Not these entities and what is below them");
    CLI::Option* timeline = convert->add_option("--timeline", part.timeline, "Of the range");
    timeline->type_name("NAME");
    CLI::Option* range = add_value(
        *convert,
        "--range",
        part.range,
        parse_range,
        "A..B",
        "Only times from A to B, and what holds at A"
    );
    range->needs(timeline);
    timeline->needs(range);
    return convert;
}

CLI::App* add_verify(CLI::App& app, exporter::VerifyJob& job) {
    CLI::App* verify = app.add_subcommand("verify", "Read all of files and list what is wrong");
    verify->add_option("files", job.files, "Recordings")->type_name("FILE")->required();
    return verify;
}

Exit wrong(const std::string& message) {
    return {kWrongCommandLine, {}, "limn: " + message + "\nTry limn --help.\n"};
}

/// Help and version are no errors; everything else that the parser throws is.
Exit exit_of(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::Success)) {
        return wrong(error.what());
    }
    if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr) {
        return {0, std::string(error.what()) + "\n", {}};
    }
    const auto asked = app.get_subcommands();
    return {0, asked.empty() ? app.help() : asked.front()->help(app.get_name()), {}};
}

}  // namespace

Job parse_args(std::vector<std::string> arguments) {
    CLI::App app(
        "Limn shows annotated vision recordings: masks, keypoints and boxes in the colors of their classes."
    );
    app.name("limn");
    app.set_version_flag("--version", "limn " LIMN_VERSION);
    app.require_subcommand(0, 1);
    app.footer(
        "Times are whole numbers. Exit status: 0 answered, 1 could not be done, 2 wrong command line."
    );

    WindowArgs window;
    exporter::RenderJob render;
    exporter::InspectJob inspect;
    exporter::ClassesJob classes;
    exporter::QueryJob query;
    exporter::ConvertJob convert;
    exporter::VerifyJob verify;
    add_window(app, window);
    const CLI::App* render_command = add_render(app, render);
    const CLI::App* inspect_command = add_inspect(app, inspect);
    const CLI::App* classes_command = add_classes(app, classes);
    const CLI::App* query_command = add_query(app, query);
    const CLI::App* convert_command = add_convert(app, convert);
    const CLI::App* verify_command = add_verify(app, verify);
    try {
        std::reverse(arguments.begin(), arguments.end());
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        return exit_of(app, error);
    }
    if (render_command->parsed()) {
        if (render.input.demo != render.input.files.empty()) {
            return wrong("render wants files or --demo");
        }
        return render;
    }
    if (inspect_command->parsed()) {
        return inspect;
    }
    if (classes_command->parsed()) {
        return classes;
    }
    if (query_command->parsed()) {
        const exporter::Question& one = query.question;
        if (!query.batch && (one.entity.empty() || one.component.empty())) {
            return wrong("query wants --entity and --component, or --batch");
        }
        if (query.batch == "-" && query.input.files == std::vector<std::string>{"-"}) {
            return wrong("query wants the recording or the questions from a file");
        }
        return query;
    }
    if (convert_command->parsed()) {
        if (convert.output == OutputFile::kStandardOutput && !convert.format) {
            return wrong("convert wants --format rrd to write to standard output");
        }
        return convert;
    }
    if (verify_command->parsed()) {
        return verify;
    }
    return window;
}

}  // namespace limn::app
