#pragma once

#include "api/filter/filterfield.h"
#include "api/identity.h"
#include "files/listentry.h"

#include <QStringList>

namespace ic {

/// The field the tenant is asked by, and what an identity has in it. Not for FindOut.
FilterField fieldOf(ListKey key);
QString askedValue(const Identity& identity, ListKey key);

/// What an entry may be, most likely first.
QList<ListKey> keysToTry(const QString& text, ListKey wanted);

/// The text as it is, and how it may have been written before it was copied: without invisible
/// marks around it, with its accents in one piece.
QStringList spellings(const QString& text);

/// Equal for texts that differ in nothing but case, or in how an accent is encoded.
QString exactKey(const QString& text);
/// Equal also for texts that differ in accents, width, ligatures or space.
QString looseKey(const QString& text);

} // namespace ic
