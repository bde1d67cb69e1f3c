// SPDX-License-Identifier: MIT
#include "ingest/loader.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string_view>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/byte_queue.h"
#include "importers/registry.h"
#include "ingest/merging_source.h"

namespace limn::ingest {
namespace {

/// What a message weighs beside its columns.
constexpr std::size_t kMessageBytes = 512;

/// How often a live source is asked for more.
constexpr std::chrono::milliseconds kIdleTime(50);

/// The clock is read once per this number of messages; most of them take microseconds.
constexpr int kMessagesPerLook = 8;

/// What a head holds of the beginning that it was read from.
constexpr std::size_t kHeadBytes = 64U << 10U;

std::size_t weight_of(const LogMessage& message) {
    if (const auto* chunk = std::get_if<ChunkHeadMessage>(&message)) {
        return kMessageBytes + (chunk->head->is_deferred ? 0 : kHeadBytes);
    }
    const auto* chunk = std::get_if<ChunkMessage>(&message);
    return kMessageBytes +
           (chunk == nullptr ? 0 : static_cast<std::size_t>(chunk->chunk->byte_size()));
}

Error named(Error error, std::string_view name) {
    const bool is_named = error.message.find(name) != std::string::npos;
    return is_named ? std::move(error) : std::move(error).context(name);
}

/// The next message; exceptions (memory that the system refuses) become errors here.
Result<std::optional<LogMessage>> next_of(MessageSource& source) {
    try {
        return source.next();
    } catch (const std::exception& failure) {
        return fail(ErrorCode::Internal, failure.what());
    }
}

Result<std::unique_ptr<MessageSource>>
open_path(const std::filesystem::path& path, importers::OpenOptions options = {}) {
    options.heads = true;  // The store reads values when they are asked for.
    try {
        auto source = importers::Registry::with_builtin().open(path, options);
        if (!source) {
            return tl::unexpected(named(std::move(source).error(), path.filename().string()));
        }
        return std::make_unique<MergingSource>(std::move(*source));
    } catch (const std::exception& failure) {
        return fail(ErrorCode::Internal, path.string() + ": " + failure.what());
    }
}

/// Why a source that gave nothing at all is as good as unreadable; nothing if it is just empty.
std::optional<Error> nothing_read(const Diagnostics& diagnostics, std::string_view name) {
    for (const Diagnostic& item : diagnostics.items()) {
        if (item.severity != Severity::Note) {
            return named(Error{ErrorCode::Corrupt, item.message}.context(item.place), name);
        }
    }
    return std::nullopt;
}

const StoreId& store_of(const LogMessage& message) {
    return std::visit(
        [](const auto& one) -> const StoreId& {
            using One = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<One, StoreInfo>) {
                return one.id;
            } else if constexpr (std::is_same_v<One, BlueprintActivation>) {
                return one.blueprint;
            } else {
                return one.store;
            }
        },
        message
    );
}

void note_recording(std::vector<StoreId>& recordings, const StoreId& id) {
    if (id.kind == StoreKind::Recording &&
        std::find(recordings.begin(), recordings.end(), id) == recordings.end()) {
        recordings.push_back(id);
    }
}

}  // namespace

struct Loader::Impl {
    /// What is known of one source; guarded by `mutex`. Shared by its thread and its waiting messages.
    struct State {
        LoadStatus status;
        bool reading = true;
        bool is_idle = false;        ///< A live source that has nothing at the moment.
        bool has_caught_up = false;  ///< A live source gave all that was there at first.
        bool was_finished = false;
        bool cancelled = false;
        std::vector<StoreId> dropped;  ///< Its recordings that nobody wants any more.
        std::uint64_t waiting = 0;     ///< Messages in the queue.
    };

    struct Job {
        std::shared_ptr<State> state;
        std::jthread thread;
        std::shared_ptr<std::atomic<bool>> has_ended;  ///< The last thing that its thread does.
    };

    struct Item {
        std::shared_ptr<State> state;
        LogMessage message;
    };

    using Opener = std::function<Result<std::unique_ptr<MessageSource>>()>;

    Impl(std::function<void()> wake_function, std::size_t queue_bytes)
        : wake(std::move(wake_function))
        , queue(queue_bytes) {}

    std::uint64_t start(std::string name, std::string path, Opener open);
    void
    read(const std::shared_ptr<State>& state, MessageSource& source, const std::stop_token& stop);
    void end(State& state, const MessageSource* source, std::optional<Error> error);

    /// Joins threads of forgotten sources that are done, which takes no time.
    void drop_ended() {
        std::erase_if(forgotten, [](const Job& job) { return job.has_ended->load(); });
    }

