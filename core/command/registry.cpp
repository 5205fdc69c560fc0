// Registration of commands; each entity brings its row commands.
#include "core/command/registry.h"

#include "core/command/row_commands.h"

namespace pupitre {

void Registry::add_entity(const EntityRules& rules) {
    const TableIndex table = schema_->index_of(rules.info->table);
    assert(table < schema_->table_count());
    rules_[table] = rules;
    for (CommandType& command : row_commands(*this, table)) add_command(std::move(command));
}

void Registry::add_command(CommandType command) {
    std::string name = command.name;
    const bool added = commands_.emplace(std::move(name), std::move(command)).second;
    assert(added);
    static_cast<void>(added);
}

const CommandType* Registry::find(std::string_view name) const {
    const auto found = commands_.find(name);
    return found == commands_.end() ? nullptr : &found->second;
}

}  // namespace pupitre
