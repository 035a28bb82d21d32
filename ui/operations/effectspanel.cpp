#include "ui/operations/effectspanel.h"

#include "ui/parts/card.h"
#include "ui/parts/iconmark.h"
#include "ui/parts/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int EffectsPanelWidth = 248;

Tone toneOf(EffectLine::Tone tone)
{
    switch (tone) {
    case EffectLine::Tone::Neutral:
        return Tone::Neutral;
    case EffectLine::Tone::Warning:
        return Tone::Warning;
    case EffectLine::Tone::Destructive:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
}

QString iconOf(EffectLine::Tone tone)
{
    switch (tone) {
    case EffectLine::Tone::Neutral:
        return u"check"_s;
    case EffectLine::Tone::Warning:
        return u"triangle-alert"_s;
    case EffectLine::Tone::Destructive:
        return u"octagon-alert"_s;
    }
    Q_UNREACHABLE();
}

/// Names of scopes have no blank; let them break at their colons rather than widen the column.
QString breakable(QString right)
{
    return right.replace(u':', u":\u200B"_s);
}

} // namespace

EffectsPanel::EffectsPanel(const Operation& operation, const SignedIn& who, QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget(this);
    content->setAutoFillBackground(false);
    m_cards = new QVBoxLayout(content);
    m_cards->setContentsMargins(0, 0, 0, 0);
    m_cards->setSpacing(8);
    m_effects = addCard(tr("What this does"));
    addLine(*addCard(tr("What it does not do")), u"minus"_s, EffectLine::Tone::Neutral,
        operation.doesNot);
    QVBoxLayout* needs = addCard(tr("Needs"));
    addLine(*needs, u"key-round"_s, EffectLine::Tone::Neutral, breakable(operation.right.text()));
    const RightVerdict verdict = judge(operation.right, who);
    switch (verdict.state) {
    case RightVerdict::State::Present:
        addLine(*needs, u"check"_s, EffectLine::Tone::Neutral, tr("Your token has it."));
        break;
    case RightVerdict::State::Missing:
        addLine(*needs, u"triangle-alert"_s, EffectLine::Tone::Warning,
            tr("%1 ISC will refuse it.", "after a sentence").arg(breakable(verdict.why)));
        break;
    case RightVerdict::State::NotKnown:
        addLine(*needs, u"info"_s, EffectLine::Tone::Neutral,
            tr("Whether your token has it is not known until it is used."));
        break;
    }
    m_cards->addStretch();
    setEffects(operation.effects);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
}

QSize EffectsPanel::sizeHint() const
{
    return { EffectsPanelWidth, 320 };
}

QVBoxLayout* EffectsPanel::addCard(const QString& title)
{
    auto* card = new Card(this);
    QLabel* heading = plainLabel(title, card);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    heading->setFont(strong);
    auto* outer = new QVBoxLayout(card);
    outer->setContentsMargins(12, 10, 12, 12);
    outer->setSpacing(8);
    outer->addWidget(heading);
    auto* lines = new QVBoxLayout;
    lines->setSpacing(8);
    outer->addLayout(lines);
    m_cards->addWidget(card);
    return lines;
}

void EffectsPanel::addLine(
    QVBoxLayout& card, const QString& icon, EffectLine::Tone tone, const QString& text)
{
    auto* line = new QWidget(this);
    auto* mark = new IconMark(icon, toneOf(tone), line);
    QLabel* label = plainLabel(text, line);
    label->setWordWrap(true);
    label->setObjectName(u"fact"_s);
    if (tone == EffectLine::Tone::Destructive) {
        QFont strong = font();
        strong.setWeight(QFont::DemiBold);
        label->setFont(strong);
    }
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(mark, 0, Qt::AlignTop);
    row->addWidget(label, 1);
    card.addWidget(line);
}

void EffectsPanel::setEffects(const QList<EffectLine>& effects)
{
    while (QLayoutItem* item = m_effects->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const EffectLine& effect : effects)
        addLine(*m_effects, iconOf(effect.tone), effect.tone, effect.text);
}

} // namespace ic
