#pragma once

#include "api/identity.h"

namespace ic {

/// What a title, a lead or a button calls one person: the display name, else the account name, else
/// the id; short, and as shownLine().
QString nameInSentence(const Identity& identity);

/// What a person types to confirm that they mean one identity.
struct TypedName
{
    QString what = {}; ///< "the display name"
    QString text = {}; ///< never blank
};

/// The display name, where it can be typed and none of the others looks like that; else the
/// account name, else the id.
TypedName nameToType(const Identity& one, const QList<Identity>& others);

} // namespace ic
