// SPDX-License-Identifier: MIT
// Pixels per class of a 4096² class image: regions as segmentation gives them, and noise.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include "bench/samples.h"
#include "media/stats.h"

namespace limn::bench {
namespace {

constexpr std::uint32_t kSize = 4096;

enum class Content { Regions, Noise };

template <typename T>
std::vector<T> make_ids(Content content, std::uint32_t classes) {
    if (content == Content::Regions) {
        const std::vector<std::uint8_t> mask = make_mask(kSize, kSize, 0);
        std::vector<T> ids(mask.size());
        std::ranges::transform(mask, ids.begin(), [&](std::uint8_t id) {
            return static_cast<T>(id * (classes / 20));
        });
        return ids;
    }
    std::vector<T> ids(std::size_t{kSize} * kSize);
    std::uint32_t random = 1;
    for (T& id : ids) {
        random = random * 1664525U + 1013904223U;
        id = static_cast<T>((random >> 12U) % classes);
    }
    return ids;
}

template <typename T>
void count_classes(benchmark::State& state, Content content, std::uint32_t classes) {
    const auto owner = std::make_shared<std::vector<T>>(make_ids<T>(content, classes));
    const media::ImagePtr image = must(media::Image::create(
        media::ImageKind::ClassIds,
        sizeof(T) == 1 ? media::PixelType::U8 : media::PixelType::U16,
        kSize,
        kSize,
        std::as_bytes(std::span(*owner)),
        owner
    ));
    for (auto _ : state) {
        benchmark::DoNotOptimize(media::count_classes(*image));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(image->bytes().size()));
}

void count_u8(benchmark::State& state, Content content) {
    count_classes<std::uint8_t>(state, content, 200);
}

void count_u16(benchmark::State& state, Content content) {
    count_classes<std::uint16_t>(state, content, 5000);
}

BENCHMARK_CAPTURE(count_u8, regions, Content::Regions)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(count_u8, noise, Content::Noise)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(count_u16, regions, Content::Regions)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(count_u16, noise, Content::Noise)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limn::bench
