// SPDX-License-Identifier: MIT
/// ChunkBuilder: chunks from plain values, so that a test says what is in its recording.
///
/// What      ChunkBuilder("/e").row(7, {{"frame", 3}}).set("Points2D:positions", points2({{1, 2}})).build().
///           Rows without times make a static chunk; a component that a row does not set is null there.
///           Archetypes are those of the SDK, unless their name begins with "My".
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "arrow/buffer.h"
#include "arrow/builder.h"
#include "base/color.h"
#include "model/annotation_context.h"
#include "model/chunk.h"
#include "model/image_format.h"

namespace limn::test {

/// Vectors of `size` floats each.
struct Floats {
    std::int32_t size = 1;
    std::vector<float> numbers;
};

using Texts = std::vector<std::optional<std::string>>;
using Flags = std::vector<bool>;
using Bytes = std::vector<std::uint8_t>;

/// The instances of one cell.
using Values = std::variant<
    Floats,
    std::vector<std::uint16_t>,
    std::vector<std::uint32_t>,
    Texts,
    Flags,
    std::vector<Bytes>,
    std::vector<ImageFormat>,
    std::vector<AnnotationContext>>;

Values points2(const std::vector<glm::vec2>& points);
Values points3(const std::vector<glm::vec3>& points);
Values numbers(std::vector<float> values);
Values ids(std::vector<std::uint16_t> values);
Values colors(const std::vector<Rgba8>& values);
Values texts(Texts values);
Values flag(bool value);
Values blob(Bytes bytes);
Values format(const ImageFormat& value);
Values context(AnnotationContext value);

namespace detail {

template <typename T>
arrow::Array primitive_array(const std::vector<T>& values) {
    return arrow::make_primitive<T>(std::span<const T>(values));
}

[[nodiscard]] arrow::Array list_array(const std::vector<std::uint32_t>& sizes, arrow::Array items);
[[nodiscard]] arrow::Field field_of(std::string name, const arrow::Array& array);
[[nodiscard]] arrow::Array item_array(const Values& values);

}  // namespace detail

/// The list column of some cells; nullopt is a null cell.
[[nodiscard]] arrow::Array make_column(const std::vector<std::optional<Values>>& cells);

class ChunkBuilder {
  public:
    using Times = std::map<std::string, TimeInt>;

    explicit ChunkBuilder(std::string_view entity);
    ChunkBuilder(const ChunkBuilder&);
    ChunkBuilder(ChunkBuilder&&) noexcept;
    ChunkBuilder& operator=(const ChunkBuilder&);
    ChunkBuilder& operator=(ChunkBuilder&&) noexcept;
    ~ChunkBuilder();

    /// Default: made from the row ids.
    ChunkBuilder& chunk_id(std::uint64_t id) {
        chunk_id_ = id;
        return *this;
    }

    /// Begins a row. All rows of a chunk have the same timelines.
    ChunkBuilder& row(std::uint64_t id, Times times = {});

    /// A cell of the last row.
    ChunkBuilder& set(std::string_view component, Values values);

    ChunkBuilder& kind(std::string_view timeline, TimeKind kind);

    [[nodiscard]] ChunkPtr build() const;

  private:
    struct Row {
        std::uint64_t id = 0;
        Times times;
        std::map<std::string, Values> cells;
    };

    EntityPath entity_;
    std::vector<Row> rows_;
    std::map<std::string, TimeKind> kinds_;
    std::optional<std::uint64_t> chunk_id_;
};

}  // namespace limn::test