    /// Once per pump: a window needs one event, not one per message.
    void call_wake() {
        if (!woken.exchange(true) && wake) {
            wake();
        }
    }

    std::function<void()> wake;
    ByteQueue<Item> queue;
    mutable std::mutex mutex;
    std::condition_variable_any idle;  ///< Never notified: live sources sleep on it until stopped.
    std::vector<Job> jobs;
    std::vector<Job>
        forgotten;  ///< Their threads were asked to stop; only the UI thread looks here.
    std::uint64_t next_id = 1;
    std::atomic<bool> woken = false;
};

std::uint64_t Loader::Impl::start(std::string name, std::string path, Opener open) {
    auto state = std::make_shared<State>();
    const std::lock_guard lock(mutex);
    state->status.id = next_id++;
    state->status.name = std::move(name);
    state->status.source = std::move(path);
    auto has_ended = std::make_shared<std::atomic<bool>>(false);
    std::jthread thread([this, state, has_ended, open = std::move(open)](const std::stop_token& stop
                        ) {
        {
            auto source = open();
            if (source) {
                read(state, **source, stop);
            } else {
                end(*state, nullptr, std::move(source).error());
            }
        }
        *has_ended = true;
    });
    jobs.push_back({state, std::move(thread), std::move(has_ended)});
    return state->status.id;
}

void Loader::Impl::read(
    const std::shared_ptr<State>& shared,
    MessageSource& source,
    const std::stop_token& stop
) {
    State& state = *shared;
    bool any = false;
    while (!stop.stop_requested()) {
        Result<std::optional<LogMessage>> message = next_of(source);
        if (!message) {
            end(state, &source, named(std::move(message).error(), source.name()));
            return;
        }
        const bool is_idle = !message->has_value() && source.is_waiting();
        {
            std::unique_lock lock(mutex);
            state.status.progress = source.progress();
            state.waiting += message->has_value() ? 1U : 0U;
            const bool was_idle = std::exchange(state.is_idle, is_idle);
            state.has_caught_up = state.has_caught_up || is_idle;
            state.status.is_live = state.has_caught_up;
            if (is_idle) {
                state.status.diagnostics = source.diagnostics();
                if (!was_idle) {
                    lock.unlock();
                    call_wake();
                    lock.lock();
                }
                idle.wait_for(lock, stop, kIdleTime, [] { return false; });
                continue;
            }
        }
        if (!message->has_value()) {
            end(state,
                &source,
                any ? std::nullopt : nothing_read(source.diagnostics(), source.name()));
            return;
        }
        any = true;
        const std::size_t weight = weight_of(**message);
        if (!queue.push({shared, std::move(**message)}, weight, stop)) {
            const std::lock_guard lock(mutex);
            --state.waiting;
            break;
        }
        call_wake();
    }
    end(state, &source, Error{ErrorCode::Cancelled, state.status.name + ": cancelled"});
}

void Loader::Impl::end(State& state, const MessageSource* source, std::optional<Error> error) {
    {
        const std::lock_guard lock(mutex);
        state.reading = false;
        state.status.is_live = false;
        state.status.error = std::move(error);
        if (source != nullptr) {
            state.status.diagnostics = source->diagnostics();
            state.status.progress = source->progress();
        }
    }
    woken = false;
    call_wake();
}

Loader::Loader(std::function<void()> wake, std::size_t queue_bytes)
    : impl_(std::make_unique<Impl>(std::move(wake), queue_bytes)) {}

Loader::~Loader() {
    impl_->queue.close();
    for (Impl::Job& job : impl_->jobs) {
        job.thread.request_stop();
    }
    for (Impl::Job& job : impl_->jobs) {
        job.thread.join();
    }
    impl_->forgotten.clear();  // Joins them.
}

std::uint64_t
Loader::open_file(const std::filesystem::path& path, const importers::OpenOptions& options) {
    if (path == importers::kStandardInput) {
        return impl_->start("standard input", {}, [path] { return open_path(path); });
    }
    std::error_code error;
    const std::filesystem::path full = std::filesystem::absolute(path, error).lexically_normal();
    const std::filesystem::path& shown = error ? path : full;
    const std::string name =
        shown.has_filename() ? shown.filename().string() : shown.parent_path().filename().string();
    return impl_->start(name, shown.string(), [path, options] { return open_path(path, options); });
}

std::uint64_t Loader::open_source(std::unique_ptr<MessageSource> source) {
    std::string name = source->name();
    // std::function wants to be copied, a source cannot be.
    auto held = std::make_shared<std::unique_ptr<MessageSource>>(std::move(source));
    return impl_->start(std::move(name), {}, [held]() -> Result<std::unique_ptr<MessageSource>> {
        return std::move(*held);
    });
}

