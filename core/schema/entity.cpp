// Ownership of a single row without its type.
#include "core/schema/entity.h"

#include <new>

namespace pupitre {

namespace {

void* allocate(const EntityInfo& info) { return ::operator new(info.size, std::align_val_t{info.alignment}); }

}  // namespace

AnyRow::AnyRow(const EntityInfo& info) : info_(&info), place_(allocate(info)) { info.construct(place_); }

AnyRow::AnyRow(const EntityInfo& info, const void* from) : info_(&info), place_(allocate(info)) {
    info.copy_construct(place_, from);
}

AnyRow::AnyRow(const AnyRow& other) : AnyRow(*other.info_, other.place_) {}

AnyRow& AnyRow::operator=(const AnyRow& other) {
    if (this != &other) *this = AnyRow(other);
    return *this;
}

AnyRow::AnyRow(AnyRow&& other) noexcept : info_(other.info_), place_(std::exchange(other.place_, nullptr)) {}

AnyRow& AnyRow::operator=(AnyRow&& other) noexcept {
    if (this != &other) {
        release();
        info_ = other.info_;
        place_ = std::exchange(other.place_, nullptr);
    }
    return *this;
}

AnyRow::~AnyRow() { release(); }

void AnyRow::release() {
    if (place_ == nullptr) return;
    info_->destroy(place_);
    ::operator delete(place_, std::align_val_t{info_->alignment});
    place_ = nullptr;
}

}  // namespace pupitre
