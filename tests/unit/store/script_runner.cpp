// SPDX-License-Identifier: MIT
#include "unit/store/script_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "model/component_names.h"
#include "store/component_view.h"
#include "store/payload_cache.h"
#include "store/recording.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::test {
namespace {

using Json = nlohmann::json;
using store::Cell;
using store::Recording;

/// Words of a line; brackets and quotes hold a word together.
std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    int depth = 0;
    bool is_quoted = false;
    for (const char c : line) {
        if (c == '#' && depth == 0 && !is_quoted && word.empty()) {
            break;
        }
        is_quoted = c == '"' ? !is_quoted : is_quoted;
        depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (c == ' ' && depth == 0 && !is_quoted) {
            if (!word.empty()) {
                words.push_back(std::exchange(word, {}));
            }
        } else {
            word.push_back(c);
        }
    }
    if (!word.empty()) {
        words.push_back(word);
    }
    return words;
}

/// [] and numbers are class ids, pairs are 2D vectors, texts and flags are themselves.
Values values_of(const Json& json) {
    if (json.empty() || json[0].is_number()) {
        return ids(json.get<std::vector<std::uint16_t>>());
    }
    if (json[0].is_array()) {
        std::vector<glm::vec2> points;
        for (const Json& point : json) {
            points.emplace_back(point.at(0).get<float>(), point.at(1).get<float>());
        }
        return points2(points);
    }
    if (json[0].is_boolean()) {
        return Flags(json.get<std::vector<bool>>());
    }
    Texts all;
    for (const Json& text : json) {
        all.emplace_back(text.get<std::string>());
    }
    return texts(all);
}

Json json_of(const std::optional<Cell>& cell) {
    if (!cell) {
        return nullptr;
    }
    Json result = Json::array();
    for (const glm::vec2& point : store::vec2_values(*cell)) {
        result.push_back({point.x, point.y});
    }
    for (const std::uint16_t id : store::u16_values(*cell)) {
        result.push_back(id);
    }
    for (const auto& text : store::text_values(*cell)) {
        result.push_back(text ? Json(std::string(*text)) : Json());
    }
    if (const auto value = store::first_bool(*cell)) {
        result.push_back(*value);
    }
    return result;
}

Json time_json(TimeInt time) {
    return time == kStaticTime ? Json("static") : Json(time);
}

