#pragma once

#include "api/filter/filterfield.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QStringView>

namespace ic {

/// Something that can stand at the caret of a filter text.
struct FilterSuggestion
{
    QString text = {}; ///< as a filter has it, values with their quotes
    QString words = {}; ///< for people, e.g. "Status" for cloudStatus; may be empty

    bool operator==(const FilterSuggestion&) const = default;
};

/// What can be written at the caret, and which part of the text it takes the place of.
struct FilterCompletion
{
    qsizetype position = 0; ///< UTF-16 units from 0
    qsizetype length = 0; ///< of what is replaced; 0 = insert
    QList<FilterSuggestion> suggestions = {};
};

/// Suggests fields, operators, known values, true and false, and the words between conditions: what
/// is legal where the caret stands and begins like the token under it, ignoring case. A field is
/// also found by its label. Nothing is suggested for free text, after a mistake, and when the token
/// is already complete. `attributes` are the keys that a snapshot is known to have.
FilterCompletion completeFilter(QStringView text, qsizetype caret,
    FilterReach reach = FilterReach::ListApi, const QStringList& attributes = {});

} // namespace ic
