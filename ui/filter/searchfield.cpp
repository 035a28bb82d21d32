#include "ui/filter/searchfield.h"

#include "ui/parts/icons.h"
#include "ui/window/fixedkeys.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int SearchFieldWidth = 226;
constexpr int Narrowest = 150;

} // namespace

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(u"quickSearch"_s);
    setAccessibleName(tr("Quick search"));
    setClearButtonEnabled(true);
    addAction(icon(u"search"_s), LeadingPosition);
    // It gives way, so that a first condition needs no second line.
    setMinimumWidth(Narrowest);
    setMaximumWidth(SearchFieldWidth);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setReach(FilterReach::ListApi, false);
}

void SearchField::setReach(FilterReach reach, bool writtenOut)
{
    const bool isSnapshot = reach == FilterReach::Snapshot;
    setPlaceholderText(
        isSnapshot ? tr("Name, email or attribute…") : tr("Name, account or email…"));
    setEnabled(!writtenOut);
    if (writtenOut)
        setToolTip(tr("Included in the expression"));
    else if (isSnapshot)
        setToolTip(tr("Finds this text anywhere in display name, account name, email and "
                      "attributes (Ctrl+F)"));
    else
        setToolTip(tr("Finds display name, account name, email, first or last name that begins "
                      "with this text (Ctrl+F)"));
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (isFixedKey(*event, FixedKey::LeaveSearch))
        emit left();
    else if (isFixedKey(*event, FixedKey::FromSearch))
        emit entered();
    else
        QLineEdit::keyPressEvent(event);
}

} // namespace ic
