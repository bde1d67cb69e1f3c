// SPDX-License-Identifier: MIT
#include "support/chunk_builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/hash.h"

namespace limn::test {

Values points2(const std::vector<glm::vec2>& points) {
    Floats floats{2, {}};
    for (const glm::vec2& p : points) {
        floats.numbers.insert(floats.numbers.end(), {p.x, p.y});
    }
    return floats;
}

Values points3(const std::vector<glm::vec3>& points) {
    Floats floats{3, {}};
    for (const glm::vec3& p : points) {
        floats.numbers.insert(floats.numbers.end(), {p.x, p.y, p.z});
    }
    return floats;
}

Values numbers(std::vector<float> values) {
    return Floats{1, std::move(values)};
}

Values ids(std::vector<std::uint16_t> values) {
    return values;
}

Values colors(const std::vector<Rgba8>& values) {
    std::vector<std::uint32_t> words;
    for (const Rgba8 color : values) {
        words.push_back(color.to_rrggbbaa());
    }
    return words;
}

Values texts(Texts values) {
    return values;
}

Values flag(bool value) {
    return Flags{value};
}

Values blob(Bytes bytes) {
    return std::vector<Bytes>{std::move(bytes)};
}

Values format(const ImageFormat& value) {
    return std::vector<ImageFormat>{value};
}

Values context(AnnotationContext value) {
    return std::vector<AnnotationContext>{std::move(value)};
}

namespace detail {
arrow::Array list_array(const std::vector<std::uint32_t>& sizes, arrow::Array items) {
    const std::vector<std::optional<std::uint32_t>> slots(sizes.begin(), sizes.end());
    return arrow::make_list(slots, std::move(items), false);
}

template <typename T>
arrow::Array nullable_array(const std::vector<std::optional<T>>& values) {
    std::vector<T> plain;
    const auto valid = std::make_unique<bool[]>(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        plain.push_back(values[i].value_or(T{}));
        valid[i] = values[i].has_value();
    }
    return arrow::make_primitive<T>(
        std::span<const T>(plain),
        std::span<const bool>(valid.get(), values.size())
    );
}

arrow::Array info_array(const std::vector<AnnotationInfo>& infos) {
    std::vector<std::uint16_t> info_ids;
    Texts labels;
    std::vector<std::optional<std::uint32_t>> words;
    for (const AnnotationInfo& info : infos) {
        info_ids.push_back(info.id);
        labels.push_back(info.label);
        words.push_back(info.color ? std::optional(info.color->to_rrggbbaa()) : std::nullopt);
    }
    const std::vector<arrow::Array> children{
        primitive_array(info_ids),
        arrow::make_utf8(labels),
        nullable_array(words),
    };
    std::vector<arrow::Field> fields{
        {"id", arrow::primitive(arrow::TypeId::UInt16), false, {}},
        {"label", arrow::primitive(arrow::TypeId::Utf8), true, {}},
        {"color", arrow::primitive(arrow::TypeId::UInt32), true, {}},
    };
    return arrow::make_struct(std::move(fields), children);
}

arrow::Field field_of(std::string name, const arrow::Array& array) {
    return {std::move(name), array.data()->type, false, {}};
}

/// Class descriptions of all contexts, one after another.
arrow::Array class_array(const std::vector<ClassDescription>& classes) {
    std::vector<std::uint16_t> keys;
    std::vector<AnnotationInfo> infos;
    std::vector<AnnotationInfo> keypoints;
    std::vector<std::uint32_t> num_keypoints;
    std::vector<std::uint16_t> from;
    std::vector<std::uint16_t> to;
    std::vector<std::uint32_t> num_connections;
    for (const ClassDescription& description : classes) {
        keys.push_back(description.key);
        infos.push_back(description.info);
        keypoints
            .insert(keypoints.end(), description.keypoints.begin(), description.keypoints.end());
        num_keypoints.push_back(static_cast<std::uint32_t>(description.keypoints.size()));
        for (const KeypointPair& pair : description.connections) {
            from.push_back(pair.from);
            to.push_back(pair.to);
        }
        num_connections.push_back(static_cast<std::uint32_t>(description.connections.size()));
    }
    const arrow::Array from_array = primitive_array(from);
    const arrow::Array to_array = primitive_array(to);
    const arrow::Array pairs = arrow::make_struct(
        {field_of("keypoint0", from_array), field_of("keypoint1", to_array)},
        {from_array, to_array}
    );
    const arrow::Array info = info_array(infos);
    const arrow::Array keypoint_lists = list_array(num_keypoints, info_array(keypoints));
    const arrow::Array pair_lists = list_array(num_connections, pairs);
    const arrow::Array description = arrow::make_struct(
        {field_of("info", info),
         field_of("keypoint_annotations", keypoint_lists),
         field_of("keypoint_connections", pair_lists)},
        {info, keypoint_lists, pair_lists}
    );
    const arrow::Array key_array = primitive_array(keys);
    return arrow::make_struct(
        {field_of("class_id", key_array), field_of("class_description", description)},
        {key_array, description}
    );
}

arrow::Array item_array(const Floats& values) {
    arrow::Array flat = primitive_array(values.numbers);
    return values.size == 1 ? flat : arrow::make_fixed_size_list(values.size, std::move(flat));
}

arrow::Array item_array(const std::vector<std::uint16_t>& values) {
    return primitive_array(values);
}

arrow::Array item_array(const std::vector<std::uint32_t>& values) {
    return primitive_array(values);
}

arrow::Array item_array(const Texts& values) {
    return arrow::make_utf8(values);
}

arrow::Array item_array(const Flags& values) {
    const auto plain = std::make_unique<bool[]>(values.size());
    std::copy(values.begin(), values.end(), plain.get());
    return arrow::make_bool(std::span<const bool>(plain.get(), values.size()));
}

arrow::Array item_array(const std::vector<Bytes>& values) {
    Bytes all;
    std::vector<std::uint32_t> sizes;
    for (const Bytes& bytes : values) {
        all.insert(all.end(), bytes.begin(), bytes.end());
        sizes.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    return list_array(sizes, primitive_array(all));
}

arrow::Array item_array(const std::vector<ImageFormat>& values) {
    std::vector<std::uint32_t> widths;
    std::vector<std::uint32_t> heights;
    std::vector<std::optional<std::uint8_t>> pixel_formats;
    std::vector<std::optional<std::uint8_t>> models;
    std::vector<std::optional<std::uint8_t>> channel_types;
    for (const ImageFormat& value : values) {
        widths.push_back(value.width);
        heights.push_back(value.height);
        const bool has_pixel_format = value.pixel_format != 0;
        pixel_formats.push_back(
            has_pixel_format ? std::optional(value.pixel_format) : std::nullopt
        );
        models.push_back(static_cast<std::uint8_t>(value.color_model));
        channel_types.push_back(static_cast<std::uint8_t>(value.channel_type));
    }
    const std::vector<arrow::Array> children{
        primitive_array(widths),
        primitive_array(heights),
        nullable_array(pixel_formats),
        nullable_array(models),
        nullable_array(channel_types),
    };
    std::vector<arrow::Field> fields{
        field_of("width", children[0]),
        field_of("height", children[1]),
        {"pixel_format", arrow::primitive(arrow::TypeId::UInt8), true, {}},
        {"color_model", arrow::primitive(arrow::TypeId::UInt8), true, {}},
        {"channel_datatype", arrow::primitive(arrow::TypeId::UInt8), true, {}},
    };
    return arrow::make_struct(std::move(fields), children);
}

arrow::Array item_array(const std::vector<AnnotationContext>& values) {
    std::vector<ClassDescription> classes;
    std::vector<std::uint32_t> sizes;
    for (const AnnotationContext& value : values) {
        classes.insert(classes.end(), value.classes.begin(), value.classes.end());
        sizes.push_back(static_cast<std::uint32_t>(value.classes.size()));
    }
    return list_array(sizes, class_array(classes));
}

template <typename T>
std::size_t append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
    return from.size();
}

std::size_t append(Floats& to, const Floats& from) {
    to.size = from.size;
    return append(to.numbers, from.numbers) / static_cast<std::size_t>(from.size);
}

arrow::Array item_array(const Values& values) {
    return std::visit([](const auto& one) { return item_array(one); }, values);
}

/// Adds `from` to `to` and says how many instances that were.
std::size_t append(std::optional<Values>& to, const Values& from) {
    return std::visit(
        [&](const auto& values) -> std::size_t {
            using T = std::decay_t<decltype(values)>;
            if (!to) {
                to = T{};
            }
            T* all = std::get_if<T>(&*to);
            if (all == nullptr) {
                ADD_FAILURE() << "a component has values of two kinds";
                return 0;
            }
            return append(*all, values);
        },
        from
    );
}

}  // namespace detail

arrow::Array make_column(const std::vector<std::optional<Values>>& cells) {
    std::optional<Values> all;
    std::vector<std::optional<std::uint32_t>> sizes;
    for (const std::optional<Values>& cell : cells) {
        if (cell) {
            sizes.emplace_back(static_cast<std::uint32_t>(detail::append(all, *cell)));
        } else {
            sizes.emplace_back(std::nullopt);
        }
    }
    const Values items = all.value_or(Values(Floats{}));
    return arrow::make_list(sizes, detail::item_array(items));
}

ChunkBuilder::ChunkBuilder(std::string_view entity)
    : entity_(EntityPath::parse(entity)) {}

ChunkBuilder::ChunkBuilder(const ChunkBuilder&) = default;
ChunkBuilder::ChunkBuilder(ChunkBuilder&&) noexcept = default;
ChunkBuilder& ChunkBuilder::operator=(const ChunkBuilder&) = default;
ChunkBuilder& ChunkBuilder::operator=(ChunkBuilder&&) noexcept = default;
ChunkBuilder::~ChunkBuilder() = default;

ChunkBuilder& ChunkBuilder::row(std::uint64_t id, Times times) {
    rows_.push_back({id, std::move(times), {}});
    return *this;
}

ChunkBuilder& ChunkBuilder::set(std::string_view component, Values values) {
    rows_.back().cells.insert_or_assign(std::string(component), std::move(values));
    return *this;
}

ChunkBuilder& ChunkBuilder::kind(std::string_view timeline, TimeKind kind) {
    kinds_.insert_or_assign(std::string(timeline), kind);
    return *this;
}

ChunkPtr ChunkBuilder::build() const {
    Chunk::Parts parts;
    parts.entity = entity_;
    std::uint64_t derived = hash_text(entity_.text());
    std::map<std::string, std::vector<TimeInt>> timelines;
    std::map<std::string, std::vector<std::optional<Values>>> columns;
    for (const Row& row : rows_) {
        parts.row_ids.push_back(RowId{{0, row.id}});
        derived = hash_combine(derived, row.id);
        for (const auto& [name, time] : row.times) {
            timelines[name].push_back(time);
        }
        for (const auto& [name, values] : row.cells) {
            columns[name];
        }
    }
    for (auto& [name, cells] : columns) {
        for (const Row& row : rows_) {
            const auto found = row.cells.find(name);
            cells.push_back(found == row.cells.end() ? std::nullopt : std::optional(found->second));
        }
    }
    parts.id = ChunkId{{0, chunk_id_.value_or(derived)}};
    for (const auto& [name, times] : timelines) {
        const auto kind = kinds_.find(name);
        TimeColumn column;
        column.timeline = {name, kind == kinds_.end() ? TimeKind::Sequence : kind->second};
        column.times = arrow::make_primitive<std::int64_t>(std::span<const TimeInt>(times));
        parts.timelines.push_back(std::move(column));
    }
    for (const auto& [name, cells] : columns) {
        const std::size_t colon = name.find(':');
        const std::string archetype =
            colon == std::string::npos ? std::string() : name.substr(0, colon);
        const bool is_own = archetype.empty() || archetype.starts_with("My");
        parts.components.push_back({
            name,
            is_own ? archetype : "rerun.archetypes." + archetype,
            {},
            make_column(cells),
        });
    }
    auto chunk = Chunk::create(std::move(parts));
    if (!chunk) {
        ADD_FAILURE() << chunk.error().message;
        return nullptr;
    }
    return *chunk;
}

}  // namespace limn::test
