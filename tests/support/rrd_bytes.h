// SPDX-License-Identifier: MIT
/// Recordings put together by hand, byte by byte, so that the reader is not tested by the writer.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/builder.h"
#include "arrow/ipc.h"
#include "rrd/rrd_reader.h"

namespace limn::test {

inline std::string le64(std::uint64_t value) {
    std::string out(8, '\0');
    std::memcpy(out.data(), &value, 8);
    return out;
}

inline std::string stream_header(int minor = 36, int serializer = 2, int compression = 1) {
    std::string out = "RRF2";
    for (const int byte : {0, minor, 2, 0, compression, serializer, 0, 0}) {
        out.push_back(static_cast<char>(byte));
    }
    return out;
}

inline std::string message(std::uint64_t kind, std::string_view payload) {
    return le64(kind) + le64(payload.size()) + std::string(payload);
}

inline std::string varint(std::uint64_t value) {
    std::string out;
    while (value >= 0x80) {
        out.push_back(static_cast<char>(value | 0x80U));
        value >>= 7U;
    }
    out.push_back(static_cast<char>(value));
    return out;
}

inline std::string number_field(unsigned field, std::uint64_t value) {
    return varint(field << 3U) + varint(value);
}

inline std::string bytes_field(unsigned field, std::string_view bytes) {
    return varint(field << 3U | 2U) + varint(bytes.size()) + std::string(bytes);
}

/// A store id message; without an application it is what writers up to 0.24 made.
inline std::string
store_id(std::string_view recording, std::string_view application = "app", int kind = 1) {
    std::string out = number_field(1, static_cast<std::uint64_t>(kind)) + bytes_field(2, recording);
    return application.empty() ? out : out + bytes_field(3, bytes_field(1, application));
}

inline std::string
set_store_info(std::string_view recording, std::string_view application = "app") {
    return message(1, bytes_field(2, bytes_field(2, store_id(recording, application))));
}

/// What an ArrowMsg says about its payload.
struct ArrowFields {
    std::string store = store_id("rec");
    std::uint64_t compression = 1;
    std::uint64_t uncompressed_size = 0;
    std::uint64_t encoding = 1;
};

inline std::string arrow_msg(std::string_view payload, const ArrowFields& fields = {}) {
    return message(
        2,
        bytes_field(1, fields.store) + number_field(2, fields.compression) +
            number_field(3, fields.uncompressed_size) + number_field(4, fields.encoding) +
            bytes_field(5, payload)
    );
}

inline std::string as_string(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline arrow::Buffer as_buffer(std::string_view bytes) {
    return arrow::Buffer::copy_of(std::as_bytes(std::span(bytes.data(), bytes.size())));
}

/// A batch like the ones of a recording: columns are added with their metadata.
class BatchMaker {
  public:
    explicit BatchMaker(std::string entity = "/points") {
        batch_.schema.metadata = {
            {"rerun:id", "chunk_0000000000000A00000000000000000B"},
            {"rerun:entity_path", std::move(entity)},
            {"sorbet:version", "0.1.3"},
        };
    }

    arrow::KeyValues& metadata() { return batch_.schema.metadata; }

    BatchMaker& row_ids(std::initializer_list<std::uint8_t> last_bytes) {
        std::vector<std::byte> bytes;
        for (const std::uint8_t last : last_bytes) {
            bytes.resize(bytes.size() + 15);
            bytes.push_back(std::byte{last});
        }
        return add(
            "rerun.controls.RowId",
            arrow::make_fixed_size_binary(16, bytes),
            {{"rerun:kind", "control"}}
        );
    }

    BatchMaker& timeline(const std::string& name, arrow::Array times) {
        return add(name, std::move(times), {{"rerun:kind", "index"}, {"rerun:index_name", name}});
    }

    BatchMaker& frames(std::initializer_list<std::int64_t> times) {
        return timeline("frame", arrow::make_primitive<std::int64_t>(std::span(times)));
    }

    BatchMaker& component(const std::string& name, arrow::Array cells) {
        return add(name, std::move(cells), {{"rerun:kind", "data"}, {"rerun:component", name}});
    }

    /// A list of one float per row.
    BatchMaker&
    radii(std::initializer_list<float> values, const std::string& name = "Points2D:radii") {
        const std::vector<std::optional<std::uint32_t>> ones(values.size(), 1U);
        return component(
            name,
            arrow::make_list(ones, arrow::make_primitive<float>(std::span(values)))
        );
    }

    BatchMaker& add(const std::string& name, arrow::Array column, arrow::KeyValues metadata) {
        batch_.num_rows = column.length();
        batch_.schema.fields.push_back({name, column.data()->type, true, std::move(metadata)});
        batch_.columns.push_back(std::move(column));
        return *this;
    }

    [[nodiscard]] const arrow::RecordBatch& batch() const { return batch_; }

    [[nodiscard]] std::string stream() const {
        return as_string(arrow::write_stream(batch_).value());
    }

  private:
    arrow::RecordBatch batch_;
};

/// What a reader gave.
struct ReadResult {
    std::vector<LogMessage> messages;
    Diagnostics diagnostics;
    std::string error;

    [[nodiscard]] std::vector<ChunkPtr> chunks() const {
        std::vector<ChunkPtr> result;
        for (const LogMessage& item : messages) {
            if (const auto* chunk = std::get_if<ChunkMessage>(&item)) {
                result.push_back(chunk->chunk);
            }
        }
        return result;
    }

    /// All diagnostics, one a line.
    [[nodiscard]] std::string talk() const {
        std::string text;
        for (const Diagnostic& item : diagnostics.items()) {
            text += item.place + ": " + item.message + "\n";
        }
        return text;
    }
};

inline ReadResult read_all(MessageSource& source) {
    ReadResult result;
    while (true) {
        auto next = source.next();
        if (!next) {
            result.error = next.error().message;
            break;
        }
        if (!*next) {
            break;
        }
        result.messages.push_back(std::move(**next));
    }
    result.diagnostics = source.diagnostics();
    return result;
}

inline ReadResult read_rrd(std::string_view bytes) {
    auto reader = rrd::RrdReader::from_bytes("a.rrd", as_buffer(bytes));
    if (!reader) {
        ReadResult result;
        result.error = reader.error().message;
        return result;
    }
    return read_all(**reader);
}

}  // namespace limn::test
