#include "ui/operations/effectspanel.h"

#include "ui/operations/card.h"
#include "ui/operations/iconmark.h"
#include "ui/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr int Width = 248;

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

EffectsPanel::EffectsPanel(OperationId operation, const SignedIn& who, QWidget* parent)
    : QScrollArea(parent)
{
    const OperationInfo& info = operationInfo(operation);
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
    m_effects = addCard(u"What this does"_s);
    addLine(
        *addCard(u"What it does not do"_s), u"minus"_s, EffectLine::Tone::Neutral, info.doesNot);
    QVBoxLayout* needs = addCard(u"Needs"_s);
    addLine(*needs, u"key-round"_s, EffectLine::Tone::Neutral, breakable(info.right.text()));
    const RightVerdict verdict = judge(info.right, who);
    switch (verdict.state) {
    case RightVerdict::State::Present:
        addLine(*needs, u"check"_s, EffectLine::Tone::Neutral, u"Your token has it."_s);
        break;
    case RightVerdict::State::Missing:
        addLine(*needs, u"triangle-alert"_s, EffectLine::Tone::Warning,
            breakable(verdict.why) + u" ISC will refuse it."_s);
        break;
    case RightVerdict::State::NotKnown:
        addLine(*needs, u"info"_s, EffectLine::Tone::Neutral,
            u"Whether your token has it is not known until it is used."_s);
        break;
    }
    m_cards->addStretch();
    setEffects(info.effects);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
}

QSize EffectsPanel::sizeHint() const
{
    return { Width, 320 };
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
