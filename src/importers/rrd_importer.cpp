// SPDX-License-Identifier: MIT
#include "importers/rrd_importer.h"

#include <utility>

#include "rrd/rrd_reader.h"

namespace limn::importers {
namespace {

class RrdImporter final : public Importer {
  public:
    [[nodiscard]] std::string_view name() const override { return "Rerun recording"; }

    [[nodiscard]] Confidence sniff(
        const std::filesystem::path& path,
        std::span<const std::byte> first_bytes
    ) const override {
        if (rrd::is_rrd(first_bytes)) {
            return Confidence::Certain;
        }
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) {
            return Confidence::No;
        }
        const auto extension = path.extension();
        return extension == ".rrd" || extension == ".rbl" ? Confidence::Maybe : Confidence::No;
    }

    [[nodiscard]] Result<std::unique_ptr<MessageSource>>
    open(const std::filesystem::path& path, const OpenOptions& options) const override {
        const auto depth = options.heads ? rrd::ReadDepth::Heads : rrd::ReadDepth::Values;
        LIMN_TRY(
            auto reader,
            options.follow ? rrd::RrdReader::follow(path, depth) : rrd::RrdReader::open(path, depth)
        );
        return std::unique_ptr<MessageSource>(std::move(reader));
    }
};

}  // namespace

std::unique_ptr<Importer> make_rrd_importer() {
    return std::make_unique<RrdImporter>();
}

}  // namespace limn::importers
