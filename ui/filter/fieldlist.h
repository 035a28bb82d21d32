#pragma once

#include "api/filter/filterfield.h"

#include <QStringList>

#include <optional>

class QComboBox;

namespace ic {

/// A field in the list; without one it is any name or email.
struct ListedField
{
    std::optional<FilterField> field = {};
    QString attribute = {}; ///< its key, for FilterField::Attribute

    bool operator==(const ListedField&) const = default;
};

/// Fills a combo box with what can be filtered by. For the list API any name or email is first, and
/// below, greyed and with the reason, is what people look for in vain; a snapshot has the
/// attributes there.
void fillFieldList(QComboBox& combo, FilterReach reach, const QStringList& attributes);

/// What is not in the list yet is added to it.
void setCurrentField(QComboBox& combo, const ListedField& field);
ListedField currentField(const QComboBox& combo);

} // namespace ic
