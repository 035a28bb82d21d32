#include "ui/operations/whomoptions.h"

#include "ui/parts/text.h"

#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

WhomOptions::WhomOptions(
    const QString& chosen, bool any, const TenantsChoice& everybody, QWidget* parent)
    : QWidget(parent)
    , m_chosen(new QRadioButton(menuText(chosen), this))
    , m_everybody(new QRadioButton(menuText(everybody.option), this))
{
    m_chosen->setObjectName(u"chosenOnes"_s);
    m_everybody->setObjectName(u"tenantsChoice"_s);
    m_chosen->setEnabled(any);
    (any ? m_chosen : m_everybody)->setChecked(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_chosen);
    layout->addWidget(m_everybody);
    connect(m_everybody, &QRadioButton::toggled, this, &WhomOptions::changed);
}

void WhomOptions::fix(bool everybody)
{
    (everybody ? m_everybody : m_chosen)->setChecked(true);
    setEnabled(false);
}

void WhomOptions::setChosen(const QString& chosen)
{
    m_chosen->setText(menuText(chosen));
}

bool WhomOptions::isEverybody() const
{
    return m_everybody->isChecked();
}

} // namespace ic
