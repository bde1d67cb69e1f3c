// SPDX-License-Identifier: MIT
/// Store announcements and blueprint activations: protobuf ⇄ the shared log messages.
///
/// Errors    Corrupt for payloads that are not the message.
/// Threads   plain functions; `ApplicationIds` belongs to one reader.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/ids.h"
#include "model/message_source.h"
#include "rrd/framing.h"

namespace limn::rrd {

/// What a store is called when nobody says.
inline constexpr const char* kUnknownApplication = "unknown_app_id";

/// A store as a message names it; writers up to 0.24 leave the application out.
struct WireStoreId {
    StoreKind kind = StoreKind::Recording;
    std::string recording_id;
    std::optional<std::string> application_id;
};

/// Remembers the application of stores that writers up to 0.24 announced.
class ApplicationIds {
  public:
    void announce(const WireStoreId& store, std::string application_id);

    /// `was_unknown` tells whether the application had to be made up.
    [[nodiscard]] StoreId resolve(const WireStoreId& store, bool& was_unknown) const;

  private:
    std::map<std::pair<StoreKind, std::string>, std::string> announced_;
};

[[nodiscard]] Result<WireStoreId> parse_store_id(std::span<const std::byte> payload);

/// `ids` learns the application of the store.
[[nodiscard]] Result<StoreInfo> parse_store_info(
    std::span<const std::byte> payload,
    const WriterVersion& version,
    ApplicationIds& ids
);

[[nodiscard]] Result<BlueprintActivation>
parse_blueprint_activation(std::span<const std::byte> payload, const ApplicationIds& ids);

/// Payloads for the writer.
[[nodiscard]] std::string encode_store_id(const StoreId& id);
[[nodiscard]] std::string encode_store_info(const StoreInfo& info, const WriterVersion& version);
[[nodiscard]] std::string encode_blueprint_activation(const BlueprintActivation& activation);

}  // namespace limn::rrd
