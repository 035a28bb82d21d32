#pragma once

#include <QList>
#include <QString>

namespace ic::test {

struct HouseViolation
{
    QString file; ///< relative to the checked tree
    int line = 0; ///< from 1; 0: the file as a whole
    QString what;

    /// "ui/x.cpp:3: ui may not include net/scheduler.h"
    QString text() const;
};

/// Reads the sources below `root` (app, models, ui; of tests, resources and packaging the file
/// names only) and says where they break the dependency rules of CONTRIBUTING.md. `qtHeaders` is
/// the folder that holds QtCore, QtGui, …; it tells which module a Qt header belongs to.
QList<HouseViolation> checkHouse(const QString& root, const QString& qtHeaders);

} // namespace ic::test
