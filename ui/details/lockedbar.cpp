#include "ui/details/lockedbar.h"

#include "ui/operations/operationactions.h"
#include "ui/parts/flowlayout.h"
#include "ui/parts/icons.h"
#include "ui/parts/text.h"

#include "operations/operations.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
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
    , m_verb(new QPushButton(this))
{
    setObjectName(u"lockedBar"_s);
    auto* text = plainLabel({}, this);
    text->setObjectName(u"lockedText"_s);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setText(unlockRefusal({ .identityStatus = u"LOCKED"_s }));
    setTone(*text, Tone::Danger);
    const Operation& verb = verbForLocked();
    m_verb->setObjectName(u"lockedVerb"_s);
    m_verb->setIcon(icon(verb.icon));
    m_verb->setText(menuText(verb.button + u'…'));
    m_verb->setAutoDefault(false);
    connect(m_verb, &QPushButton::clicked, this, [this, &verb] { emit requested(verb); });
    auto* page = new QPushButton(openInIsc.icon(), openInIsc.text(), this);
    page->setObjectName(u"lockedOpenInIsc"_s);
    page->setAutoDefault(false);
    const auto follow = [&openInIsc, page] {
        page->setEnabled(openInIsc.isEnabled());
        page->setToolTip(openInIsc.toolTip());
    };
    connect(&openInIsc, &QAction::changed, page, follow);
    connect(page, &QPushButton::clicked, &openInIsc, &QAction::trigger);
    follow();
    auto* buttons = new FlowLayout;
    buttons->insertWidget(0, m_verb);
    buttons->insertWidget(1, page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(text);
    layout->addLayout(buttons);
}

void LockedBar::setTarget(const Identity& identity, const OperationTarget& target)
{
    setVisible(!unlockRefusal(identity).isEmpty());
    m_verb->setEnabled(target.count > 0 && target.refusal.isEmpty());
    m_verb->setToolTip(target.refusal.isEmpty() ? toolTipText(verbForLocked().title)
                                                : toolTipText(target.refusal));
}

} // namespace ic
