#include "ui/operations/secondlook.h"

#include "ui/operations/iconmark.h"
#include "ui/text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

SecondLook::SecondLook(QWidget* parent)
    : QWidget(parent)
    , m_looked(new QCheckBox(u"I have looked: none of these is me"_s, this))
{
    m_looked->setObjectName(u"secondLook"_s);
    QLabel* why = plainLabel(u"The tenant does not say whose token this is, so the console cannot "
                             "leave you out."_s,
        this);
    why->setObjectName(u"secondLookWhy"_s);
    why->setWordWrap(true);
    m_looked->setAccessibleDescription(why->text());
    auto* lines = new QVBoxLayout;
    lines->setSpacing(4);
    lines->addWidget(why);
    lines->addWidget(m_looked);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(8);
    layout->addWidget(new IconMark(u"triangle-alert"_s, Tone::Warning, this), 0, Qt::AlignTop);
    layout->addLayout(lines, 1);
    connect(m_looked, &QCheckBox::toggled, this, &SecondLook::changed);
}

bool SecondLook::isTaken() const
{
    return m_looked->isChecked();
}

} // namespace ic
