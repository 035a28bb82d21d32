#include "ui/details/lockedbar.h"

#include "ui/operations/operationactions.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"
#include "ui/parts/theme.h"

#include "operations/operations.h"

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

/// The verb that a person may use on somebody who is locked.
const Operation& verbForLocked()
{
    return **std::ranges::find_if(operations(), [](const Operation* operation) {
        return operation->mayInclude.contains(SkipReason::LockedOrDisabled);
    });
}

} // namespace

QString unlockRefusal(const Identity& identity)
{
    if (identity.status() != IdentityStatus::Locked)
        return {};
    return LockedBar::tr("Locked. The API has no way to unlock an identity. What there is: a "
                         "password-reset email, and the identity's page in ISC.");
}

LockedBar::LockedBar(QAction& openInIsc, QWidget* parent)
    : QWidget(parent)
    , m_text(plainLabel({}, this))
    , m_verb(new QToolButton(this))
{
    setObjectName(u"lockedBar"_s);
    m_text->setObjectName(u"lockedText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTone(*m_text, Tone::Danger);
    const Operation& verb = verbForLocked();
    m_verb->setObjectName(u"lockedVerb"_s);
    m_verb->setIcon(icon(verb.icon));
    m_verb->setText(menuText(verb.button + u'…'));
    connect(m_verb, &QToolButton::clicked, this, [this, &verb] { emit requested(verb); });
    auto* page = new QToolButton(this);
    page->setObjectName(u"lockedOpenInIsc"_s);
    page->setDefaultAction(&openInIsc);
    auto* buttons = new FlowLayout;
    for (QToolButton* button : { m_verb, page }) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setProperty(FramedProperty, true);
        buttons->insertWidget(buttons->count(), button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
}

void LockedBar::setTarget(const Identity& identity, const OperationTarget& target)
{
    const QString refusal = unlockRefusal(identity);
    m_text->setText(refusal);
    setVisible(!refusal.isEmpty());
    m_verb->setEnabled(target.count > 0 && target.refusal.isEmpty());
    m_verb->setToolTip(target.refusal.isEmpty() ? toolTipText(verbForLocked().title)
                                                : toolTipText(target.refusal));
}

} // namespace ic
