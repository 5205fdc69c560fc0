// The mails' side of the storage.
#include "server-stub/storage/sql_mail.h"

#include <algorithm>

#include "server-stub/storage/sql_storage.h"

namespace pupitre::host {
namespace {

constexpr std::string_view mail_columns =
    "SELECT id, kind, recipient, about, since_ms, made_ms, due_ms, attempts, state, address, problem FROM host_mail ";

std::string_view name_of(MailKind kind) { return mail_kind_names[static_cast<std::size_t>(kind)]; }

MailRecord mail_in(const Statement& row) {
    MailRecord mail;
    mail.id = row.id(0).value_or(Id128{});
    const auto found = std::ranges::find(mail_kind_names, std::string_view(row.text(1)));
    if (found != mail_kind_names.end()) mail.kind = static_cast<MailKind>(found - mail_kind_names.begin());
    mail.recipient = row.id(2).value_or(Id128{});
    mail.about = row.id(3).value_or(Id128{});
    mail.since_ms = row.number(4);
    mail.made_ms = row.number(5);
    mail.due_ms = row.number(6);
    mail.attempts = row.number(7);
    mail.state = static_cast<MailState>(std::clamp<std::int64_t>(row.number(8), 0, 4));
    mail.address = row.text(9);
    mail.problem = row.text(10);
    return mail;
}

Stored<std::vector<MailRecord>> mails_in(Statement& rows) {
    std::vector<MailRecord> mails;
    while (rows.step()) mails.push_back(mail_in(rows));
    if (rows.failed()) return rows.fault();
    return mails;
}

}  // namespace

Stored<Done> SqlStorage::queue_mail(const MailRecord& mail) {
    return connection_
        ->prepare(
            "INSERT INTO host_mail (id, kind, recipient, about, since_ms, made_ms, due_ms, attempts, state, address,"
            " problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(mail.id)
        .bind_text(name_of(mail.kind))
        .bind(mail.recipient)
        .bind(mail.about)
        .bind(mail.since_ms)
        .bind(mail.made_ms)
        .bind(mail.due_ms)
        .bind(mail.attempts)
        .bind(static_cast<std::int64_t>(mail.state))
        .bind_text(mail.address)
        .bind_text(mail.problem)
        .run();
}

Stored<Done> SqlStorage::put_mail(const MailRecord& mail) {
    return connection_
        ->prepare("UPDATE host_mail SET due_ms = ?, attempts = ?, state = ?, address = ?, problem = ? WHERE id = ?")
        .bind(mail.due_ms)
        .bind(mail.attempts)
        .bind(static_cast<std::int64_t>(mail.state))
        .bind_text(mail.address)
        .bind_text(mail.problem)
        .bind(mail.id)
        .run();
}

Stored<std::vector<MailRecord>> SqlStorage::mails_due(std::int64_t at_ms, std::int64_t count) {
    Statement rows = connection_->prepare(std::string(mail_columns) +
                                          "WHERE state <= 1 AND due_ms <= ? ORDER BY due_ms, id LIMIT ?");
    rows.bind(at_ms).bind(count);
    return mails_in(rows);
}

Stored<std::vector<MailRecord>> SqlStorage::mails_given_up(std::int64_t count) {
    Statement rows =
        connection_->prepare(std::string(mail_columns) + "WHERE state = 3 ORDER BY made_ms DESC, id LIMIT ?");
    rows.bind(count);
    return mails_in(rows);
}

Stored<std::int64_t> SqlStorage::count_mails(MailState state) {
    Statement row = connection_->prepare("SELECT count(*) FROM host_mail WHERE state = ?");
    row.bind(static_cast<std::int64_t>(state));
    if (row.step()) return row.number(0);
    return row.failed() ? Stored<std::int64_t>{row.fault()} : Stored<std::int64_t>{0};
}

Stored<std::int64_t> SqlStorage::last_mail_ms(MailKind kind, Id128 recipient) {
    Statement row =
        connection_->prepare("SELECT coalesce(max(made_ms), 0) FROM host_mail WHERE kind = ? AND recipient = ?");
    row.bind_text(name_of(kind)).bind(recipient);
    if (row.step()) return row.number(0);
    return row.failed() ? Stored<std::int64_t>{row.fault()} : Stored<std::int64_t>{0};
}

Stored<Done> SqlStorage::forget_mails(std::int64_t before_ms) {
    return connection_->prepare("DELETE FROM host_mail WHERE state IN (2, 4) AND made_ms < ?").bind(before_ms).run();
}

}  // namespace pupitre::host
