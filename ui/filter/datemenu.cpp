#include "ui/filter/datemenu.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace ic {

DateMenu::DateMenu(QWidget* parent)
    : QMenu(tr("Dates"), parent)
    , m_relative(addAction(tr("Relative")))
    , m_absolute(addAction(tr("Absolute")))
{
    setObjectName(u"dateMenu"_s);
    auto* group = new QActionGroup(this);
    const auto add = [&](QAction* action, DateStyle style) {
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, style] { emit styleChosen(style); });
    };
    add(m_relative, DateStyle::Relative);
    add(m_absolute, DateStyle::Absolute);
    setStyle(DateStyle::Relative);
}

void DateMenu::setStyle(DateStyle style)
{
    (style == DateStyle::Absolute ? m_absolute : m_relative)->setChecked(true);
}

QString dateStyleWord(DateStyle style)
{
    return style == DateStyle::Absolute ? u"absolute"_s : u"relative"_s;
}

DateStyle dateStyleFromWord(const QString& word)
{
    return word == u"absolute"_s ? DateStyle::Absolute : DateStyle::Relative;
}

} // namespace ic
