// Uploads, examinations and the sweep.
#include "server-stub/files/file_keeper.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/documents/file_kind.h"
#include "server-stub/base/crypto.h"

namespace pupitre::host {
namespace {

Id128 new_content_id() {
    std::array<std::uint8_t, 16> random{};
    random_fill(random);
    Id128 id;
    for (std::size_t place = 0; place < 8; ++place) {
        id.high = id.high << 8U | random[place];
        id.low = id.low << 8U | random[place + 8];
    }
    return id;
}

std::int64_t size_of_chunk(std::int64_t size, std::int64_t number) {
    return std::min(chunk_bytes, size - number * chunk_bytes);
}

FileState refused(FileRefusal why) {
    FileState state;
    state.refusal = why;
    return state;
}

}  // namespace

FileKeeper::FileKeeper(Storage& storage, FileLimits limits, Clock clock) :
    storage_(storage), files_(storage), limits_(std::move(limits)), clock_(std::move(clock)) {}

Stored<Done> FileKeeper::in_transaction(const std::function<Stored<Done>()>& work) {
    auto done = storage_.begin();
    if (!done) return done;
    done = work();
    if (done) done = storage_.commit();
    if (!done) storage_.roll_back();
    return done;
}

Stored<FileState> FileKeeper::described(const ContentRecord& content) {
    FileState state;
    state.state = content.state;
    state.reason = content.reason;
    state.size = content.size;
    if (content.state != ContentState::receiving) return state;
    auto numbers = files_.chunk_numbers(content.content);
    if (!numbers) return numbers.error();
    state.chunks = *std::move(numbers);
    return state;
}

Stored<std::optional<FileState>> FileKeeper::state(Id128 document) {
    const auto content = files_.content_of(document);
    if (!content) return content.error();
    if (!*content) return std::optional<FileState>{};
    auto state = described(**content);
    if (!state) return state.error();
    return std::optional(*std::move(state));
}

Stored<FileState> FileKeeper::offer(const OfferedFile& file) {
    if (file.size > limits_.file_bytes_max) return refused(FileRefusal::too_large);
    FileState answer;
    const auto done = in_transaction([&]() -> Stored<Done> {
        auto begun = begin_receiving(file);
        if (!begun) return begun.error();
        answer = *std::move(begun);
        return Done{};
    });
    if (!done) return done.error();
    return answer;
}

/// What the document has already, what it may have from another document, or a new upload.
Stored<FileState> FileKeeper::begin_receiving(const OfferedFile& file) {
    auto known = files_.content_of(file.document);
    if (!known) return known.error();
    if (*known && (*known)->hash == file.hash) {
        ContentRecord& content = **known;
        if (content.state == ContentState::receiving) {
            content.seen_ms = clock_();
            content.user = file.user;
            const auto noted = files_.put_content(content);
            if (!noted) return noted.error();
        }
        return described(content);
    }
    const auto joined = join(file);
    if (!joined) return joined.error();
    if (*joined) return begin_receiving(file);
    const auto totals = files_.totals(file.user);
    if (!totals) return totals.error();
    if (totals->bytes + file.size > limits_.total_bytes_max) return refused(FileRefusal::firm_full);
    if (totals->receiving_of_user >= limits_.receiving_max) return refused(FileRefusal::too_many);
    ContentRecord content;
    content.content = new_content_id();
    content.hash = file.hash;
    content.size = file.size;
    content.user = file.user;
    content.seen_ms = clock_();
    auto done = files_.put_content(content);
    if (done) done = files_.put_holder({file.document, content.content});
    if (!done) return done.error();
    return described(content);
}

/// The person could have the content from a document that they see, so they need not send it.
Stored<bool> FileKeeper::join(const OfferedFile& file) {
    for (const Id128 other : file.same) {
        const auto there = files_.content_of(other);
        if (!there) return there.error();
        if (!*there || (*there)->hash != file.hash || (*there)->state != ContentState::available) continue;
        const auto held = files_.put_holder({file.document, (*there)->content});
        if (!held) return held.error();
        return true;
    }
    return false;
}

Stored<FileState> FileKeeper::take(const SentChunk& chunk) {
    const auto known = files_.content_of(chunk.document);
    if (!known) return known.error();
    if (!*known) return refused(FileRefusal::unknown);
    const ContentRecord& content = **known;
    if (content.state != ContentState::receiving) return described(content);  // Repeated after the end.
    const bool fits = chunk.number >= 0 && chunk.number < chunk_count(content.size) &&
                      std::ssize(chunk.bytes) == size_of_chunk(content.size, chunk.number) &&
                      sha256(chunk.bytes) == chunk.hash;
    if (!fits) return refused(FileRefusal::damaged);
    if (chunk.number == 0 && is_program_content(std::string_view(chunk.bytes).substr(0, file_head_bytes))) {
        FileState answer;
        const auto done = in_transaction([&] { return discard(content, FileRefusal::program, answer); });
        if (!done) return done.error();
        return answer;
    }
    const auto added = files_.add_chunk(content.content, chunk.number, chunk.bytes);
    if (!added) return added.error();
    FileState state;
    state.size = content.size;
    return state;
}

/// A program stays refused; what is merely wrong can be sent anew.
Stored<Done> FileKeeper::discard(const ContentRecord& content, FileRefusal why, FileState& answer) {
    answer = refused(why);
    if (why != FileRefusal::program) return files_.erase_content(content.content);
    ContentRecord marked = content;
    marked.state = ContentState::refused;
    marked.reason = "program";
    const auto noted = files_.put_content(marked);
    return noted ? files_.erase_chunks(content.content) : noted;
}

Stored<FileState> FileKeeper::complete(Id128 document) {
    FileState answer;
    const auto known = files_.content_of(document);
    if (!known) return known.error();
    if (!*known) return refused(FileRefusal::unknown);
    const ContentRecord& content = **known;
    if (content.state != ContentState::receiving) return described(content);
    const auto whole = files_.whole(content);
    if (!whole) return whole.error();
    if (!*whole) {
        auto state = described(content);
        if (state) state->refusal = FileRefusal::incomplete;
        return state;
    }
    const bool right = sha256(**whole) == content.hash;
    const auto done = in_transaction(
        [&] { return right ? settle_received(content, document) : discard(content, FileRefusal::differs, answer); });
    if (!done) return done.error();
    if (!right) return answer;
    const auto settled = files_.content_of(document);
    if (!settled) return settled.error();
    if (!*settled) return refused(FileRefusal::unknown);
    return described(**settled);
}

/// Sent whole, the content is here once: what another document brought before takes its place.
Stored<Done> FileKeeper::settle_received(ContentRecord content, Id128 document) {
    const auto same = files_.with_hash(content.hash);
    if (!same) return same.error();
    for (const ContentRecord& other : *same) {
        if (other.state != ContentState::available || other.content == content.content) continue;
        auto done = files_.erase_content(content.content);
        if (done) done = files_.put_holder({document, other.content});
        return done;
    }
    content.state = limits_.scan_command.empty() ? ContentState::available : ContentState::held;
    content.tried_ms = 0;
    return files_.put_content(content);
}

Stored<std::optional<std::string>> FileKeeper::chunk(Id128 document, std::int64_t number) {
    const auto content = files_.content_of(document);
    if (!content) return content.error();
    if (!*content || (*content)->state != ContentState::available) return std::optional<std::string>{};
    return files_.chunk((*content)->content, number);
}

Stored<std::optional<HeldContent>> FileKeeper::next_held() {
    const auto contents = files_.contents();
    if (!contents) return contents.error();
    const std::int64_t now = clock_();
    for (const ContentRecord& content : *contents) {
        const bool due = content.tried_ms == 0 || content.tried_ms + limits_.scan_again_ms <= now;
        if (content.state != ContentState::held || !due) continue;
        ContentRecord tried = content;
        tried.tried_ms = now;
        const auto noted = files_.put_content(tried);
        if (!noted) return noted.error();
        auto whole = files_.whole(content);
        if (!whole) return whole.error();
        if (*whole) return std::optional(HeldContent{content.content, std::move(**whole)});
    }
    return std::optional<HeldContent>{};
}

Stored<Done> FileKeeper::settle(Id128 id, const ScanResult& result) {
    return in_transaction([&]() -> Stored<Done> {
        auto content = files_.content(id);
        if (!content) return content.error();
        // Another host may have been quicker, or the document is gone.
        if (!*content || (*content)->state != ContentState::held) return Done{};
        ContentRecord& record = **content;
        record.reason = result.verdict == ScanVerdict::clean ? std::string{} : result.words;
        if (result.verdict == ScanVerdict::clean) record.state = ContentState::available;
        if (result.verdict == ScanVerdict::infected) record.state = ContentState::refused;
        auto noted = files_.put_content(record);
        if (!noted || result.verdict != ScanVerdict::infected) return noted;
        return files_.erase_chunks(id);
    });
}

Stored<Done> FileKeeper::sweep(const std::set<Id128>& documents) {
    return in_transaction([&]() -> Stored<Done> {
        const auto contents = files_.contents();
        if (!contents) return contents.error();
        const auto holders = files_.holders();
        if (!holders) return holders.error();
        std::set<Id128> needed;
        for (const HolderRecord& holder : *holders) {
            if (documents.contains(holder.document)) needed.insert(holder.content);
        }
        const std::int64_t now = clock_();
        for (ContentRecord content : *contents) {
            const std::int64_t before = content.unneeded_ms;
            if (needed.contains(content.content))
                content.unneeded_ms = 0;
            else if (before == 0)
                content.unneeded_ms = now;
            const bool stale =
                content.state == ContentState::receiving && content.seen_ms + limits_.receiving_ms <= now;
            const bool unneeded = content.unneeded_ms != 0 && content.unneeded_ms + limits_.unneeded_ms <= now;
            auto done = Stored<Done>{Done{}};
            if (stale || unneeded)
                done = files_.erase_content(content.content);
            else if (content.unneeded_ms != before)
                done = files_.put_content(content);
            if (!done) return done;
        }
        return files_.erase_lost_chunks();
    });
}

}  // namespace pupitre::host
