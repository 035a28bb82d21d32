#pragma once

#include "models/table/statuswords.h"

#include <QString>

#include <functional>

namespace ic {

/// Something that can be reached by writing what it is called.
struct Command
{
    enum class Section {
        Recent,
        Actions,
        Views,
        Sets,
        Connections,
        Identities,
    };

    Section section = Section::Actions;
    QString title = {}; ///< one line, matched by what is typed
    QString where = {}; ///< beside it: the menu it stands in, an account name
    QString icon = {}; ///< its name; empty = none
    QString keys = {}; ///< as they are shown
    QString refusal = {}; ///< one sentence why it cannot run now; empty = it can
    QString figure = {}; ///< at the right end, e.g. how many identities a view has
    QString status = {}; ///< raw text of an identity's status; shown as a chip
    /// What it is, where the same thing may stand in two sections; empty = it cannot.
    QString key = {};
    std::function<void()> run = {};
};

/// The heading of a section.
QString sectionTitle(Command::Section section);

} // namespace ic
