#include "ui/operations/inviteoptions.h"

#include "ui/text.h"

#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

InviteOptions::InviteOptions(const QString& chosen, bool any, QWidget* parent)
    : QWidget(parent)
    , m_chosen(new QRadioButton(menuText(chosen), this))
    , m_everybody(
          new QRadioButton(u"All uninvited people in the tenant (at most 1,000 per run)"_s, this))
{
    m_chosen->setObjectName(u"inviteChosen"_s);
    m_everybody->setObjectName(u"inviteEverybody"_s);
    m_chosen->setEnabled(any);
    (any ? m_chosen : m_everybody)->setChecked(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_chosen);
    layout->addWidget(m_everybody);
    connect(m_everybody, &QRadioButton::toggled, this, &InviteOptions::changed);
}

void InviteOptions::fix(bool everybody)
{
    (everybody ? m_everybody : m_chosen)->setChecked(true);
    setEnabled(false);
}

void InviteOptions::setChosen(const QString& chosen)
{
    m_chosen->setText(menuText(chosen));
}

bool InviteOptions::isEverybody() const
{
    return m_everybody->isChecked();
}

} // namespace ic
