// What goes into each hash, byte by byte.
#include "core/sync/ledger.h"

#include "core/base/bytes.h"

namespace pupitre {

namespace {

// Which kind of thing is hashed, so that one can't pass for another.
enum class HashKind : char { leaf, content, body, link, salt };

constexpr std::size_t leaf_salt_bytes = 16;
// What a field's content begins with; that of a row begins with the kind of its change, 0 to 2.
constexpr char field_mark = 3;

std::string begin(HashKind kind) { return {static_cast<char>(kind)}; }

void append_number(std::string& out, std::int64_t number) { append_fixed64(out, static_cast<std::uint64_t>(number)); }

/// What the salts of an entry follow from.
std::string salt_base(const EntrySalt& salt) {
    std::string bytes = begin(HashKind::salt);
    bytes.append(salt.begin(), salt.end());
    return bytes;
}

std::string leaf_salt(std::string_view base) { return std::string(sha256(base).view().substr(0, leaf_salt_bytes)); }

/// Salts of one entry in one scope, one after the other.
class SaltSource {
public:
    SaltSource(const EntrySalt& salt, ScopeId scope) : bytes_(salt_base(salt)) {
        append_id(bytes_, scope.value);
        start_ = bytes_.size();
    }
    std::string next() {
        bytes_.resize(start_);
        append_fixed64(bytes_, place_++);
        return leaf_salt(bytes_);
    }

private:
    std::string bytes_;
    std::size_t start_ = 0;
    std::uint64_t place_ = 0;
};

std::string row_content(const EntityInfo& info, const RowChange& change) {
    std::string content;
    content.push_back(static_cast<char>(change.kind));
    append_text(content, info.table);
    append_id(content, change.row);
    return content;
}

std::string field_content(const EntityInfo& info, const RowChange& change, const FieldChange& field) {
    std::string content{field_mark};
    append_text(content, info.table);
    append_id(content, change.row);
    append_text(content, info.fields[field.field].key);
    append_value(content, field.before);
    append_value(content, field.after);
    return content;
}

}  // namespace

Hash256 leaf_hash(const Leaf& leaf) {
    std::string bytes = begin(HashKind::leaf);
    bytes.reserve(1 + leaf.salt.size() + leaf.content.size());
    bytes += leaf.salt;
    bytes += leaf.content;
    return sha256(bytes);
}

Leaf command_leaf(std::string_view command, const EntrySalt& salt) {
    return {leaf_salt(salt_base(salt)), std::string(command)};
}

std::vector<Leaf> leaves_of(const Schema& schema, const ScopePart& part, const EntrySalt& salt) {
    std::vector<Leaf> leaves;
    SaltSource salts(salt, part.scope);
    for (const RowChange* change : part.changes) {
        const EntityInfo& info = schema.entity(change->table);
        leaves.push_back({salts.next(), row_content(info, *change)});
        for (const FieldChange& field : change->fields) {
            leaves.push_back({salts.next(), field_content(info, *change, field)});
        }
    }
    return leaves;
}

Hash256 content_hash(const EntryHead& head, const Hash256& command, const std::vector<Leaf>& leaves) {
    std::string bytes = begin(HashKind::content);
    append_number(bytes, head.seq);
    append_id(bytes, head.client);
    append_number(bytes, head.mid);
    append_id(bytes, head.actor);
    append_number(bytes, head.at_ms);
    bytes += command.view();
    for (const Leaf& leaf : leaves) bytes += leaf_hash(leaf).view();
    return sha256(bytes);
}

std::vector<Link> links_of(const ChainHeads& heads, const Database& after, const AcceptedCommand& accepted) {
    std::vector<Link> links;
    const Hash256 command = leaf_hash(command_leaf(accepted.command, accepted.salt));
    for (const ScopePart& part : parts_by_scope(after, accepted.changes)) {
        const ChainHead* head = heads.find(part.scope);
        Link link;
        link.scope = part.scope;
        link.number = head != nullptr ? head->number + 1 : 1;
        link.seq = accepted.head.seq;
        link.digest = after.digest(part.scope);
        link.content = content_hash(accepted.head, command, leaves_of(after.schema(), part, accepted.salt));
        if (head != nullptr) link.before = head->hash;
        links.push_back(link);
    }
    return links;
}

Hash256 body_hash(const Link& link) {
    std::string bytes = begin(HashKind::body);
    append_id(bytes, link.scope.value);
    append_number(bytes, link.number);
    append_number(bytes, link.seq);
    append_id(bytes, {link.digest.high, link.digest.low});
    bytes += link.content.view();
    return sha256(bytes);
}

Hash256 link_hash(const Hash256& before, const Hash256& body) {
    std::string bytes = begin(HashKind::link);
    bytes += before.view();
    bytes += body.view();
    return sha256(bytes);
}

}  // namespace pupitre
