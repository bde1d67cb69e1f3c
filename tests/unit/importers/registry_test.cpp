// SPDX-License-Identifier: MIT
#include "importers/registry.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <variant>

#include "importers/demo.h"
#include "rrd/rrd_writer.h"

namespace limn::importers {
namespace {

class FakeSource final : public MessageSource {
  public:
    explicit FakeSource(std::string name)
        : name_(std::move(name)) {}

    Result<std::optional<LogMessage>> next() override { return std::optional<LogMessage>(); }

    SourceProgress progress() const override { return {}; }

    const Diagnostics& diagnostics() const override { return diagnostics_; }

    std::string name() const override { return name_; }

  private:
    std::string name_;
    Diagnostics diagnostics_;
};

class FakeImporter final : public Importer {
  public:
    FakeImporter(std::string name, Confidence confidence, bool refuses = false)
        : name_(std::move(name))
        , confidence_(confidence)
        , refuses_(refuses) {}

    std::string_view name() const override { return name_; }

    Confidence sniff(const std::filesystem::path&, std::span<const std::byte>) const override {
        return confidence_;
    }

    Result<std::unique_ptr<MessageSource>> open(const std::filesystem::path&, const OpenOptions&)
        const override {
        if (refuses_) {
            return fail(ErrorCode::NotThisFormat, "not mine");
        }
        return std::unique_ptr<MessageSource>(std::make_unique<FakeSource>(name_));
    }

  private:
    std::string name_;
    Confidence confidence_;
    bool refuses_;
};

std::filesystem::path make_file(const std::string& name, const std::string& content) {
    const std::filesystem::path folder = std::filesystem::path(LIMN_TEST_OUTPUT) / "registry";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << content;
    return folder / name;
}

TEST(Registry, TheSurestImporterOpensTheFile) {
    Registry registry;
    registry.add(std::make_unique<FakeImporter>("by name", Confidence::Maybe));
    registry.add(std::make_unique<FakeImporter>("never", Confidence::No));
    registry.add(std::make_unique<FakeImporter>("by content", Confidence::Certain));
    const auto source = registry.open(make_file("some.bin", "content"));
    ASSERT_TRUE(source);
    EXPECT_EQ((*source)->name(), "by content");
}

TEST(Registry, AFileThatIsRefusedGoesToTheNext) {
    Registry registry;
    registry.add(std::make_unique<FakeImporter>("first", Confidence::Certain, true));
    registry.add(std::make_unique<FakeImporter>("second", Confidence::Maybe));
    const auto source = registry.open(make_file("some.bin", "content"));
    ASSERT_TRUE(source);
    EXPECT_EQ((*source)->name(), "second");
}

TEST(Registry, ARecordingIsKnownByItsContentWhateverItsName) {
    const auto path = make_file("recording.dat", "");
    const auto demo = make_demo();
    const auto writer = rrd::RrdWriter::create(path);
    ASSERT_TRUE(writer);
    constexpr int kMessages = 12;
    for (int i = 0; i < kMessages; ++i) {
        const auto message = demo->next();
        ASSERT_TRUE(message && *message);
        ASSERT_TRUE((*writer)->write(**message));
    }
    ASSERT_TRUE((*writer)->finish());
    const auto source = Registry::with_builtin().open(path);
    ASSERT_TRUE(source) << source.error().message;
    int count = 0;
    for (auto message = (*source)->next(); message && *message; message = (*source)->next()) {
        ++count;
        if (count == 1) {
            ASSERT_TRUE(std::holds_alternative<StoreInfo>(**message));
            EXPECT_EQ(std::get<StoreInfo>(**message).id.application_id, "limn_demo");
        }
    }
    EXPECT_EQ(count, kMessages);
    EXPECT_TRUE((*source)->diagnostics().empty());
}

TEST(Registry, SaysWhyAFileCannotBeOpened) {
    const Registry registry = Registry::with_builtin();
    const auto missing = registry.open("/nowhere/at/all.rrd");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_NE(missing.error().message.find("all.rrd"), std::string::npos);
    const auto empty = registry.open(make_file("empty.txt", ""));
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().message.find("empty"), std::string::npos);
    const auto foreign = registry.open(make_file("foreign.txt", "hello"));
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().code, ErrorCode::NotThisFormat);
    EXPECT_FALSE(registry.open(make_file("fake.rrd", "hello")));
    EXPECT_FALSE(registry.open(LIMN_TEST_OUTPUT));
}

}  // namespace
}  // namespace limn::importers
