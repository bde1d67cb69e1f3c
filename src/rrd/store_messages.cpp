// SPDX-License-Identifier: MIT
#include "rrd/store_messages.h"

#include <fmt/format.h>

#include <bit>
#include <limits>

#include "base/text.h"
#include "rrd_log.pb.h"

namespace limn::rrd {
namespace {

template <typename Message>
Result<Message> parse(std::span<const std::byte> payload, const char* what) {
    Message message;
    if (payload.size() > std::numeric_limits<int>::max() ||
        !message.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
        return fail(ErrorCode::Corrupt, fmt::format("damaged {}", what));
    }
    return message;
}

WireStoreId from_wire(const proto::StoreId& id) {
    WireStoreId store;
    // Everything that is not a blueprint counts as a recording.
    store.kind =
        id.kind() == proto::STORE_KIND_BLUEPRINT ? StoreKind::Blueprint : StoreKind::Recording;
    store.recording_id = valid_utf8(id.recording_id());
    if (id.has_application_id() && !id.application_id().id().empty()) {
        store.application_id = valid_utf8(id.application_id().id());
    }
    return store;
}

std::string python_text(const std::string& extra) {
    proto::PythonVersion version;
    if (extra.empty() || !version.ParseFromString(extra)) {
        return "Python SDK";
    }
    return fmt::format(
        "Python SDK {}.{}.{}{}",
        version.major(),
        version.minor(),
        version.patch(),
        valid_utf8(version.suffix())
    );
}

std::string rust_text(const std::string& extra) {
    proto::CrateInfo info;
    if (extra.empty() || !info.ParseFromString(extra) || info.rustc_version().empty()) {
        return "Rust SDK";
    }
    return fmt::format("Rust SDK (rustc {})", valid_utf8(info.rustc_version()));
}

std::string source_text(const proto::StoreSource& source) {
    const std::string& extra = source.extra().payload();
    switch (source.kind()) {
        case proto::STORE_SOURCE_KIND_C_SDK:
            return "C++ SDK";
        case proto::STORE_SOURCE_KIND_PYTHON_SDK:
            return python_text(extra);
        case proto::STORE_SOURCE_KIND_RUST_SDK:
            return rust_text(extra);
        case proto::STORE_SOURCE_KIND_FILE:
            return "File";
        case proto::STORE_SOURCE_KIND_VIEWER:
            return "Viewer";
        case proto::STORE_SOURCE_KIND_OTHER:
            return valid_utf8(extra);
        default:
            return {};
    }
}

WriterVersion version_of(std::uint32_t bits) {
    const auto part = [bits](unsigned shift) {
        return static_cast<std::uint8_t>(bits >> shift & 0xFFU);
    };
    return {part(0), part(8), part(16), part(24)};
}

void fill(proto::StoreId& out, const StoreId& id) {
    out.set_kind(
        id.kind == StoreKind::Blueprint ? proto::STORE_KIND_BLUEPRINT : proto::STORE_KIND_RECORDING
    );
    out.set_recording_id(id.recording_id);
    out.mutable_application_id()->set_id(id.application_id);
}

}  // namespace

void ApplicationIds::announce(const WireStoreId& store, std::string application_id) {
    announced_[{store.kind, store.recording_id}] = std::move(application_id);
}

StoreId ApplicationIds::resolve(const WireStoreId& store, bool& was_unknown) const {
    was_unknown = false;
    StoreId id{store.kind, kUnknownApplication, store.recording_id};
    if (store.application_id) {
        id.application_id = *store.application_id;
        return id;
    }
    const auto found = announced_.find({store.kind, store.recording_id});
    was_unknown = found == announced_.end();
    if (!was_unknown) {
        id.application_id = found->second;
    }
    return id;
}

Result<WireStoreId> parse_store_id(std::span<const std::byte> payload) {
    LIMN_TRY(const auto id, parse<proto::StoreId>(payload, "store id"));
    return from_wire(id);
}

Result<StoreInfo> parse_store_info(
    std::span<const std::byte> payload,
    const WriterVersion& version,
    ApplicationIds& ids
) {
    LIMN_TRY(const auto message, parse<proto::SetStoreInfo>(payload, "store announcement"));
    if (!message.has_info() || !message.info().has_store_id()) {
        return fail(ErrorCode::Corrupt, "store announcement without a store");
    }
    const proto::StoreInfo& info = message.info();
    WireStoreId store = from_wire(info.store_id());
    if (!store.application_id && !info.application_id().id().empty()) {
        store.application_id = valid_utf8(info.application_id().id());
    }
    StoreInfo result;
    bool was_unknown = false;
    result.id = ids.resolve(store, was_unknown);
    ids.announce(store, result.id.application_id);
    result.source = source_text(info.store_source());
    // A copy keeps what wrote the recording at first; the header says in which version the copy is written.
    const auto bits = std::bit_cast<std::uint32_t>(info.store_version().crate_version_bits());
    result.version = (bits != 0 ? version_of(bits) : version).text();
    return result;
}

Result<BlueprintActivation>
parse_blueprint_activation(std::span<const std::byte> payload, const ApplicationIds& ids) {
    LIMN_TRY(
        const auto message,
        parse<proto::BlueprintActivationCommand>(payload, "blueprint activation")
    );
    if (!message.has_blueprint_id()) {
        return fail(ErrorCode::Corrupt, "blueprint activation without a store");
    }
    BlueprintActivation result;
    bool was_unknown = false;
    result.blueprint = ids.resolve(from_wire(message.blueprint_id()), was_unknown);
    result.make_active = message.make_active();
    result.make_default = message.make_default();
    return result;
}

std::string encode_store_id(const StoreId& id) {
    proto::StoreId message;
    fill(message, id);
    return message.SerializeAsString();
}

std::string encode_store_info(const StoreInfo& info, const WriterVersion& version) {
    proto::SetStoreInfo message;
    // A store is announced before its rows: the earliest id there is.
    message.mutable_row_id()->set_time_ns(0);
    message.mutable_row_id()->set_inc(0);
    proto::StoreInfo& out = *message.mutable_info();
    fill(*out.mutable_store_id(), info.id);
    out.mutable_store_source()->set_kind(proto::STORE_SOURCE_KIND_OTHER);
    out.mutable_store_source()->mutable_extra()->set_payload(
        info.source.empty() ? std::string("Limn") : info.source
    );
    const WriterVersion first = WriterVersion::parse(info.version).value_or(version);
    const std::uint32_t bits = first.major | std::uint32_t{first.minor} << 8U |
                               std::uint32_t{first.patch} << 16U | std::uint32_t{first.meta} << 24U;
    out.mutable_store_version()->set_crate_version_bits(std::bit_cast<std::int32_t>(bits));
    return message.SerializeAsString();
}

std::string encode_blueprint_activation(const BlueprintActivation& activation) {
    proto::BlueprintActivationCommand message;
    fill(*message.mutable_blueprint_id(), activation.blueprint);
    message.set_make_active(activation.make_active);
    message.set_make_default(activation.make_default);
    return message.SerializeAsString();
}

}  // namespace limn::rrd