bool Loader::pump(store::Database& database, std::chrono::milliseconds budget) {
    impl_->woken = false;
    impl_->drop_ended();
    const auto end = std::chrono::steady_clock::now() + budget;
    bool changed = false;
    for (int count = 1;; ++count) {
        std::optional<Impl::Item> item = impl_->queue.try_pop();
        if (!item) {
            return changed;
        }
        bool wanted = false;
        {
            const std::lock_guard lock(impl_->mutex);
            const auto& dropped = item->state->dropped;
            wanted = !item->state->cancelled &&
                     std::ranges::find(dropped, store_of(item->message)) == dropped.end();
        }
        std::optional<StoreId> id;
        if (wanted) {
            id = database.apply(item->message).id();
            changed = true;
        }
        {
            const std::lock_guard lock(impl_->mutex);
            --item->state->waiting;
            if (id) {
                ++item->state->status.messages;
                note_recording(item->state->status.recordings, *id);
            }
        }
        if (count % kMessagesPerLook == 0 && std::chrono::steady_clock::now() >= end) {
            return changed;
        }
    }
}

std::vector<LoadStatus> Loader::status() const {
    const std::lock_guard lock(impl_->mutex);
    std::vector<LoadStatus> out;
    out.reserve(impl_->jobs.size());
    for (const Impl::Job& job : impl_->jobs) {
        out.push_back(job.state->status);
        Impl::State& state = *job.state;
        const bool gave_all = !state.reading || state.has_caught_up;
        state.was_finished = state.was_finished || (gave_all && state.waiting == 0);
        out.back().finished = state.was_finished;
    }
    return out;
}

void Loader::cancel(std::uint64_t id) {
    const std::lock_guard lock(impl_->mutex);
    for (Impl::Job& job : impl_->jobs) {
        if (job.state->status.id == id) {
            LoadStatus& status = job.state->status;
            if (!job.state->reading && job.state->waiting > 0 && !status.error) {
                status.error = Error{ErrorCode::Cancelled, status.name + ": cancelled"};
            }
            job.state->cancelled = true;
            job.thread.request_stop();
        }
    }
}

void Loader::drop(std::uint64_t id, const StoreId& recording) {
    const std::lock_guard lock(impl_->mutex);
    for (const Impl::Job& job : impl_->jobs) {
        if (job.state->status.id == id) {
            job.state->dropped.push_back(recording);
        }
    }
}

void Loader::forget(std::uint64_t id) {
    const std::lock_guard lock(impl_->mutex);
    for (auto job = impl_->jobs.begin(); job != impl_->jobs.end(); ++job) {
        if (job->state->status.id == id) {
            job->state->cancelled = true;
            job->thread.request_stop();
            // Joining here would wait for a source that waits for its disk.
            impl_->forgotten.push_back(std::move(*job));
            impl_->jobs.erase(job);
            return;
        }
    }
}

bool Loader::busy() const {
    const std::lock_guard lock(impl_->mutex);
    return std::any_of(impl_->jobs.begin(), impl_->jobs.end(), [](const Impl::Job& job) {
        return (job.state->reading && !job.state->is_idle) || job.state->waiting > 0;
    });
}

Result<Diagnostics> read_all(const std::filesystem::path& path, store::Database& database) {
    auto source = open_path(path);
    if (!source) {
        return tl::unexpected(std::move(source).error());
    }
    bool any = false;
    while (true) {
        auto message = next_of(**source);
        if (!message) {
            Error error = named(std::move(message).error(), (*source)->name());
            if (!any) {
                return tl::unexpected(std::move(error));
            }
            Diagnostics diagnostics = (*source)->diagnostics();
            diagnostics.add(Severity::Error, (*source)->name(), error.message);
            return diagnostics;
        }
        if (!message->has_value() && (*source)->is_waiting()) {
            std::this_thread::sleep_for(kIdleTime);
            continue;
        }
        if (!message->has_value()) {
            Diagnostics diagnostics = (*source)->diagnostics();
            if (auto error = nothing_read(diagnostics, (*source)->name()); error && !any) {
                return tl::unexpected(std::move(*error));
            }
            return diagnostics;
        }
        database.apply(**message);
        any = true;
    }
}

Diagnostics read_all(MessageSource& source, store::Database& database) {
    while (true) {
        auto message = next_of(source);
        if (!message) {
            Diagnostics diagnostics = source.diagnostics();
            diagnostics.add(Severity::Error, source.name(), message.error().message);
            return diagnostics;
        }
        if (!message->has_value()) {
            return source.diagnostics();
        }
        database.apply(**message);
    }
}

}  // namespace limn::ingest