template <typename T>
Json optional_json(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

/// "@frame=3" → frame, 3.
std::pair<std::string, TimeInt> time_of(const std::string& word) {
    const std::size_t equals = word.find('=');
    if (word.empty() || word.front() != '@' || equals == std::string::npos) {
        throw std::runtime_error("'" + word + "' is no time like @frame=3");
    }
    return {word.substr(1, equals - 1), std::stoll(word.substr(equals + 1))};
}

/// How much of the chunks a store is given.
enum class Kept { InMemory, Tight, Heads, Deferred };

store::LatestAtQuery query_of(const std::string& word) {
    const auto [timeline, time] = time_of(word);
    return {timeline, time};
}

class Script {
  public:
    void run(const std::vector<std::string>& words) {
        const std::string& command = words.front();
        if (command == "insert") {
            ChunkBuilder builder(words.at(1));
            add_row(builder, words, 2);
            chunks_.push_back(builder.build());
        } else if (command == "clear") {
            ChunkBuilder builder(words.at(1));
            std::vector<std::string> row = words;
            const bool is_recursive = std::erase(row, "recursive") > 0;
            row.push_back(std::string(component::kClearIsRecursive));
            row.push_back(is_recursive ? "[true]" : "[false]");
            add_row(builder, row, 2);
            chunks_.push_back(builder.build());
        } else if (command == "chunk") {
            open_ = std::make_unique<ChunkBuilder>(words.at(1));
        } else if (command == "row" && open_ != nullptr) {
            add_row(*open_, words, 1);
        } else if (command == "end" && open_ != nullptr) {
            chunks_.push_back(open_->build());
            open_.reset();
        } else {
            ask(words);
        }
    }

    [[nodiscard]] const std::vector<Json>& answers() const { return answers_; }

  private:
    /// row=7 @frame=3 Component:name [values] …
    static void
    add_row(ChunkBuilder& builder, const std::vector<std::string>& words, std::size_t at) {
        std::uint64_t row = 0;
        ChunkBuilder::Times times;
        for (; at < words.size() && words[at].find(':') == std::string::npos; ++at) {
            if (words[at].starts_with("row=")) {
                row = std::stoull(words[at].substr(4));
            } else if (words[at] != "static") {
                times.insert(time_of(words[at]));
            }
        }
        builder.row(row, times);
        for (; at < words.size(); at += 2) {
            builder.set(words[at], values_of(Json::parse(words.at(at + 1))));
        }
    }

    void ask(const std::vector<std::string>& words) {
        answers_.clear();
        std::vector<ChunkPtr> order = chunks_;
        for (int round = 0; round < 2; ++round) {
            for (const Kept kept : {Kept::InMemory, Kept::Tight, Kept::Heads, Kept::Deferred}) {
                // A budget of one byte: every payload that is asked for has to be read again.
                Recording recording{
                    StoreId{},
                    kept != Kept::InMemory ? std::make_shared<store::PayloadCache>(1) : nullptr};
                for (const ChunkPtr& chunk : order) {
                    if (!insert(recording, chunk, kept)) {
                        throw std::runtime_error("two chunks have the same rows");
                    }
                }
                answers_.push_back(answer(recording, words));
            }
            std::ranges::reverse(order);
        }
    }

    static bool insert(Recording& recording, const ChunkPtr& chunk, Kept kept) {
        switch (kept) {
            case Kept::InMemory:
                return recording.insert(chunk);
            case Kept::Tight:
                return recording.insert(chunk, std::make_shared<HeldSource>(chunk));
            case Kept::Heads:
                return recording.insert(head_of(*chunk), std::make_shared<HeldSource>(chunk));
            case Kept::Deferred:
                return recording.insert(
                    test::deferred_head_of(*chunk),
                    std::make_shared<HeldSource>(chunk)
                );
        }
        return false;
    }

    static Json answer(const Recording& recording, const std::vector<std::string>& words) {
        const std::string& command = words.front();
        const auto entity = [&] { return EntityPath::parse(words.at(1)); };
        if (command == "latest_at") {
            return json_of(recording.latest_at(query_of(words.at(3)), entity(), words.at(2)));
        }
        if (command == "index_of") {
            const auto cell = recording.latest_at(query_of(words.at(3)), entity(), words.at(2));
            return cell ? Json{time_json(cell->time), cell->row_id.inc} : Json();
        }
        if (command == "latest_row") {
            const std::vector<std::string_view> names(words.begin() + 2, words.end() - 1);
            Json result = Json::array();
            for (const auto& cell : recording.latest_row(query_of(words.back()), entity(), names)) {
                result.push_back(json_of(cell));
            }
            return result;
        }
        if (command == "frames") {
            return frames(recording, words);
        }
        if (command == "range") {
            const auto [timeline, min] = time_of(words.at(3));
            const std::string& word = words.at(3);
            const TimeRange range{min, std::stoll(word.substr(word.find("..") + 2))};
            Json result = Json::array();
            for (const store::RowPlace& row :
                 recording.range(timeline, range, entity(), words.at(2))) {
                const auto cell = recording.read(row, words.at(2));
                result.push_back({time_json(row.time), json_of(cell.value())});
            }
            return result;
        }
        if (command == "next_time" || command == "previous_time") {
            const auto [timeline, time] = time_of(words.back());
            const bool is_next = command == "next_time";
            if (words.size() > 2) {
                return optional_json(
                    is_next ? recording.next_time(timeline, entity(), time)
                            : recording.previous_time(timeline, entity(), time)
                );
            }
            return optional_json(
                is_next ? recording.next_time(timeline, time)
                        : recording.previous_time(timeline, time)
            );
        }
        if (command == "default_timeline") {
            return recording.default_timeline();
        }
        if (command == "entities_with") {
            Json result = Json::array();
            for (const EntityPath& path : recording.entities_with(words.at(1))) {
                result.push_back(path.text());
            }
            return result;
        }
        throw std::runtime_error("unknown command '" + command + "'");
    }

    /// frames /e Transform3D:translation @frame=3 → [child, time, row, value of the component] each.
    static Json frames(const Recording& recording, const std::vector<std::string>& words) {
        const std::string& component = words.at(2);
        const auto relation = component.starts_with("Pinhole:") ? store::FrameRelation::Pinhole
                                                                : store::FrameRelation::Transform;
        const EntityPath entity = EntityPath::parse(words.at(1));
        Json result = Json::array();
        for (const store::FrameRow& row :
             recording.latest_frame_rows(query_of(words.at(3)), entity, relation)) {
            result.push_back(
                {std::string(row.child_frame),
                 time_json(row.time),
                 row.row_id.inc,
                 json_of(row.cell(component))}
            );
        }
        return result;
    }

    std::vector<ChunkPtr> chunks_;
    std::unique_ptr<ChunkBuilder> open_;
    std::vector<Json> answers_;
};

}  // namespace

ScriptOutcome run_script(const std::filesystem::path& path) {
    ScriptOutcome outcome;
    std::ifstream file(path);
    Script script;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto fault = [&](const std::string& text) {
            outcome.faults.push_back(
                fmt::format("{}:{}: {}", path.filename().string(), number, text)
            );
        };
        try {
            const std::vector<std::string> words = words_of(line);
            if (words.empty()) {
                continue;
            }
            if (words.front() != "expect") {
                script.run(words);
                continue;
            }
            ++outcome.num_expectations;
            const std::string& text = words.at(1);
            const Json expected = text == "nothing" ? Json() : Json::parse(text);
            if (script.answers().empty()) {
                fault("nothing was asked before");
            }
            for (const Json& answer : script.answers()) {
                if (answer != expected) {
                    fault(fmt::format("expected {}, got {}", expected.dump(), answer.dump()));
                }
            }
        } catch (const std::exception& error) {
            fault(error.what());
        }
    }
    return outcome;
}

}  // namespace limn::test
