#include "ui/filter/searchfield.h"

#include "ui/parts/icons.h"
#include "ui/window/fixedkeys.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Width = 226;
constexpr int Narrowest = 150;

} // namespace

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
{
    setObjectName(u"quickSearch"_s);
    setPlaceholderText(tr("Name, account or email…"));
    setAccessibleName(tr("Quick search"));
    setClearButtonEnabled(true);
    addAction(icon(u"search"_s), LeadingPosition);
    // It gives way, so that a first condition needs no second line.
    setMinimumWidth(Narrowest);
    setMaximumWidth(Width);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
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
