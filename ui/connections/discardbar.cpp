#include "ui/connections/discardbar.h"

#include "ui/parts/iconmark.h"
#include "ui/parts/wraplabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ic {

DiscardBar::DiscardBar(QWidget* parent)
    : QWidget(parent)
    , m_keep(new QPushButton(tr("Keep editing"), this))
{
    const QString question = tr("Discard changes? They are not saved yet.");
    setObjectName(u"discardBar"_s);
    setAccessibleName(question);
    auto* text = new WrapLabel(Tone::Plain, this);
    text->setShown(question);
    m_keep->setObjectName(u"keepEditing"_s);
    auto* discard = new QPushButton(tr("Discard"), this);
    discard->setObjectName(u"discard"_s);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new IconMark(u"triangle-alert"_s, Tone::Warning, this));
    layout->addWidget(text, 1, Qt::AlignVCenter);
    layout->addWidget(discard);
    layout->addWidget(m_keep);
    connect(m_keep, &QPushButton::clicked, this, &DiscardBar::keepRequested);
    connect(discard, &QPushButton::clicked, this, &DiscardBar::discardRequested);
}

void DiscardBar::ask()
{
    m_keep->setDefault(true);
    m_keep->setFocus();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace ic
