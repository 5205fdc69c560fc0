// The firm's calendar around today: what the law asks for month by month, and what the telephone brings.
#include <algorithm>
#include <iterator>

#include "core/demo/demo_script.h"
#include "core/firm/demo_removal.h"
#include "core/firm/firm.h"
#include "core/work/project.h"
#include "core/work/series_commands.h"
#include "core/work/task.h"

namespace pupitre {
namespace {

constexpr std::size_t clients_with_work = 64;

struct Story {
    DemoScript& script;
    std::int32_t tasks = 0;
    std::int32_t projects = 0;
};

// One of the two associates or collaborators keeps the client's books; Sophie keeps the payroll.
TeamMemberId bookkeeper_of(std::size_t client) {
    constexpr DemoMember bookkeepers[] = {DemoMember::lucas, DemoMember::ines, DemoMember::lucas, DemoMember::ines,
                                          DemoMember::karim};
    return demo_member(bookkeepers[client % std::size(bookkeepers)]);
}

std::vector<const Client*> clients_for_work(const Database& db) {
    std::vector<const Client*> clients;
    db.for_each<Client>([&](const Client& client) {
        const bool works = !client.inactive && !client.prospect && throw_of("work:" + client.reference, 0, 4) == 0;
        if (works && clients.size() < clients_with_work) clients.push_back(&client);
    });
    return clients;
}

ProjectId start_project(Story& story, const Client& client, std::string_view service, std::string title, Date starts_on,
                        Date due_on, TeamMemberId responsible) {
    Project project;
    project.id = {demo_id("project:" + std::to_string(story.projects++))};
    project.client = client.id;
    project.service = {demo_service(service)};
    project.title = std::move(title);
    project.responsible = responsible;
    project.starts_on = starts_on;
    project.due_on = due_on;
    project.status = starts_on <= story.script.today() ? WorkStatus::in_progress : WorkStatus::to_do;
    story.script.create(project);
    return project.id;
}

struct Plan {
    std::string title;
    Date due_on;
    TeamMemberId assignee;
    std::int32_t minutes = 0;
    std::string description;
    std::vector<std::string_view> checklist;
};

// What lies behind is mostly done, today is half done, of the rest a little is begun.
WorkStatus status_of(std::int32_t number, Date due_on, Date today) {
    const std::int32_t die = throw_of("status", number, 100);
    if (due_on < today.plus_days(-2))
        return die < 90 ? WorkStatus::done : die < 95 ? WorkStatus::blocked : WorkStatus::to_do;
    if (due_on < today) return die < 60 ? WorkStatus::done : WorkStatus::to_do;
    if (due_on == today) return die < 30 ? WorkStatus::done : die < 60 ? WorkStatus::in_progress : WorkStatus::to_do;
    if (due_on < today.plus_days(8))
        return die < 8 ? WorkStatus::done : die < 30 ? WorkStatus::in_progress : WorkStatus::to_do;
    return die < 5 ? WorkStatus::in_progress : WorkStatus::to_do;
}

void plan_task(Story& story, const Client* client, ProjectId project, const Plan& plan) {
    const Date today = story.script.today();
    const std::int32_t number = story.tasks++;
    Task task;
    task.id = {demo_id((client == nullptr ? "own_task:" : "task:") + std::to_string(number))};
    if (client != nullptr) task.client = client->id;
    task.project = project;
    task.title = plan.title;
    task.description = plan.description;
    task.assignee = plan.assignee;
    task.due_on = plan.due_on;
    task.estimate_minutes = plan.minutes;
    task.status = status_of(number, plan.due_on, today);
    if (task.status == WorkStatus::done) {
        task.completed_on = std::min(today, working_day(plan.due_on.plus_days(-throw_of("early", number, 4))));
    }
    story.script.create(task);
    std::int32_t line = 0;
    for (const std::string_view text : plan.checklist) {
        ChecklistItem item;
        item.id = {demo_id("item:" + std::to_string(number) + ':' + std::to_string(line))};
        item.task = task.id;
        item.text = text;
        item.done = task.status == WorkStatus::done || (task.status == WorkStatus::in_progress &&
                                                        line * 2 < static_cast<std::int32_t>(plan.checklist.size()));
        story.script.create(item);
        ++line;
    }
}

// Books and VAT of last month, this month and the next: due after the month's end, on the firm's own day for it.
void plan_months(Story& story, const Client& client, std::size_t place) {
    const Date today = story.script.today();
    const TeamMemberId bookkeeper = bookkeeper_of(place);
    const bool payroll = place % 3 == 0;
    for (std::int32_t away = -2; away <= 0; ++away) {
        const Date month = month_start(today, away);
        const Date next = month_start(today, away + 1);
        const auto offset = static_cast<std::int32_t>(place % 8);
        if (place % 4 == 1) {
            plan_task(story, &client, {},
                      {"Relevés de banque et lettrage – " + month_text(month),
                       working_day(next.plus_days(7 + offset)),
                       bookkeeper,
                       90,
                       {},
                       {"Importer les relevés", "Lettrer les comptes de tiers", "Solder le compte d’attente 471"}});
        }
        if (place % 2 == 0) {
            plan_task(
                story, &client, {},
                {"TVA CA3 – " + month_text(month), working_day(next.plus_days(15 + offset)), bookkeeper, 45, {}, {}});
        }
        if (payroll) {
            const TeamMemberId sophie = demo_member(DemoMember::sophie);
            plan_task(story, &client, {},
                      {"Bulletins de paie – " + month_text(month),
                       working_day(next.plus_days(-4)),
                       sophie,
                       60,
                       {},
                       place % 6 == 0 ? std::vector<std::string_view>{"Recevoir les variables",
                                                                      "Contrôler les absences", "Envoyer les bulletins"}
                                      : std::vector<std::string_view>{}});
            plan_task(story, &client, {},
                      {"DSN – " + month_text(month),
                       working_day(next.plus_days(place % 6 == 0 ? 4 : 14)),
                       sophie,
                       20,
                       {},
                       {}});
        }
    }
}

// The accounts of the fiscal year that ended last, in the four months after.
void plan_accounts(Story& story, const Client& client, std::size_t place) {
    const Date today = story.script.today();
    const TeamMemberId bookkeeper = bookkeeper_of(place);
    const std::string year = std::to_string(today.ymd().year);
    const Date start = month_start(today, -1);
    const Date due = working_days_from(today, 12 + static_cast<std::int32_t>(place % 20));
    const ProjectId project =
        start_project(story, client, "accounts", "Bilan et liasse " + year, start, due, bookkeeper);
    const auto day = [&](std::int32_t before) { return working_days_from(due, -before); };
    plan_task(story, &client, project, {"Rapprochement bancaire", day(30), bookkeeper, 60, {}, {}});
    plan_task(story, &client, project,
              {"Révision des comptes",
               day(20),
               bookkeeper,
               240,
               {},
               {"Immobilisations et amortissements", "Stocks", "Clients douteux", "Charges à payer",
                "Comptes courants d’associés"}});
    plan_task(story, &client, project,
              {"Relancer les pièces manquantes",
               day(14),
               demo_member(DemoMember::ines),
               15,
               "Factures d’achat sans justificatif et inventaire signé.",
               {}});
    plan_task(story, &client, project, {"Liasse fiscale et annexe", day(6), bookkeeper, 180, {}, {}});
    plan_task(story, &client, project, {"Rendez-vous de bilan", day(1), demo_member(DemoMember::claire), 90, {}, {}});
    plan_task(story, &client, project, {"Télétransmission de la liasse", due, bookkeeper, 15, {}, {}});
}

void plan_company(Story& story, const Client& client, std::size_t place) {
    const Date today = story.script.today();
    const YearMonthDay day = today.ymd();
    const std::int32_t quarter_month = (day.month + 2) / 3 * 3;
    const Date quarter_end = Date::from_ymd(day.year, quarter_month, 15).value_or(today);
    const std::string number = std::to_string(quarter_month / 3);
    const ProjectId legal = start_project(story, client, "legal", "Approbation des comptes", today.plus_days(-20),
                                          today.plus_days(40), demo_member(DemoMember::karim));
    plan_task(story, &client, legal,
              {"Convoquer l’assemblée générale",
               working_days_from(today, static_cast<std::int32_t>(place % 9) - 3),
               demo_member(DemoMember::karim),
               30,
               {},
               {}});
    plan_task(story, &client, legal,
              {"Rédiger le procès-verbal", working_days_from(today, 14), demo_member(DemoMember::karim), 45, {}, {}});
    plan_task(
        story, &client, legal,
        {"Déposer les comptes au greffe", working_days_from(today, 26), demo_member(DemoMember::karim), 20, {}, {}});
    plan_task(story, &client, {},
              {"Acompte d’IS n° " + number, working_day(quarter_end), bookkeeper_of(place), 20, {}, {}});
}

// What comes in from day to day, a few for each working day around today.
void plan_follow_ups(Story& story, const std::vector<const Client*>& clients) {
    constexpr std::string_view titles[] = {
        "Rappeler le client : pièces manquantes",
        "Répondre à la demande de renseignements de l’administration",
        "Envoyer le devis de mission complémentaire",
        "Contrôler le FEC avant remise",
        "Préparer le rendez-vous de trésorerie",
        "Établir l’attestation de chiffre d’affaires",
        "Contrat de travail : entrée d’un salarié",
        "Solde de tout compte",
        "Demander le remboursement du crédit de TVA",
        "Mettre à jour la lettre de mission",
        "Vérifier la facture d’honoraires",
        "Simuler la rémunération du dirigeant",
        "Relancer la facture d’honoraires impayée",
        "Ouvrir le dossier permanent",
        "CFE : vérifier l’avis sur l’espace professionnel",
    };
    constexpr DemoMember helpers[] = {DemoMember::claire, DemoMember::karim, DemoMember::sophie, DemoMember::lucas,
                                      DemoMember::ines};
    std::int32_t number = 0;
    for (std::int32_t days = -8; days <= 15; ++days) {
        const std::int32_t count = days == 0 ? 7 : days > 0 && days < 6 ? 4 : 2;
        for (std::int32_t i = 0; i < count; ++i, ++number) {
            const auto& client = *clients[static_cast<std::size_t>(
                throw_of("follow_up", number, static_cast<std::int32_t>(clients.size())))];
            const auto title = static_cast<std::size_t>(number) % std::size(titles);
            const auto helper =
                static_cast<std::size_t>(throw_of("helper", number, static_cast<std::int32_t>(std::size(helpers))));
            plan_task(story, &client, {},
                      {std::string(titles[title]),
                       working_days_from(story.script.today(), days),
                       demo_member(helpers[helper]),
                       15 + 15 * throw_of("minutes", number, 6),
                       {},
                       {}});
        }
    }
}

void plan_own_work(Story& story) {
    struct Own {
        std::string_view title;
        std::int32_t days;
        DemoMember member;
        std::string_view rule = {};  // If it repeats.
    };
    constexpr Own own[] = {
        {"Réunion d’équipe", 0, DemoMember::claire, "FREQ=WEEKLY"},
        {"Mettre à jour les paramètres de paie", 1, DemoMember::sophie, "FREQ=MONTHLY;BYMONTHDAY=25"},
        {"Formation facturation électronique", 4, DemoMember::claire},
        {"Revue qualité de trois dossiers", 6, DemoMember::karim},
        {"Entretien de mi-parcours du stagiaire", 8, DemoMember::claire},
        {"Renouveler le certificat de signature", -2, DemoMember::karim},
        {"Archiver les dossiers clos", 12, DemoMember::ines, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"},
    };
    story.tasks = 0;  // Their ids are numbered on their own: the removal of the example knows them by number.
    for (const Own& work : own) {
        plan_task(story, nullptr, {},
                  {std::string(work.title),
                   working_days_from(story.script.today(), work.days),
                   demo_member(work.member),
                   60,
                   {},
                   {}});
        if (work.rule.empty()) continue;
        RepeatTask repeat;
        repeat.task = {demo_id("own_task:" + std::to_string(story.tasks - 1))};
        repeat.settings.rule = work.rule;
        repeat.settings.placing = Placing::next;
        story.script.give(std::string(RepeatTask::name), repeat.to_json());
    }
}

}  // namespace

void tell_work(DemoScript& script) {
    Story story{.script = script};
    const std::vector<const Client*> clients = clients_for_work(script.db());
    if (clients.empty()) return;
    for (std::size_t place = 0; place < clients.size(); ++place) {
        plan_months(story, *clients[place], place);
        if (place % 8 == 0) plan_accounts(story, *clients[place], place);
        if (place % 10 == 3) plan_company(story, *clients[place], place);
    }
    plan_follow_ups(story, clients);
    plan_own_work(story);
}

}  // namespace pupitre
