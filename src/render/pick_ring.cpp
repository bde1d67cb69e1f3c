// SPDX-License-Identifier: MIT
#include "render/pick_ring.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <glm/common.hpp>
#include <vector>

namespace limn::render {
namespace {

constexpr int kMaxPickRadius = 64;

struct IdTexel {
    std::uint32_t entity_plus_one = 0;
    std::uint32_t instance = 0;
};

std::size_t texel_count(glm::ivec2 size) {
    return static_cast<std::size_t>(size.x) * static_cast<std::size_t>(size.y);
}

}  // namespace

bool PickRing::Fence::has_passed() const {
    return sync_ == nullptr ||
           glClientWaitSync(sync_, GL_SYNC_FLUSH_COMMANDS_BIT, 0) != GL_TIMEOUT_EXPIRED;
}

std::uint64_t
PickRing::ask(std::uint32_t target, const RenderTarget& picture, glm::ivec2 pixel, int radius_px) {
    Question& question =
        *std::ranges::min_element(questions_, {}, [](const Question& q) { return q.number; });
    const glm::ivec2 size(picture.size());
    question.number = ++last_number_;
    question.target = target;
    question.radius = std::clamp(radius_px, 0, kMaxPickRadius);
    question.middle = {pixel.x, size.y - 1 - pixel.y};
    question.from = glm::max(question.middle - question.radius, glm::ivec2(0));
    const glm::ivec2 to = glm::min(question.middle + question.radius + 1, size);
    question.size = glm::max(to - question.from, glm::ivec2(0));
    question.fence = {};
    const std::size_t count = texel_count(question.size);
    if (count == 0) {
        return question.number;
    }
    if (question.buffer.name() == 0) {
        question.buffer = make_gl<BufferTraits>();
    }
    const std::size_t bytes = count * (sizeof(IdTexel) + sizeof(float));
    glBindBuffer(GL_PIXEL_PACK_BUFFER, question.buffer.name());
    glBufferData(GL_PIXEL_PACK_BUFFER, static_cast<GLsizeiptr>(bytes), nullptr, GL_STREAM_READ);
    picture.copy_ids_and_depths(question.from, question.size, count * sizeof(IdTexel));
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    question.fence = Fence(glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0));
    return question.number;
}

std::optional<PickResult> PickRing::answer_of(const Question& question) {
    const std::size_t count = texel_count(question.size);
    if (count == 0) {
        return std::nullopt;
    }
    std::vector<IdTexel> ids(count);
    std::vector<float> depths(count);
    const std::size_t id_bytes = count * sizeof(IdTexel);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, question.buffer.name());
    glGetBufferSubData(GL_PIXEL_PACK_BUFFER, 0, static_cast<GLsizeiptr>(id_bytes), ids.data());
    glGetBufferSubData(
        GL_PIXEL_PACK_BUFFER,
        static_cast<GLintptr>(id_bytes),
        static_cast<GLsizeiptr>(count * sizeof(float)),
        depths.data()
    );
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    std::optional<PickResult> best;
    int best_distance = question.radius * question.radius + 1;
    for (std::size_t i = 0; i < count; ++i) {
        const auto row = static_cast<int>(i) / question.size.x;
        const auto column = static_cast<int>(i) % question.size.x;
        const glm::ivec2 offset = question.from + glm::ivec2(column, row) - question.middle;
        const int distance = offset.x * offset.x + offset.y * offset.y;
        if (ids[i].entity_plus_one != 0 && distance < best_distance) {
            best_distance = distance;
            best = PickResult{ids[i].entity_plus_one - 1, ids[i].instance, depths[i]};
        }
    }
    return best;
}

std::optional<PickAnswer> PickRing::take(std::uint32_t target) {
    Question* newest = nullptr;
    for (Question& question : questions_) {
        const bool is_newer = newest == nullptr || question.number > newest->number;
        if (question.number != 0 && question.target == target && is_newer &&
            question.fence.has_passed()) {
            newest = &question;
        }
    }
    if (newest == nullptr) {
        return std::nullopt;
    }
    const PickAnswer answer{newest->number, answer_of(*newest)};
    for (Question& question : questions_) {
        if (question.target == target && question.number <= answer.number) {
            question.number = 0;
        }
    }
    return answer;
}

std::optional<PickResult> PickRing::wait_for(std::uint64_t number) {
    const auto found = std::ranges::find(questions_, number, &Question::number);
    if (number == 0 || found == questions_.end()) {
        return std::nullopt;
    }
    found->number = 0;
    return answer_of(*found);
}

void PickRing::drop(std::uint32_t target) {
    for (Question& question : questions_) {
        if (question.target == target) {
            question.number = 0;
        }
    }
}

}  // namespace limn::render
